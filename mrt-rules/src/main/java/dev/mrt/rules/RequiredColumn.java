// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Truth;

/** A column is made NOT NULL while rows may hold NULL: the statement fails on them. */
@AutoService(RiskRule.class)
public final class RequiredColumn extends BuiltInRule {

    public RequiredColumn() {
        super(
                "MRT412",
                "SET NOT NULL WITHOUT BACKFILL",
                Severity.WARNING,
                "A column is made NOT NULL, but nothing fills the NULLs that rows may hold",
                "SET NOT NULL");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation.AlterColumn> alter : UpgradeStep.of(context, Operation.AlterColumn.class)) {
            if (failsOnNull(context, alter)) {
                String column = alter.operation().column();
                String subject = alter.table() + "." + column;
                context.report(
                        alter.step(),
                        subject,
                        "`" + subject
                                + "` becomes NOT NULL, but no migration since it accepts NULL fills it: the statement fails"
                                + " on the first row that holds NULL.",
                        "Fill it first, in batches on a large table:\n"
                                + FixCode.sql(
                                        context,
                                        "UPDATE " + FixCode.name(context, alter.table()) + " SET "
                                                + FixCode.name(context, column) + " = ... WHERE "
                                                + FixCode.name(context, column) + " IS NULL"));
            }
        }
    }

    /** Whether a step sets a column NOT NULL that accepted NULL, and neither a migration nor a check makes sure of the rows. */
    static boolean failsOnNull(MigrationContext context, UpgradeStep<Operation.AlterColumn> alter) {
        Operation.AlterColumn operation = alter.operation();
        boolean mayHoldNull = alter.columnBefore(operation.column())
                .map(column -> column.nullable().isTrue())
                .orElse(false);
        return operation.nullable() == Truth.FALSE
                && operation.fill() == null
                && mayHoldNull
                && alter.replay().onRows()
                && !alter.onNewTable()
                && !ProvenNotNull.byCheck(alter.before(), operation.column(), context.target())
                && !context.replay().mayBeFilled(alter.replay(), alter.table(), operation.column());
    }
}
