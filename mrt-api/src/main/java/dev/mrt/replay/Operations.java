// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/** What operations have in common. */
final class Operations {

    private Operations() {}

    /** The table that an operation works on, or null where it works on none or on several. */
    static @Nullable QualifiedName table(Operation operation) {
        if (operation instanceof Operation.CreateTable create) {
            return create.table();
        } else if (operation instanceof Operation.DropTable drop) {
            return drop.table();
        } else if (operation instanceof Operation.RenameTable rename) {
            return rename.table();
        } else if (operation instanceof Operation.AlterTable alter) {
            return alter.table();
        } else if (operation instanceof Operation.AddColumn add) {
            return add.table();
        } else if (operation instanceof Operation.DropColumn drop) {
            return drop.table();
        } else if (operation instanceof Operation.RenameColumn rename) {
            return rename.table();
        } else if (operation instanceof Operation.AlterColumn alter) {
            return alter.table();
        } else if (operation instanceof Operation.CreateIndex create) {
            return create.table();
        } else if (operation instanceof Operation.DropIndex drop) {
            return drop.table();
        } else if (operation instanceof Operation.RenameIndex rename) {
            return rename.table();
        } else if (operation instanceof Operation.AddConstraint add) {
            return add.table();
        } else if (operation instanceof Operation.DropConstraint drop) {
            return drop.table();
        } else if (operation instanceof Operation.RenameConstraint rename) {
            return rename.table();
        } else if (operation instanceof Operation.ValidateConstraint validate) {
            return validate.table();
        } else if (operation instanceof Operation.DropObject drop) {
            return drop.table();
        } else if (operation instanceof Operation.InsertRows insert) {
            return insert.table();
        } else if (operation instanceof Operation.UpdateRows update) {
            return update.table();
        } else if (operation instanceof Operation.DeleteRows delete) {
            return delete.table();
        }
        return null;
    }
}
