// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;

/** A check constraint that is validated as it is added: the table is locked while all rows are read. */
@AutoService(RiskRule.class)
public final class BlockingCheck extends BuiltInRule {

    public BlockingCheck() {
        super(
                "MRT417",
                "CHECK VALIDATED UNDER LOCK",
                Severity.WARNING,
                "A check constraint is added to a table that may have rows and is validated at once");
    }

    @Override
    public void check(MigrationContext context) {
        Dialect dialect = context.target().dialect();
        if (dialect != Dialect.POSTGRESQL && dialect != Dialect.MYSQL) {
            return;
        }
        for (UpgradeStep<Operation.AddConstraint> add : UpgradeStep.of(context, Operation.AddConstraint.class)) {
            if (add.operation().constraint() instanceof Constraint.Check check
                    && check.validated()
                    && !add.onNewTable()) {
                String name = FixCode.name(check.name(), "ck", add.table(), check.columns());
                String expression = check.expression().isEmpty() ? "..." : check.expression();
                boolean postgresql = dialect == Dialect.POSTGRESQL;
                context.report(
                        add.step(),
                        add.table() + "." + name,
                        "Adding the check `" + name + "` blocks "
                                + (postgresql ? "all reads and writes of `" : "writes to `") + add.table()
                                + "` until every row is checked, and fails if one violates it.",
                        postgresql ? ObjectCode.checkInTwoSteps(context, add.table(), name, expression) : null);
            }
        }
    }
}
