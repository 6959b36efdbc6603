// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.Mrt;
import dev.mrt.report.Report;
import dev.mrt.rule.RiskWarning;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The project in examples/custom-rules compiles against what mrt publishes, its rules are found, and its own tests pass. */
class CustomRulesExampleTest {

    private static final Path PROJECT = Path.of("../examples/custom-rules");

    @TempDir
    static Path classes;

    private static ClassLoader loader = CustomRulesExampleTest.class.getClassLoader();

    @BeforeAll
    static void compile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Werror",
                "-Xlint:all,-processing"));
        try (Stream<Path> files = Files.walk(PROJECT.resolve("src"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as("exit code of javac").isZero();
        URL resources = PROJECT.resolve("src/main/resources").toUri().toURL();
        System.setProperty("acme.project", PROJECT.toString());
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL(), resources}, loader);
    }

    @AfterAll
    static void leaveNoProperty() {
        System.clearProperty("acme.project");
    }

    @Test
    void onlyTheAnnotatedRuleIsFoundByItself() throws IOException {
        List<MigrationSource> sources = new ArrayList<>();
        for (String name : List.of("rename", "money")) {
            Path file = PROJECT.resolve("src/test/resources/cases/" + name + ".py");
            sources.add(new MigrationSource(name + "/versions/1.py", Files.readString(file)));
        }
        Report report = Mrt.builder().classLoader(loader).jobs(1).build().analyzeSources(sources);
        assertThat(report.warnings().stream().map(RiskWarning::code))
                .contains("ACME1")
                .doesNotContain("ACME2");
    }

    @TestFactory
    Stream<DynamicTest> itsOwnTestsPass() throws ReflectiveOperationException {
        Class<?> tests = loader.loadClass("com.acme.rules.AcmeRulesTest");
        Object instance = tests.getConstructor().newInstance();
        List<DynamicTest> all = new ArrayList<>();
        for (String method : List.of("findsWhatTheFolderSays", "pageIsTrue")) {
            Stream<?> some = (Stream<?>) tests.getMethod(method).invoke(instance);
            some.forEach(test -> all.add((DynamicTest) test));
        }
        assertThat(all).hasSize(4);
        return all.stream();
    }
}
