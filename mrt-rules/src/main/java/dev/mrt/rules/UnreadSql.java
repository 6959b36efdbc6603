// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.migration.Framework;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.replay.RoundTrip;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.QualifiedName;
import java.util.regex.Pattern;

/** Raw SQL of an Alembic upgrade that was not understood, where nothing in the downgrade may undo it. */
final class UnreadSql {

    private static final int SHOWN = 60;

    private UnreadSql() {}

    /** Reports the first such statement that is run through {@code op.execute}, or the first that is not. */
    static void report(MigrationContext context, boolean throughOperations) {
        if (context.migration().framework() != Framework.ALEMBIC || mayBeUndone(context)) {
            return;
        }
        for (Located<Operation.ExecuteSql> step : context.upgrade(Operation.ExecuteSql.class)) {
            boolean operations = step.step().origin().startsWith("op.");
            if (isUnread(step.operation())
                    && operations == throughOperations
                    && !isAboutTableOfItsOwn(context, step.operation().sql())) {
                context.report(
                        step,
                        "",
                        "It was not understood what `"
                                + shortened(step.operation().sql())
                                + "` changes, and the downgrade has nothing that could undo it.",
                        "Undo it in the downgrade, or suppress this with the reason why there is nothing to undo.");
                return;
            }
        }
    }

    private static boolean isUnread(Operation operation) {
        return operation instanceof Operation.ExecuteSql sql
                && (sql.effect() == SqlEffect.UNREAD || sql.effect() == SqlEffect.RUNS_CODE);
    }

    /** Whether the downgrade runs something that may be the reverse, or another rule speaks of the whole downgrade. */
    private static boolean mayBeUndone(MigrationContext context) {
        RoundTrip trip = context.roundTrip();
        boolean spokenOf = trip.downgradeState() == RoundTrip.DowngradeState.MISSING
                || trip.downgradeState() == RoundTrip.DowngradeState.RAISES
                || trip.downgradeState() == RoundTrip.DowngradeState.EMPTY
                        && !trip.certainRemainders().isEmpty();
        if (spokenOf) {
            return true;
        }
        for (StepReplay step : trip.downgrade()) {
            if (step.step().operation().isNotFollowed()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a statement names a table that the upgrade makes and the downgrade drops, with whatever was done to it. */
    private static boolean isAboutTableOfItsOwn(MigrationContext context, String sql) {
        for (Located<Operation.CreateTable> create : context.upgrade(Operation.CreateTable.class)) {
            QualifiedName table = create.operation().table();
            if (context.restored().table(table).isEmpty()
                    && Pattern.compile("\\b" + Pattern.quote(table.name()) + "\\b")
                            .matcher(sql)
                            .find()) {
                return true;
            }
        }
        return false;
    }

    private static String shortened(String sql) {
        String line = String.join(" ", sql.strip().split("\\s+"));
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
}
