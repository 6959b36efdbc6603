// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.FrameworkOperation;
import dev.mrt.migration.Migration;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;

/** Django's concurrent index operations refuse to run in a transaction: the migration needs {@code atomic = False}. */
@AutoService(RiskRule.class)
public final class AtomicConcurrentIndex extends BuiltInRule {

    public AtomicConcurrentIndex() {
        super(
                "MRT414",
                "CONCURRENT INDEX IN ATOMIC MIGRATION",
                Severity.ERROR,
                "AddIndexConcurrently or RemoveIndexConcurrently stands in an atomic migration");
    }

    @Override
    public void check(MigrationContext context) {
        Migration migration = context.migration();
        if (!migration.transactional() || context.target().dialect() != Dialect.POSTGRESQL) {
            return;
        }
        for (FrameworkOperation operation : migration.operations()) {
            if (operation.name().equals("AddIndexConcurrently")
                    || operation.name().equals("RemoveIndexConcurrently")) {
                context.report(
                        operation.range(),
                        operation.name(),
                        operation.name() + " cannot run in a transaction, and this migration runs in one: it fails with"
                                + " NotSupportedError.",
                        "class Migration(migrations.Migration):\n    atomic = False");
            }
        }
    }
}
