// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.replay.Conflict;
import dev.mrt.rule.Located;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.QualifiedName;

/** A NOT NULL column without a value for the rows that are there: the statement fails on the first row. */
@AutoService(RiskRule.class)
public final class AddedRequiredColumn extends BuiltInRule {

    public AddedRequiredColumn() {
        super(
                "MRT401",
                "NOT NULL WITHOUT DEFAULT",
                Severity.ERROR,
                "A NOT NULL column is added without a default to a table that may have rows",
                "MRT411",
                "ADD NOT NULL");
    }

    @Override
    public void check(MigrationContext context) {
        for (UpgradeStep<Operation.AddColumn> add : UpgradeStep.of(context, Operation.AddColumn.class)) {
            for (Conflict conflict : add.replay().conflicts()) {
                if (conflict.kind() == Conflict.Kind.NOT_NULL_WITHOUT_VALUE
                        && !UpgradeStep.runsOnNewDatabases(context.migration())
                        && !add.operation().column().type().isUnknown()
                        && !isEmptied(context, add)) {
                    report(context, add);
                }
            }
        }
    }

    /** Whether an earlier step of the migration removed all rows. */
    private static boolean isEmptied(MigrationContext context, UpgradeStep<Operation.AddColumn> add) {
        for (Located<Operation.Truncate> truncate : context.upgrade(Operation.Truncate.class)) {
            for (QualifiedName table : truncate.operation().tables()) {
                if (TableNames.resolved(table, truncate.before(), context.target())
                        .equals(add.table())) {
                    return true;
                }
            }
        }
        for (UpgradeStep<Operation.DeleteRows> delete : UpgradeStep.of(context, Operation.DeleteRows.class)) {
            if (delete.table().equals(add.table()) && delete.operation().where().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static void report(MigrationContext context, UpgradeStep<Operation.AddColumn> add) {
        String column = add.operation().column().name();
        String subject = add.table() + "." + column;
        String fix = FixCode.isAlembic(context)
                ? "# 1. add `" + column + "` with nullable=True, 2. fill it in batches, 3. in a later revision:\n"
                        + "op.alter_column(" + FixCode.string(add.table().name()) + ", " + FixCode.string(column)
                        + ", nullable=False" + FixCode.schema(add.table()) + ")"
                : "Add the field with null=True, fill it in batches in a migration of its own, then AlterField to"
                        + " null=False; or give it a db_default.";
        context.report(
                add.step(),
                subject,
                "`" + subject + "` is added as NOT NULL without a default: the statement fails as soon as `"
                        + add.table() + "` has a row.",
                fix);
    }
}
