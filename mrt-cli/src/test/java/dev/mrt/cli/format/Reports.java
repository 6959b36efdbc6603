// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import dev.mrt.discovery.LeftOut;
import dev.mrt.migration.Framework;
import dev.mrt.report.Coverage;
import dev.mrt.report.HistorySummary;
import dev.mrt.report.Report;
import dev.mrt.report.RevisionSummary;
import dev.mrt.report.Suppressed;
import dev.mrt.rule.Category;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rule.RuleInfo;
import dev.mrt.rule.Severity;
import dev.mrt.source.Location;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports to write: one that has something of everything, one that has nothing. */
final class Reports {

    static final Report EMPTY = new Report(
            List.of(),
            List.of(),
            List.of(),
            new Coverage(0, 0, 0, new Coverage.Statements(0, 0, 0), Map.of()),
            List.of(),
            List.of());

    private static final MigrationSource DROP_PHONE = new MigrationSource("migrations/versions/2_drop_phone.py", """
            \"""Drop the phone <number>\"""
            import sqlalchemy as sa
            from alembic import op

            revision = "2"
            down_revision = "1"


            def upgrade():
                op.drop_column("users", "phone")


            def downgrade():
                op.add_column("users", sa.Column("phone", sa.String(20)))
            """);

    /** Texts with every character that some format must escape, findings that differ by their line only, a long range. */
    static Report full() {
        Location drop = new Location(DROP_PHONE.path(), 10, 5, 10, 37);
        Location back = new Location(DROP_PHONE.path(), 14, 5, 14, 62);
        RiskWarning dropped = warning(
                "2",
                drop,
                "MRT201",
                "DROP COLUMN",
                Severity.ERROR,
                "users.phone",
                "The values of `users.phone` are gone for good: 100 % of them, \"quoted\", <tagged> & piped | here.",
                "Rename it first:\n\n    op.alter_column(\"users\", \"phone\", new_column_name=\"phone_old\")",
                List.of(new RiskWarning.Related(back, "It comes back empty, here")));
        RiskWarning again = warning(
                "2",
                new Location(DROP_PHONE.path(), 11, 5, 12, 9),
                "MRT201",
                "DROP COLUMN",
                Severity.WARNING,
                "users.phone",
                "A second one, over\ntwo lines.",
                null,
                List.of());
        RiskWarning noDowngrade = warning(
                "shop.0002_größe",
                new Location("shop/migrations/0002_größe :1.py", 1, 1, 1, 1),
                "MRT101",
                "MISSING DOWNGRADE",
                Severity.INFO,
                "",
                "No way back. @everyone see #1; \u0007 rings.",
                null,
                List.of());
        RiskWarning accepted = warning(
                "1",
                new Location("migrations/versions/1_base.py", 8, 5, 8, 30),
                "MRT401",
                "SET NOT NULL",
                Severity.ERROR,
                "users.name",
                "Scans the table.",
                null,
                List.of());
        return new Report(
                List.of(dropped, again, noDowngrade),
                List.of(new Suppressed(accepted, "# noqa: MRT401", "small table")),
                List.of(new Problem(Problem.Kind.SYNTAX, "migrations/versions/3_broken.py", 4, "Expected ':' here")),
                new Coverage(9, 1, 0, new Coverage.Statements(3, 1, 0), Map.of("calls models", 1)),
                List.of(
                        new HistorySummary(
                                Framework.ALEMBIC,
                                "migrations",
                                2,
                                List.of("2"),
                                List.of(
                                        new RevisionSummary(
                                                "1",
                                                List.of(),
                                                "Base",
                                                new MigrationSource(
                                                        "migrations/versions/1_base.py", "revision = '1'\n"),
                                                RevisionSummary.Rollback.RESTORES,
                                                List.of("table `users` is added"),
                                                List.of(),
                                                List.of(),
                                                new RevisionSummary.Verified(
                                                        RevisionSummary.Verified.Outcome.RESTORED,
                                                        "sqlite 3.54.1",
                                                        5,
                                                        List.of("columns of table `users` are in another order"))),
                                        new RevisionSummary(
                                                "2",
                                                List.of("1"),
                                                "Drop the phone <number>",
                                                DROP_PHONE,
                                                RevisionSummary.Rollback.DIFFERS,
                                                List.of("column `users.phone` is gone"),
                                                List.of("column `users.phone` has another type"),
                                                List.of("the values of `users.phone` are lost"),
                                                null))),
                        new HistorySummary(Framework.DJANGO, "shop", 2, List.of("shop.0002_größe"))),
                List.of(new LeftOut("package marker", 2, List.of("shop/__init__.py"))),
                List.of(new RuleInfo(
                        "MRT201",
                        "DROP COLUMN",
                        List.of(),
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "A column is dropped with its values",
                        false)));
    }

    /** Five errors, warnings and notes, each with the same fix, of one file, and a note of another. */
    static Report recurring() {
        List<RiskWarning> warnings = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            for (int i = 1; i <= 5; i++) {
                warnings.add(numbered("1.py", severity, i));
            }
        }
        warnings.add(numbered("2.py", Severity.INFO, 1));
        return new Report(warnings, List.of(), List.of(), EMPTY.coverage(), List.of(), List.of());
    }

    private static RiskWarning numbered(String file, Severity severity, int number) {
        return warning(
                "1",
                new Location(file, number, 1, number, 9),
                "MRT-" + severity.name().charAt(0),
                "RECURRING",
                severity,
                "users." + number,
                "What it does to users." + number + ".",
                "The fix of all.",
                List.of());
    }

    private static RiskWarning warning(
            String revision,
            Location location,
            String code,
            String pattern,
            Severity severity,
            String subject,
            String message,
            @Nullable String fix,
            List<RiskWarning.Related> related) {
        return new RiskWarning(
                revision, location, code, pattern, Category.DATA_LOSS, severity, subject, message, fix, related);
    }

    private Reports() {}
}
