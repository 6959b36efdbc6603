// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.migration.Migration;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;
import org.jspecify.annotations.Nullable;

/** CONCURRENTLY cannot run in a transaction: PostgreSQL refuses it. */
@AutoService(RiskRule.class)
public final class ConcurrentlyInTransaction extends BuiltInRule {

    public ConcurrentlyInTransaction() {
        super(
                "MRT425",
                "CONCURRENTLY IN TRANSACTION",
                Severity.ERROR,
                "CONCURRENTLY stands inside of a transaction, where PostgreSQL refuses it");
    }

    @Override
    public void check(MigrationContext context) {
        Migration migration = context.migration();
        if (context.target().dialect() != Dialect.POSTGRESQL || !migration.transactional()) {
            return;
        }
        // A connection of its own that commits each statement; steps do not tell which connection they run on.
        boolean committed = migration.source().text().contains("AUTOCOMMIT");
        for (StepReplay replay : context.replay().upgrade()) {
            Step step = replay.step();
            Operation operation = step.operation();
            committed |= operation instanceof Operation.ExecuteSql sql && Maintenance.isCommit(sql.sql());
            if (replay.runs().isTrue() && !committed && !step.context().autocommit() && !isDjangoOperation(step)) {
                if (operation instanceof Operation.CreateIndex create && create.concurrently()) {
                    report(context, step, create.index().name(), "CREATE INDEX");
                } else if (operation instanceof Operation.DropIndex drop && drop.concurrently()) {
                    report(context, step, drop.name().name(), "DROP INDEX");
                }
            }
        }
    }

    /** {@code AddIndexConcurrently} has a rule of its own. */
    private static boolean isDjangoOperation(Step step) {
        return step.origin().endsWith("IndexConcurrently");
    }

    private static void report(MigrationContext context, Step step, @Nullable String name, String statement) {
        String index = name == null ? "index" : name;
        context.report(
                step,
                index,
                statement + " CONCURRENTLY of `" + index
                        + "` runs in the migration's transaction: PostgreSQL refuses it.",
                FixCode.isAlembic(context)
                        ? "with op.get_context().autocommit_block():\n    ..."
                        : "class Migration(migrations.Migration):\n    atomic = False");
    }
}
