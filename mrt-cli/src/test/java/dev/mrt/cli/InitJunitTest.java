// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.mrt.verify.AlembicFixture;
import dev.mrt.verify.TestPython;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The JUnit test that {@code mrt init} writes compiles and runs, in the folder of the project as a build would run it. */
class InitJunitTest {

    @TempDir
    private Path folder;

    @Test
    void what_init_writes_compiles_and_finds_what_is_lost() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        AlembicFixture.in(folder.resolve("backend"))
                .revision("001", """
                        op.create_table('users', sa.Column('id', sa.Integer, primary_key=True),
                            sa.Column('phone', sa.String(20)))
                        """, "op.drop_table('users')")
                .revision(
                        "002",
                        "op.drop_column('users', 'phone')",
                        "op.add_column('users', sa.Column('phone', sa.String(20)))");
        assertThat(CommandRun.of("init", folder.toString()).out()).contains("MigrationsTest.java", "dev.mrt:mrt-junit");

        Path source = folder.resolve("src/test/java/migrations/MigrationsTest.java");
        assertThat(source).content().contains("@MrtProject(\"backend\")");
        String classPath = System.getProperty("java.class.path");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        folder.toString(),
                        "-cp",
                        classPath,
                        "-Xlint:all,-processing",
                        "-Werror",
                        source.toString());
        assertThat(compiled).isZero();
        String output = run(classPath);
        assertThat(output)
                .contains("4 values lost in column `users.phone`", "MRT201 DROP COLUMN users.phone")
                .contains("give context.configure() a target_metadata")
                .endsWith("10 passed, 3 failed\n");
    }

    private String run(String classPath) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + File.pathSeparator + absolute(classPath),
                        InitJunitTest.class.getName(),
                        "migrations.MigrationsTest")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Path environment = TestPython.interpreter().resolve("../..").normalize();
        builder.environment().put("VIRTUAL_ENV", environment.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String absolute(String classPath) {
        StringBuilder entries = new StringBuilder();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.append(Path.of(entry).toAbsolutePath()).append(File.pathSeparator);
        }
        return entries.toString();
    }

    /** Runs a test class and prints what failed; in a process whose folder is the project's. */
    public static void main(String[] arguments) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(arguments[0]))
                                .build(),
                        summary);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.getSummary().getFailures().forEach(failure -> out.println(failure.getException()));
        out.println(summary.getSummary().getTestsSucceededCount() + " passed, "
                + summary.getSummary().getTestsFailedCount() + " failed");
    }
}
