// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Migration;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.QualifiedName;
import java.util.HashSet;
import java.util.Set;

/** Rows are written in the transaction that changed the table: the exclusive lock is kept until all are written. */
@AutoService(RiskRule.class)
public final class BackfillUnderLock extends BuiltInRule {

    public BackfillUnderLock() {
        super(
                "MRT429",
                "BACKFILL UNDER LOCK",
                Severity.WARNING,
                "Rows are updated or deleted in the transaction that locked their table");
    }

    @Override
    public void check(MigrationContext context) {
        Migration migration = context.migration();
        if (context.target().dialect() != Dialect.POSTGRESQL || !migration.transactional()) {
            return;
        }
        Set<QualifiedName> locked = new HashSet<>();
        Set<QualifiedName> reported = new HashSet<>();
        for (UpgradeStep<Operation> step : UpgradeStep.of(context, Operation.class)) {
            if (!step.inTransaction(migration) || !step.replay().runs().isTrue()) {
                continue;
            }
            Operation operation = step.operation();
            boolean writes = operation instanceof Operation.UpdateRows || operation instanceof Operation.DeleteRows;
            if (writes && locked.contains(step.table()) && reported.add(step.table())) {
                context.report(
                        step.step(),
                        step.table().toString(),
                        "`" + step.table()
                                + "` is locked by an earlier statement of this transaction while its rows are "
                                + (operation instanceof Operation.UpdateRows ? "updated" : "deleted")
                                + ": nobody can read or write it until all are done.",
                        "Change the table in one migration and its rows in the next, in batches.");
            } else if (!writes && TableLock.isStrong(step)) {
                locked.add(step.table());
            }
        }
    }
}
