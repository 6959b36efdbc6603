// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;

/** A foreign key that is validated as it is added: both tables are locked while all rows are looked up. */
@AutoService(RiskRule.class)
public final class BlockingForeignKey extends BuiltInRule {

    public BlockingForeignKey() {
        super(
                "MRT416",
                "FOREIGN KEY VALIDATED UNDER LOCK",
                Severity.WARNING,
                "A foreign key is added to a table that may have rows and is validated at once");
    }

    @Override
    public void check(MigrationContext context) {
        Dialect dialect = context.target().dialect();
        if (dialect != Dialect.POSTGRESQL && !dialect.isMysqlFamily()) {
            return;
        }
        for (UpgradeStep<Operation.AddConstraint> add : UpgradeStep.of(context, Operation.AddConstraint.class)) {
            if (add.operation().constraint() instanceof Constraint.ForeignKey key && !add.onNewTable()) {
                report(context, add.step(), add.table(), key);
            }
        }
        for (UpgradeStep<Operation.AddColumn> add : UpgradeStep.of(context, Operation.AddColumn.class)) {
            // Written with the column (Django), PostgreSQL knows that a column without a default refers to nothing.
            boolean looksUp = FixCode.isAlembic(context)
                    || add.operation().column().serverDefault().isPresent();
            for (Constraint constraint : add.operation().constraints()) {
                if (constraint instanceof Constraint.ForeignKey key && !add.onNewTable() && looksUp) {
                    report(context, add.step(), add.table(), key);
                }
            }
        }
    }

    private static void report(MigrationContext context, Step step, QualifiedName table, Constraint.ForeignKey key) {
        // A table that only the settings name is not known, nor is then what changes about the key.
        if (!key.validated() || key.referencedTable().name().startsWith("{")) {
            return;
        }
        String columns = String.join(", ", key.columns());
        boolean postgresql = context.target().dialect() == Dialect.POSTGRESQL;
        String message = postgresql
                ? "Adding the foreign key `" + table + " (" + columns + ")` to `" + key.referencedTable()
                        + "` blocks writes to both tables until every row is looked up."
                : "Adding the foreign key `" + table + " (" + columns + ")` copies `" + table
                        + "`, and writes wait until that is done.";
        String fix = postgresql ? ObjectCode.foreignKeyInTwoSteps(context, table, key) : null;
        context.report(step, table + "." + String.join(",", key.columns()), message, fix);
    }
}
