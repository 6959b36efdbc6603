// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.Mrt;
import dev.mrt.report.Report;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RiskWarning;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/writing-rules.md, docs/embedding.md and docs/quickstart.md compiles, is found as the pages say, and finds what they say. */
class WritingRulesPageTest {

    private static final MigrationSource RENAME = new MigrationSource("versions/rename.py", """
            import sqlalchemy as sa
            from alembic import op

            revision = "1"
            down_revision = None


            def upgrade():
                op.rename_table("audit_log", "log")
                op.create_table("bills", sa.Column("amount", sa.Numeric(10, 2)))
                op.execute("INSERT INTO bills VALUES (1.5)")
                op.alter_column("bills", "amount", type_=sa.Integer())


            def downgrade():
                op.drop_table("bills")
                op.rename_table("log", "audit_log")
            """);

    @TempDir
    static Path directory;

    private static ClassLoader loader = WritingRulesPageTest.class.getClassLoader();

    @BeforeAll
    static void compile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                directory.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Werror",
                "-Xlint:all,-processing"));
        String page = Files.readString(Path.of("../docs/writing-rules.md"))
                + Files.readString(Path.of("../docs/embedding.md"))
                + Files.readString(Path.of("../docs/quickstart.md"));
        for (String part : page.split("```java\n", -1)) {
            String code = part.substring(0, Math.max(part.indexOf("```"), 0));
            if (code.startsWith("package ")) {
                String rest = code.substring(code.indexOf("public final class ") + "public final class ".length());
                Path file = directory.resolve(rest.substring(0, rest.indexOf(' ')) + ".java");
                arguments.add(Files.writeString(file, code).toString());
            }
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as("exit code of javac").isZero();
        loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, loader);
    }

    /** The projects to copy hold the code of the page. */
    @Test
    void examplesAreWhatThePageShows() throws IOException {
        String page = Files.readString(Path.of("../docs/embedding.md"));
        assertThat(page)
                .contains(Files.readString(
                        Path.of("../examples/build-check/src/main/java/com/acme/build/BuildCheck.java")))
                .contains(Files.readString(
                        Path.of("../examples/spark/src/main/java/com/acme/cluster/RepositoryScan.java")));
    }

    private static List<String> codes(Report report) {
        return report.warnings().stream()
                .map(RiskWarning::code)
                .filter(code -> code.startsWith("ACME"))
                .toList();
    }

    @Test
    void annotatedRuleIsFoundOnTheClassPath() {
        Report report = Mrt.builder().classLoader(loader).jobs(1).build().analyzeSources(List.of(RENAME));

        assertThat(codes(report)).containsExactly("ACME1");
    }

    @Test
    void otherRuleIsPassedAsAnObject() throws ReflectiveOperationException {
        RiskRule rule = (RiskRule) loader.loadClass("com.acme.rules.ShrunkMoneyColumn")
                .getConstructor()
                .newInstance();
        Report report = Mrt.builder().rule(rule).jobs(1).build().analyzeSources(List.of(RENAME));

        assertThat(codes(report)).containsExactly("ACME2");
    }

    @Test
    void codeOfTheReadmeWorks() throws ReflectiveOperationException, IOException {
        RiskRule rule = (RiskRule) loader.loadClass("com.acme.build.DroppedInvoiceColumn")
                .getConstructor()
                .newInstance();
        MigrationSource source = new MigrationSource(
                "versions/drop.py",
                RENAME.text()
                        .replace(
                                "op.rename_table(\"audit_log\", \"log\")", "op.drop_column(\"invoices\", \"amount\")"));
        Report report = Mrt.builder().rule(rule).jobs(1).build().analyzeSources(List.of(source));
        assertThat(codes(report)).containsExactly("ACME9");

        Path file = Files.writeString(
                Files.createDirectory(directory.resolve("readme")).resolve("drop.py"), source.text());
        Object safe = loader.loadClass("com.acme.build.MigrationCheck")
                .getMethod("isSafe", Path.class)
                .invoke(null, file);
        assertThat(safe).isEqualTo(false);
    }

    @Test
    void codeOfThePageAboutEmbeddingWorks() throws ReflectiveOperationException, IOException {
        Path project = Files.createDirectories(directory.resolve("project"));
        String lossy = RENAME.text()
                .replace("op.rename_table(\"audit_log\", \"log\")", "op.drop_column(\"invoices\", \"amount\")");
        Path file = Files.writeString(project.resolve("rename.py"), lossy);
        Map<String, String> texts = Map.of(RENAME.path(), lossy);

        assertThat((List<?>) method("build.BuildCheck", "failures", Path.class).invoke(null, project))
                .isNotEmpty();
        assertThat((List<?>) method("server.PullRequestReview", "review", Map.class, Set.class)
                        .invoke(made("server.PullRequestReview"), texts, Set.of(RENAME.path())))
                .isNotEmpty();
        assertThat((List<?>) method("quality.MigrationSensor", "ruleKeys").invoke(made("quality.MigrationSensor")))
                .asString()
                .contains("MRT201");
        Object diagnostics = loader.loadClass("com.acme.editor.MigrationDiagnostics")
                .getConstructor(Path.class)
                .newInstance(project);
        assertThat((List<?>) method("editor.MigrationDiagnostics", "typed", String.class, String.class)
                        .invoke(diagnostics, file.toString(), lossy + "# edited"))
                .isNotEmpty();
        Object repository = loader.loadClass("com.acme.cluster.RepositoryScan$Repository")
                .getConstructor(String.class, Map.class)
                .newInstance("acme/shop", texts);
        assertThat(((Iterator<?>) method("cluster.RepositoryScan", "scan", Iterator.class)
                                .invoke(null, List.of(repository).iterator()))
                        .hasNext())
                .isTrue();
    }

    private static Object made(String name) throws ReflectiveOperationException {
        return loader.loadClass("com.acme." + name).getConstructor().newInstance();
    }

    private static Method method(String name, String method, Class<?>... parameters)
            throws ReflectiveOperationException {
        return loader.loadClass("com.acme." + name).getMethod(method, parameters);
    }

    @Test
    void testKitRunsTheCasesOfAFolder() throws Exception {
        Path cases = Files.createDirectory(directory.resolve("cases"));
        Files.writeString(cases.resolve("rename.py"), RENAME.text());
        Files.writeString(
                cases.resolve("rename.findings"),
                "[ERROR] versions/rename.py:9 ACME1 audit_log: Auditors look `audit_log` up by its name.\n");

        loader.loadClass("com.acme.rules.CasesOfAuditRules")
                .getMethod("main", String[].class)
                .invoke(null, (Object) new String[] {cases.toString()});
    }
}
