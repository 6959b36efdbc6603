// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.operation.Operation;
import dev.mrt.operation.TableChange;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.QualifiedName;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The locks that operations take on PostgreSQL, weakest first: <a
 * href="https://www.postgresql.org/docs/15/explicit-locking.html">explicit locking</a>, <a
 * href="https://www.postgresql.org/docs/15/sql-altertable.html">ALTER TABLE</a>. Each is held until the transaction ends.
 */
enum PostgresqlLock {
    ROW_EXCLUSIVE("others can read and write other rows"),
    SHARE_UPDATE_EXCLUSIVE("others can read and write, but not change the schema"),
    SHARE("others can read but not write"),
    SHARE_ROW_EXCLUSIVE("others can read but not write"),
    ACCESS_EXCLUSIVE("others can neither read nor write");

    private static final Set<TableChange> WEAK = EnumSet.of(
            TableChange.COMMENT, TableChange.STORAGE_PARAMETERS, TableChange.CLUSTER_ON, TableChange.ATTACH_PARTITION);

    private final String effect;

    PostgresqlLock(String effect) {
        this.effect = effect;
    }

    /** What the lock means for others, as it reads behind a colon. */
    String effect() {
        return effect;
    }

    /** The lock's name in SQL, such as {@code ACCESS EXCLUSIVE}. */
    String sql() {
        return name().replace('_', ' ');
    }

    /** The locks that an operation takes, by table; empty where it takes none or they are not known. */
    static Map<QualifiedName, PostgresqlLock> of(Operation operation) {
        Map<QualifiedName, PostgresqlLock> locks = new LinkedHashMap<>();
        if (operation instanceof Operation.CreateTable it) {
            referenced(it.constraints(), locks);
        } else if (operation instanceof Operation.DropTable it) {
            locks.put(it.table(), ACCESS_EXCLUSIVE);
        } else if (operation instanceof Operation.RenameTable it) {
            locks.put(it.table(), ACCESS_EXCLUSIVE);
        } else if (operation instanceof Operation.AlterTable it) {
            alterTable(it, locks);
        } else if (operation instanceof Operation.AddColumn it) {
            locks.put(it.table(), ACCESS_EXCLUSIVE);
            referenced(it.constraints(), locks);
        } else if (operation instanceof Operation.DropColumn it) {
            locks.put(it.table(), ACCESS_EXCLUSIVE);
        } else if (operation instanceof Operation.RenameColumn it) {
            locks.put(it.table(), ACCESS_EXCLUSIVE);
        } else if (operation instanceof Operation.AlterColumn it) {
            locks.put(it.table(), onlyComments(it) ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE);
        } else {
            ofParts(operation, locks);
        }
        return locks;
    }

    private static void ofParts(Operation operation, Map<QualifiedName, PostgresqlLock> locks) {
        if (operation instanceof Operation.CreateIndex it) {
            locks.put(it.table(), it.concurrently() ? SHARE_UPDATE_EXCLUSIVE : SHARE);
        } else if (operation instanceof Operation.DropIndex it) {
            if (it.table() != null) {
                locks.put(it.table(), it.concurrently() ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE);
            }
        } else if (operation instanceof Operation.AddConstraint it) {
            boolean refers = it.constraint() instanceof Constraint.ForeignKey;
            referenced(List.of(it.constraint()), locks);
            locks.put(it.table(), refers ? SHARE_ROW_EXCLUSIVE : ACCESS_EXCLUSIVE);
        } else if (operation instanceof Operation.DropConstraint it) {
            locks.put(it.table(), ACCESS_EXCLUSIVE);
        } else if (operation instanceof Operation.RenameConstraint it) {
            locks.put(it.table(), ACCESS_EXCLUSIVE);
        } else if (operation instanceof Operation.ValidateConstraint it) {
            locks.put(it.table(), SHARE_UPDATE_EXCLUSIVE);
        } else if (operation instanceof Operation.Truncate it) {
            it.tables().forEach(table -> locks.put(table, ACCESS_EXCLUSIVE));
        } else if (operation instanceof Operation.InsertRows it) {
            locks.put(it.table(), ROW_EXCLUSIVE);
        } else if (operation instanceof Operation.UpdateRows it) {
            locks.put(it.table(), ROW_EXCLUSIVE);
        } else if (operation instanceof Operation.DeleteRows it) {
            locks.put(it.table(), ROW_EXCLUSIVE);
        }
    }

    private static void alterTable(Operation.AlterTable alter, Map<QualifiedName, PostgresqlLock> locks) {
        if (WEAK.contains(alter.kind())) {
            locks.put(alter.table(), SHARE_UPDATE_EXCLUSIVE);
        } else if (alter.kind() == TableChange.TRIGGERS) {
            locks.put(alter.table(), SHARE_ROW_EXCLUSIVE);
        } else {
            locks.put(alter.table(), ACCESS_EXCLUSIVE);
        }
    }

    private static boolean onlyComments(Operation.AlterColumn alter) {
        return alter.comment() != null
                && alter.type() == null
                && alter.nullable() == null
                && alter.serverDefault() == null
                && alter.identity() == null;
    }

    private static void referenced(List<Constraint> constraints, Map<QualifiedName, PostgresqlLock> locks) {
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.ForeignKey key) {
                locks.putIfAbsent(key.referencedTable(), SHARE_ROW_EXCLUSIVE);
            }
        }
    }
}
