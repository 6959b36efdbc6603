// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.Mrt;
import dev.mrt.config.MrtConfig;
import dev.mrt.report.Report;
import dev.mrt.rule.RiskWarning;
import dev.mrt.source.MigrationSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
