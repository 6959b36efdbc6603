// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.Mrt;
import dev.mrt.config.ConfigFile;
import dev.mrt.config.MrtConfig;
import dev.mrt.operation.Operation;
import dev.mrt.report.Report;
import dev.mrt.rule.Category;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Target;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the closest peer is known to miss, or to report falsely, when it reads migrations: one test for each weak point. */
class PeerWeakPointsTest {

    private static final MigrationSource BASE = alembic("base", "None", """
            def upgrade():
                op.create_table(
                    "users",
                    sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("name", sa.String(50), nullable=True),
                )


            def downgrade():
                op.drop_table("users")
            """);

    private static MigrationSource alembic(String revision, String parent, String code) {
        return new MigrationSource(
                "versions/" + revision + ".py",
                "from typing import Sequence, Union\n\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision: str = \""
                        + revision + "\"\ndown_revision: Union[str, Sequence[str], None] = " + parent + "\n\n\n"
                        + code);
    }

    /** A revision on top of the base, of which only the upgrade matters. */
    private static MigrationSource upgrade(String body) {
        return alembic("change", "\"base\"", "def upgrade():\n" + body.indent(4) + "\n\ndef downgrade():\n    pass\n");
    }

    private static MigrationSource django(String operations) {
        return new MigrationSource("shop/migrations/0002_change.py", """
                from django.db import migrations, models


                class Migration(migrations.Migration):
                    dependencies = [("shop", "0001_initial")]
                    atomic = False
                """ + operations.indent(4));
    }

    private static final MigrationSource DJANGO_BASE = new MigrationSource("shop/migrations/0001_initial.py", """
            from django.db import migrations, models


            class Migration(migrations.Migration):
                initial = True
                operations = [
                    migrations.CreateModel("User", [
                        ("id", models.AutoField(primary_key=True)),
                        ("name", models.CharField(max_length=50, null=True)),
                    ]),
                    migrations.CreateModel("Team", [("id", models.AutoField(primary_key=True))]),
                ]
            """);

    private static Report report(MrtConfig config, MigrationSource... sources) {
        return Mrt.builder().config(config).jobs(1).build().analyzeSources(List.of(sources));
    }

    private static List<String> codes(MigrationSource... sources) {
        return codes(report(MrtConfig.builder().build(), sources));
    }

    private static List<String> codes(Report report) {
        return report.warnings().stream().map(RiskWarning::code).toList();
    }

    @Test
    void readsRevisionVariablesWithAnnotations() {
        MigrationSource left =
                alembic("left", "\"base\"", "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n");
        MigrationSource right =
                alembic("right", "\"base\"", "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n");
        assertThat(codes(BASE, left, right)).contains("MRT901");
    }

    @Test
    void knowsMergesWithSeveralParents() {
        String nothing = "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n";
        assertThat(codes(
                        BASE,
                        alembic("left", "\"base\"", nothing),
                        alembic("right", "\"base\"", nothing),
                        alembic("merge", "(\"left\", \"right\")", nothing)))
                .doesNotContain("MRT901");
    }

    @Test
    void findsADataHoleByTableAndColumn() {
        MigrationSource drop = alembic("drop", "\"base\"", """
                def upgrade():
                    op.drop_column("users", "name")


                def downgrade():
                    op.add_column("users", sa.Column("name", sa.String(50), nullable=True))
                """);
        String add = """
                def upgrade():
                    op.add_column("users", sa.Column("%s", sa.String(50), nullable=True))


                def downgrade():
                    op.drop_column("users", "%s")
                """;
        assertThat(codes(BASE, drop, alembic("again", "\"drop\"", add.formatted("name", "name"))))
                .contains("MRT219");
        assertThat(codes(BASE, drop, alembic("other", "\"drop\"", add.formatted("nick", "nick"))))
                .doesNotContain("MRT219");
    }

    @Test
    void readsKeywordArgumentsAndHelpers() {
        assertThat(codes(BASE, upgrade("op.drop_column(table_name=\"users\", column_name=\"name\")")))
                .contains("MRT201");
        assertThat(codes(BASE, upgrade("def drop(column):\n    op.drop_column(\"users\", column)\n\ndrop(\"name\")")))
                .contains("MRT201");
    }

    @Test
    void readsSqlHoweverItIsWritten() {
        for (String sql : List.of(
                "op.execute(sqltext=\"DROP TABLE users\")",
                "table = \"users\"\nop.execute(f\"DROP TABLE {table}\")",
                "op.execute(\"DROP TABLE \" + \"users\")",
                "op.execute(\"DROP TABLE {}\".format(\"users\"))")) {
            assertThat(codes(BASE, upgrade(sql))).as(sql).contains("MRT202");
        }
        assertThat(codes(BASE, upgrade("op.execute(\"SELECT 1\")"))).isEmpty();
    }

    @Test
    void knowsThatATableOfTheSameMigrationIsEmpty() {
        assertThat(codes(BASE, upgrade("""
                op.create_table("teams", sa.Column("id", sa.Integer()))
                op.create_index("ix_teams_id", "teams", ["id"])
                op.drop_table("teams")"""))).doesNotContain("MRT407", "MRT202");
    }

    @Test
    void reportsABatchOperationOnceAndByItsColumn() {
        Report report = report(
                MrtConfig.builder().build(),
                BASE,
                upgrade("with op.batch_alter_table(\"users\") as batch_op:\n    batch_op.drop_column(\"name\")"));
        assertThat(report.warnings())
                .filteredOn(warning -> warning.code().startsWith("MRT2"))
                .extracting(RiskWarning::subject)
                .containsExactly("users.name");
    }

    @Test
    void readsDjangoOperationsWhereverTheyStand() {
        assertThat(codes(DJANGO_BASE, django("""
                drops = [migrations.RemoveField("user", "name")]
                operations = drops + [migrations.SeparateDatabaseAndState(
                    database_operations=[migrations.RunSQL(sql=["DROP TABLE shop_team"], reverse_sql="SELECT 1")],
                )]"""))).contains("MRT201", "MRT202");
    }

    @Test
    void knowsDjangosIndexesNullsAndManyToManyFields() {
        assertThat(
                        codes(
                                DJANGO_BASE,
                                django(
                                        "operations = [migrations.AddIndex(\"user\", models.Index(fields=[\"name\"], name=\"ix\"))]")))
                .contains("MRT407");
        assertThat(
                        codes(
                                DJANGO_BASE,
                                django(
                                        "operations = [migrations.AddField(\"user\", \"nick\", models.CharField(max_length=9))]")))
                .contains("MRT401");
        assertThat(
                        codes(
                                DJANGO_BASE,
                                django(
                                        "operations = [migrations.AddField(\"user\", \"teams\", models.ManyToManyField(\"shop.Team\"))]")))
                .doesNotContain("MRT401");
    }

    @Test
    void givesEveryFindingALineAndSilencesOnlyWhatIsNamed() {
        String drop = "op.drop_column(\"users\", \"name\")";
        Report report = report(MrtConfig.builder().build(), BASE, upgrade(drop));
        assertThat(report.warnings())
                .isNotEmpty()
                .allMatch(warning -> warning.location().line() > 1);
        List<String> silenced = new ArrayList<>(codes(BASE, upgrade(drop + "  # noqa: MRT201")));
        assertThat(silenced).doesNotContain("MRT201").contains("MRT102");
    }

    @Test
    void checksCompatibilityOfBothFrameworks() {
        MrtConfig config = MrtConfig.builder().checkCompat(true).build();
        assertThat(codes(report(config, BASE, upgrade("op.drop_column(\"users\", \"name\")"))))
                .contains("MRT701");
        assertThat(codes(report(
                        config, DJANGO_BASE, django("operations = [migrations.RemoveField(\"user\", \"name\")]"))))
                .contains("MRT701");
    }

    @Test
    void reportsOnWhatCameSinceANamedRevisionInAnyFolder(@TempDir Path project) throws IOException {
        write(project, BASE);
        write(project, alembic("add_nick", "\"base\"", """
                def upgrade():
                    op.drop_column("users", "name")


                def downgrade():
                    pass
                """));
        MigrationSource third = alembic(
                "drop-users",
                "\"add_nick\"",
                "def upgrade():\n    op.drop_table(\"users\")\n\n\ndef downgrade():\n    pass\n");
        write(project, new MigrationSource("versions/2026/third.py", third.text()));
        MrtConfig config = MrtConfig.builder().since("add_nick").build();
        Report report = Mrt.builder().config(config).jobs(1).build().analyze(List.of(project));
        assertThat(report.warnings())
                .isNotEmpty()
                .allMatch(warning -> warning.revision().equals("drop-users"));
        assertThat(codes(report)).contains("MRT202");
    }

    @Test
    void tellsThePathAndTheColumnOfAFinding(@TempDir Path project) throws IOException {
        write(project, BASE);
        write(project, upgrade("op.drop_column(\"users\", \"name\")"));
        Report report = Mrt.builder().jobs(1).build().analyze(List.of(project));
        assertThat(report.warnings()).isNotEmpty().allSatisfy(warning -> {
            assertThat(Path.of(warning.location().file())).isEqualTo(project.resolve("versions/change.py"));
            assertThat(warning.location().column()).isPositive();
        });
        assertThat(report.warnings())
                .filteredOn(warning -> warning.code().equals("MRT201"))
                .extracting(warning -> warning.location().column())
                .containsExactly(5);
    }

    @Test
    void obeysTheConfigurationFileAndCustomRules(@TempDir Path project) throws IOException {
        write(project, BASE);
        write(project, upgrade("op.drop_column(\"users\", \"name\")\nop.create_index(\"ix\", \"users\", [\"id\"])"));
        Files.writeString(project.resolve("mrt.toml"), """
                targets = ["postgresql:16"]

                [severity]
                "DROP COLUMN" = "info"
                """);
        MrtConfig config = ConfigFile.find(project.resolve("versions"))
                .map(ConfigFile::read)
                .orElseThrow();
        RiskRule custom = new RiskRule() {
            @Override
            public RuleInfo info() {
                return new RuleInfo(
                        "ACME1",
                        "INDEX",
                        List.of(),
                        Category.CONSTRAINTS_AND_LOCKS,
                        Severity.WARNING,
                        "An index is made",
                        false);
            }

            @Override
            public void check(MigrationContext context) {
                context.upgrade(Operation.CreateIndex.class)
                        .forEach(create -> context.report(create, "", "An index is made."));
            }
        };
        Report report =
                Mrt.builder().config(config).rule(custom).jobs(1).build().analyze(List.of(project));
        assertThat(report.warnings())
                .filteredOn(warning -> warning.code().equals("MRT201"))
                .extracting(RiskWarning::severity)
                .containsExactly(Severity.INFO);
        assertThat(codes(report)).contains("ACME1", "MRT407");
        assertThat(codes(report(
                        MrtConfig.builder().target(Target.parse("sqlite")).build(),
                        BASE,
                        upgrade("op.create_index(\"ix\", \"users\", [\"id\"])"))))
                .doesNotContain("MRT407");
    }

    @Test
    void checksCompatibilityOfTheNewPartOnly() {
        MrtConfig config = MrtConfig.builder().checkCompat(true).since("change").build();
        MigrationSource last = alembic(
                "last", "\"change\"", "def upgrade():\n    op.drop_table(\"users\")\n\n\ndef downgrade():\n    pass\n");
        assertThat(codes(report(config, BASE, upgrade("op.drop_column(\"users\", \"name\")"), last)))
                .contains("MRT703")
                .doesNotContain("MRT701");
    }

    private static void write(Path project, MigrationSource source) throws IOException {
        Path file = project.resolve(source.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.text());
    }
}
