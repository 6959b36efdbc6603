// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.replay.DataVerdict;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Column;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A column gets a type that rounds or cuts its values, which the downgrade cannot undo. */
@AutoService(RiskRule.class)
public final class LossyType extends BuiltInRule {

    public LossyType() {
        super("MRT216", "LOSSY TYPE CHANGE", Severity.ERROR, "A column gets a type that rounds or cuts its values");
    }

    @Override
    public void check(MigrationContext context) {
        for (DataVerdict verdict : LostData.of(context, Set.of(DataVerdict.Cause.TYPE_LOSSY))) {
            boolean flag = becomesBoolean(context, verdict);
            context.report(
                    flag ? Severity.WARNING : Severity.ERROR,
                    verdict.step().step(),
                    LostData.subject(verdict),
                    LostData.message(verdict),
                    flag
                            ? "Look for other values first: SELECT count(*) FROM "
                                    + FixCode.name(context, Objects.requireNonNull(verdict.table())) + " WHERE "
                                    + FixCode.name(context, Objects.requireNonNull(verdict.column())) + " NOT IN (0, 1)"
                            : "Write the new values to a column of their own, and drop the old one in a later release.");
        }
    }

    /** A number that becomes a boolean mostly was a flag already, whose 0 and 1 survive. */
    private static boolean becomesBoolean(MigrationContext context, DataVerdict verdict) {
        Column before = LostData.column(context, verdict);
        return before != null
                && verdict.table() != null
                && before.type().toString().toLowerCase(Locale.ROOT).contains("int")
                && context.after()
                        .table(verdict.table())
                        .flatMap(table -> table.column(before.name()))
                        .filter(column -> column.type().toString().equalsIgnoreCase("boolean"))
                        .isPresent();
    }
}
