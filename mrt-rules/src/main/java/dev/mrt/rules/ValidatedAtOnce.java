// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;
import java.util.List;

/** NOT VALID and VALIDATE in one transaction: the first one's lock is kept while the second one scans. */
@AutoService(RiskRule.class)
public final class ValidatedAtOnce extends BuiltInRule {

    public ValidatedAtOnce() {
        super(
                "MRT418",
                "NOT VALID AND VALIDATE TOGETHER",
                Severity.WARNING,
                "A constraint is added as NOT VALID and validated in the same transaction");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect() != Dialect.POSTGRESQL) {
            return;
        }
        List<UpgradeStep<Operation.AddConstraint>> added = UpgradeStep.of(context, Operation.AddConstraint.class);
        for (UpgradeStep<Operation.ValidateConstraint> validate :
                UpgradeStep.of(context, Operation.ValidateConstraint.class)) {
            for (UpgradeStep<Operation.AddConstraint> add : added) {
                String name = validate.operation().name();
                if (add.table().equals(validate.table())
                        && name.equals(add.operation().constraint().name())
                        && !add.onNewTable()
                        && add.inTransaction(context.migration())
                        && validate.inTransaction(context.migration())) {
                    context.report(
                            validate.step(),
                            validate.table() + "." + name,
                            "`" + name + "` is validated in the transaction that added it: the exclusive lock on `"
                                    + validate.table() + "` is kept until all rows are read, as without NOT VALID.",
                            "Move this to a migration of its own:\n"
                                    + ObjectCode.validation(context, validate.table(), name));
                }
            }
        }
    }
}
