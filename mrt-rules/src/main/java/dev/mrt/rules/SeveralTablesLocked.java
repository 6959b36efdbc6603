// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.LinkedHashSet;
import java.util.Set;

/** Locks on several tables in one transaction: the first is held while the others are waited for, and deadlocks are near. */
@AutoService(RiskRule.class)
public final class SeveralTablesLocked extends BuiltInRule {

    public SeveralTablesLocked() {
        super(
                "MRT428",
                "SEVERAL TABLES LOCKED",
                Severity.INFO,
                "Several tables that are in use are locked in one transaction");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect() != Dialect.POSTGRESQL
                || !context.migration().transactional()) {
            return;
        }
        Set<QualifiedName> locked = new LinkedHashSet<>();
        Step second = null;
        for (UpgradeStep<Operation> step : UpgradeStep.of(context, Operation.class)) {
            if (TableLock.isStrong(step) && step.inTransaction(context.migration()) && locked.add(step.table())) {
                second = locked.size() == 2 ? step.step() : second;
            }
        }
        if (second != null) {
            context.report(
                    second,
                    "",
                    "This transaction locks " + Words.tables(locked)
                            + ": each lock is kept until all of them are done, and two transactions"
                            + " that take them in another order stop each other.",
                    "Make one migration for each table.");
        }
    }
}
