// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules.testkit;

import dev.mrt.Mrt;
import dev.mrt.config.MrtConfig;
import dev.mrt.report.Report;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RiskWarning;
import dev.mrt.schema.Target;
import dev.mrt.source.MigrationSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The Markdown page of a rule: its sections and the examples in them.
 *
 * <p>An example is a code block that begins with {@code ```python alembic}, {@code ```python django} or {@code ```sql}, under
 * the heading <em>Flagged</em> or <em>Safe</em>. SQL is what an Alembic migration executes, up to a line {@code -- downgrade}
 * in the upgrade. A word {@code target=mysql:8.0} behind that says the database. Its text is one migration on
 * top of {@linkplain #ALEMBIC_BASE a small schema}; the lines that only link it to its parent are left out. A block with
 * lines such as {@code # file: versions/0002_x.py} is a whole history instead: several files, each complete.
 *
 * @param title the first heading
 * @param sections the text of each section by its heading, in order
 * @param examples the examples, in order
 */
public record RulePage(String title, Map<String, String> sections, List<Example> examples) {

    /** The headings of every page, in order. */
    public static final List<String> HEADINGS =
            List.of("What it reports", "Why it is dangerous", "Flagged", "Safe", "Fix", "When to ignore", "Databases");

    private static final String ALEMBIC_BASE_PATH = "versions/base.py";
    private static final String DJANGO_BASE_PATH = "shop/migrations/0001_initial.py";

    /** What an Alembic example stands on: its parent. */
    public static final String ALEMBIC_BASE = """
            import sqlalchemy as sa
            from alembic import op

            revision = "base"
            down_revision = None


            def upgrade():
                op.create_table(
                    "teams",
                    sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("name", sa.String(50), nullable=False),
                )
                op.create_table(
                    "users",
                    sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("name", sa.String(50), nullable=True),
                    sa.Column("email", sa.String(200), nullable=False),
                    sa.Column("phone", sa.String(20), nullable=False),
                    sa.Column("age", sa.Integer(), nullable=True),
                    sa.Column("team_id", sa.Integer(), nullable=True),
                    sa.UniqueConstraint("email", name="uq_users_email"),
                    sa.CheckConstraint("age > 0", name="ck_users_age"),
                )
                op.create_index("ix_users_name", "users", ["name"])


            def downgrade():
                op.drop_table("users")
                op.drop_table("teams")
            """;

    /** What a Django example stands on: its dependency, in the application {@code shop}. */
    public static final String DJANGO_BASE = """
            from django.db import migrations, models


            class Migration(migrations.Migration):
                initial = True
                dependencies = []
                operations = [
                    migrations.CreateModel("Team", [
                        ("id", models.AutoField(primary_key=True)),
                        ("name", models.CharField(max_length=50)),
                    ]),
                    migrations.CreateModel("User", [
                        ("id", models.AutoField(primary_key=True)),
                        ("name", models.CharField(max_length=50, null=True)),
                        ("email", models.CharField(max_length=200)),
                        ("phone", models.CharField(max_length=20)),
                        ("age", models.IntegerField(null=True)),
                    ]),
                ]
            """;

    /**
     * An example.
     *
     * @param flagged whether the rule must report it, or must not
     * @param target the database to assume
     * @param sources the files
     * @param line the line of the page that it begins on
     */
    public record Example(boolean flagged, Target target, List<MigrationSource> sources, int line) {
        public Example {
            Objects.requireNonNull(target, "target");
            sources = List.copyOf(sources);
        }

        /** The findings of a rule, and of no other. */
        public Report report(RiskRule rule) {
            MrtConfig config = MrtConfig.builder()
                    .target(target)
                    .select(rule.info().code())
                    .build();
            return Mrt.builder().rule(rule).config(config).jobs(1).build().analyzeSources(sources);
        }

        /** What is wrong with the example, or empty where the rule reports as it should and the files were understood. */
        public String problem(RiskRule rule) {
            Report report = report(rule);
            List<RiskWarning> warnings = new ArrayList<>();
            for (RiskWarning warning : report.warnings()) {
                if (!warning.location().file().equals(ALEMBIC_BASE_PATH)
                        && !warning.location().file().equals(DJANGO_BASE_PATH)) {
                    warnings.add(warning);
                }
            }
            if (flagged && warnings.isEmpty()) {
                return "line " + line + ": " + rule.info().code() + " reports nothing";
            } else if (!flagged && !warnings.isEmpty()) {
                return "line " + line + ": " + rule.info().code() + " reports: "
                        + warnings.get(0).message();
            }
            return report.migrations() == 0 && report.problems().isEmpty()
                    ? "line " + line + ": there is no migration in it"
                    : "";
        }
    }

    public RulePage {
        Objects.requireNonNull(title, "title");
        examples = List.copyOf(examples);
    }

    /** Reads a page. */
    public static RulePage parse(String markdown) {
        String title = "";
        Map<String, String> sections = new LinkedHashMap<>();
        List<Example> examples = new ArrayList<>();
        String heading = "";
        StringBuilder section = new StringBuilder();
        StringBuilder block = null;
        String info = "";
        int blockLine = 0;
        int number = 0;
        for (String line : markdown.split("\n", -1)) {
            number++;
            if (block != null) {
                section.append(line).append('\n');
                if (line.equals("```")) {
                    boolean code = info.startsWith("python ") || info.startsWith("sql");
                    if (code && (heading.equals("Flagged") || heading.equals("Safe"))) {
                        examples.add(example(heading.equals("Flagged"), info, block.toString(), blockLine));
                    }
                    block = null;
                } else {
                    block.append(line).append('\n');
                }
            } else if (line.startsWith("# ")) {
                title = line.substring(2);
            } else if (line.startsWith("## ")) {
                heading = line.substring(3);
                section = new StringBuilder();
                sections.put(heading, "");
            } else {
                section.append(line).append('\n');
                if (line.startsWith("```")) {
                    block = new StringBuilder();
                    info = line.substring(3);
                    blockLine = number;
                }
            }
            if (!heading.isEmpty()) {
                sections.put(heading, section.toString().strip());
            }
        }
        return new RulePage(title, sections, examples);
    }

    private static Example example(boolean flagged, String info, String code, int line) {
        Target target = Target.POSTGRESQL;
        boolean django = false;
        for (String word : info.split(" ", -1)) {
            django |= word.equals("django");
            if (word.startsWith("target=")) {
                target = Target.parse(word.substring("target=".length()));
            }
        }
        List<MigrationSource> sources = new ArrayList<>();
        if (code.contains("# file: ")) {
            for (String part : code.split("# file: ", -1)) {
                int end = part.indexOf('\n');
                if (!part.isBlank() && end > 0) {
                    sources.add(new MigrationSource(part.substring(0, end).strip(), part.substring(end + 1)));
                }
            }
        } else if (django) {
            sources.add(new MigrationSource(DJANGO_BASE_PATH, DJANGO_BASE));
            sources.add(new MigrationSource("shop/migrations/0002_example.py", djangoFile(code)));
        } else {
            sources.add(new MigrationSource(ALEMBIC_BASE_PATH, ALEMBIC_BASE));
            boolean sql = info.startsWith("sql");
            sources.add(new MigrationSource("versions/example.py", alembicFile(sql ? executed(code) : code)));
        }
        return new Example(flagged, target, sources, line);
    }

    private static String alembicFile(String code) {
        StringBuilder text = new StringBuilder("import sqlalchemy as sa\nfrom alembic import op\n\n");
        text.append(code.contains("revision = ") ? "" : "revision = \"example\"\n");
        text.append("down_revision = \"base\"\n\n").append(code);
        if (!code.contains("def downgrade")) {
            text.append("\n\ndef downgrade():\n    pass\n");
        }
        return text.toString();
    }

    private static String executed(String sql) {
        String[] parts = sql.split("-- downgrade\n", 2);
        String upgrade = "def upgrade():\n    op.execute(\"\"\"\n" + parts[0] + "\"\"\")\n";
        return parts.length == 1
                ? upgrade
                : upgrade + "\n\ndef downgrade():\n    op.execute(\"\"\"\n" + parts[1] + "\"\"\")\n";
    }

    private static String djangoFile(String code) {
        if (code.contains("class Migration")) {
            return "from django.db import migrations, models\n\n"
                    + code.replace(
                            "(migrations.Migration):\n",
                            "(migrations.Migration):\n    dependencies = [(\"shop\", \"0001_initial\")]\n");
        }
        StringBuilder text = new StringBuilder("from django.db import migrations, models\n\n\n");
        text.append("class Migration(migrations.Migration):\n    dependencies = [(\"shop\", \"0001_initial\")]\n");
        text.append("    operations = [\n");
        for (String line : code.split("\n", -1)) {
            text.append("        ").append(line).append('\n');
        }
        return text.append("    ]\n").toString();
    }
}
