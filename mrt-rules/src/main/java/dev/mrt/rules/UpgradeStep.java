// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.replay.StepReplay;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Column;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One operation of an upgrade and what a rule about locks asks of it.
 *
 * @param operation the operation
 * @param replay the step as it was replayed
 * @param table the table that it works on, by the name that the schema knows it by
 * @param onNewTable whether nobody else can see the table yet: this migration creates it, or is a squashed one, which runs on
 *     new databases only
 */
record UpgradeStep<T extends Operation>(T operation, StepReplay replay, QualifiedName table, boolean onNewTable) {

    /** The operations of a type that run on the target, in order; those that work on no table that is known are left out. */
    static <T extends Operation> List<UpgradeStep<T>> of(MigrationContext context, Class<T> type) {
        List<UpgradeStep<T>> found = new ArrayList<>();
        Set<QualifiedName> created = new HashSet<>();
        boolean onNewDatabase = runsOnNewDatabases(context.migration());
        for (StepReplay replay : context.replay().upgrade()) {
            if (replay.runs().isFalse()) {
                continue;
            }
            Operation operation = replay.step().operation();
            QualifiedName table = TableNames.of(operation, replay.before(), context.target());
            if (table != null && type.isInstance(operation)) {
                found.add(new UpgradeStep<>(
                        type.cast(operation), replay, table, onNewDatabase || created.contains(table)));
            }
            if (operation instanceof Operation.CreateTable && table != null) {
                boolean wasThere = replay.before().table(table).isPresent();
                // Under a condition that is not known, what follows mostly stands under the same one.
                if (!wasThere || !replay.runs().isTrue()) {
                    created.add(table);
                }
            } else if (operation instanceof Operation.RenameTable rename && table != null && created.remove(table)) {
                created.add(TableNames.resolved(rename.newName(), replay.after(), context.target()));
            }
        }
        return found;
    }

    /** Whether a Django migration only ever runs on a new database: one that replaces others, or is the initial one of its application. */
    static boolean runsOnNewDatabases(Migration migration) {
        if (migration.framework() != Framework.DJANGO) {
            return false;
        }
        boolean first = migration.parents().stream().noneMatch(parent -> parent.startsWith(migration.appLabel() + "."));
        return first
                || !migration.replaces().isEmpty()
                || migration.source().text().contains("\n    initial = True");
    }

    /** The step. */
    Step step() {
        return replay.step();
    }

    /** The table just before the step, where anything is known of it. */
    Optional<Table> before() {
        return replay.before().table(table);
    }

    /** The table just after the step. */
    Optional<Table> after() {
        return replay.after().table(table);
    }

    /** The column of the table just before the step. */
    Optional<Column> columnBefore(String column) {
        return before().flatMap(found -> TableNames.column(found, column));
    }

    /** The column of the table just after the step. */
    Optional<Column> columnAfter(String column) {
        return after().flatMap(found -> TableNames.column(found, column));
    }

    /** Whether the step runs in the migration's transaction. */
    boolean inTransaction(Migration migration) {
        return migration.transactional() && !step().context().autocommit();
    }
}
