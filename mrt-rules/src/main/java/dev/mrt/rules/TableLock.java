// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;

/** Which lock a step takes on a table that is there already, as PostgreSQL does (chapter 13.3 of its manual). */
final class TableLock {

    private TableLock() {}

    /** Whether a step locks out all reading and writing (ACCESS EXCLUSIVE) or all writing. */
    static boolean isStrong(UpgradeStep<?> step) {
        if (step.onNewTable()) {
            return false;
        }
        Operation operation = step.operation();
        if (operation instanceof Operation.CreateIndex create) {
            return !create.concurrently();
        } else if (operation instanceof Operation.DropIndex drop) {
            return !drop.concurrently();
        }
        return operation instanceof Operation.AddColumn
                || operation instanceof Operation.DropColumn
                || operation instanceof Operation.RenameColumn
                || operation instanceof Operation.AlterColumn
                || operation instanceof Operation.AddConstraint
                || operation instanceof Operation.DropConstraint
                || operation instanceof Operation.RenameTable
                || operation instanceof Operation.DropTable;
    }
}
