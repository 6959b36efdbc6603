// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;
import dev.mrt.replay.DataVerdict;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The data verdicts that rules about lost rows and values share out among them by their cause. */
final class LostData {

    private LostData() {}

    /** What is surely lost, or left behind, for one of some causes. */
    static List<DataVerdict> of(MigrationContext context, Set<DataVerdict.Cause> causes) {
        List<DataVerdict> lost = new ArrayList<>();
        // a squashed migration runs on new databases only: its upgrade meets no rows
        boolean meetsRows = context.migration().replaces().isEmpty();
        for (DataVerdict verdict : context.roundTrip().data()) {
            boolean inUpgrade = context.replay().isInUpgrade(verdict.step());
            boolean certain = (verdict.outcome() == DataVerdict.Outcome.LOST && (meetsRows || !inUpgrade))
                    || verdict.outcome() == DataVerdict.Outcome.LEFT_BEHIND;
            if (certain && causes.contains(verdict.cause())) {
                lost.add(verdict);
            }
        }
        return lost;
    }

    /** The table, column or nothing that a verdict is about. */
    static String subject(DataVerdict verdict) {
        if (verdict.table() == null) {
            return "";
        }
        return verdict.column() == null ? verdict.table().toString() : verdict.table() + "." + verdict.column();
    }

    /** The column that a verdict is about as it was before the upgrade, or null where it is about none that is known. */
    static @Nullable Column column(MigrationContext context, DataVerdict verdict) {
        String name = verdict.column();
        return verdict.table() == null || name == null
                ? null
                : context.before()
                        .table(verdict.table())
                        .flatMap(table -> table.column(name))
                        .orElse(null);
    }

    /** The verdict as a sentence. */
    static String message(DataVerdict verdict) {
        return Words.sentence(verdict.sentence());
    }

    /** Whether an earlier step of the upgrade reads a column to write another: the column is folded into it. */
    static boolean isTransformed(MigrationContext context, DataVerdict verdict) {
        String column = verdict.column();
        if (verdict.cause() != DataVerdict.Cause.COLUMN_DROPPED || column == null) {
            return false;
        }
        for (StepReplay step : context.replay().upgrade()) {
            if (step == verdict.step()) {
                return false;
            }
            if (step.step().operation() instanceof Operation.UpdateRows update
                    && verdict.table() != null
                    && update.table().name().equals(verdict.table().name())) {
                for (Operation.Assignment assignment : update.assignments()) {
                    if (!assignment.column().equals(column)
                            && reads(assignment.value(), verdict.table().name(), column)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether an expression names a column: alone, or after its table, but not after another one. */
    private static boolean reads(String sql, String table, String column) {
        String word = "\"?" + Pattern.quote(column) + "\"?(?![\\w\"])";
        String owner = "\"?" + Pattern.quote(table) + "\"?\\.";
        return Pattern.compile("(?<![\\w.\"])(" + owner + ")?" + word, Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .find();
    }
}
