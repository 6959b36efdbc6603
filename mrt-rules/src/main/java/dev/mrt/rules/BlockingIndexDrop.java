// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import com.google.auto.service.AutoService;
import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.Severity;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Index;
import java.util.List;

/** Dropping an index without CONCURRENTLY waits for everybody who uses the table, and everybody else waits behind it. */
@AutoService(RiskRule.class)
public final class BlockingIndexDrop extends BuiltInRule {

    public BlockingIndexDrop() {
        super(
                "MRT415",
                "INDEX DROPPED WITHOUT CONCURRENTLY",
                Severity.INFO,
                "An index is dropped without CONCURRENTLY");
    }

    @Override
    public void check(MigrationContext context) {
        if (context.target().dialect() != Dialect.POSTGRESQL) {
            return;
        }
        for (UpgradeStep<Operation.DropIndex> drop : UpgradeStep.of(context, Operation.DropIndex.class)) {
            if (!drop.operation().concurrently() && !drop.onNewTable() && isKept(context, drop)) {
                String name = drop.operation().name().name();
                context.report(
                        drop.step(),
                        drop.table() + "." + name,
                        "Dropping the index `" + name + "` needs an exclusive lock on `" + drop.table()
                                + "`: it waits for running queries, and new ones wait behind it.",
                        FixCode.isAlembic(context)
                                ? FixCode.autocommit("op.drop_index(" + FixCode.string(name) + ", table_name="
                                        + FixCode.string(drop.table().name()) + ", postgresql_concurrently=True)")
                                : "In a migration with `atomic = False`, take RemoveIndexConcurrently.");
            }
        }
    }

    /** Whether table and columns of the index are still there when the migration is done: their drop needs the lock anyway. */
    private static boolean isKept(MigrationContext context, UpgradeStep<Operation.DropIndex> drop) {
        List<String> columns = drop.before()
                .flatMap(table -> table.index(drop.operation().name().name()))
                .map(Index::columns)
                .orElse(List.of());
        return context.after()
                .table(drop.table())
                .map(table ->
                        columns.stream().allMatch(column -> table.column(column).isPresent()))
                .orElse(false);
    }
}
