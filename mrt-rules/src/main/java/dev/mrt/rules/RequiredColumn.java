// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.QualifiedName;
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
                                + "` becomes NOT NULL, but nothing in this migration fills it first: the statement fails"
                                + " on the first row that holds NULL.",
                        "Fill it first, in batches on a large table:\n"
                                + FixCode.sql(
                                        context,
                                        "UPDATE " + alter.table() + " SET " + column + " = ... WHERE " + column
                                                + " IS NULL"));
            }
        }
    }

    /** Whether a step sets a column NOT NULL that accepted NULL, and neither this migration nor a check makes sure of the rows. */
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
                && !isFilled(context, alter)
                && !isEmptyColumn(context, alter);
    }

    /** Whether an earlier step writes the column, or code that is not followed may have done so. */
    private static boolean isFilled(MigrationContext context, UpgradeStep<Operation.AlterColumn> alter) {
        for (StepReplay earlier : context.replay().upgrade()) {
            if (earlier == alter.replay()) {
                return false;
            }
            Operation operation = earlier.step().operation();
            boolean fills = operation instanceof Operation.RunCode code && code.mayChangeData()
                    || operation instanceof Operation.Opaque
                    || operation instanceof Operation.ExecuteSql sql
                            && (sql.effect() == SqlEffect.UNREAD || sql.effect() == SqlEffect.RUNS_CODE)
                    || operation instanceof Operation.Truncate
                    || operation instanceof Operation.DeleteRows delete && isOn(delete.table(), alter, context)
                    || operation instanceof Operation.UpdateRows update
                            && isOn(update.table(), alter, context)
                            && writes(update, alter.operation().column());
            if (fills && !earlier.runs().isFalse()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOn(QualifiedName written, UpgradeStep<?> alter, MigrationContext context) {
        return TableNames.resolved(written, alter.replay().before(), context.target())
                .equals(alter.table());
    }

    private static boolean writes(Operation.UpdateRows update, String column) {
        for (Operation.Assignment assignment : update.assignments()) {
            if (assignment.column().equalsIgnoreCase(column)) {
                return true;
            }
        }
        return update.assignments().isEmpty();
    }

    /** A column that this migration added with a default or value is filled. */
    private static boolean isEmptyColumn(MigrationContext context, UpgradeStep<Operation.AlterColumn> alter) {
        for (UpgradeStep<Operation.AddColumn> add : UpgradeStep.of(context, Operation.AddColumn.class)) {
            ColumnDefinition column = add.operation().column();
            if (add.table().equals(alter.table())
                    && column.name().equals(alter.operation().column())
                    && (column.serverDefault().isPresent() || column.fill() != null)) {
                return true;
            }
        }
        return false;
    }
}
