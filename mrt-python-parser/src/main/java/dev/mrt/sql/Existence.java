// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Condition.Part;
import dev.mrt.migration.Condition.PartKind;
import dev.mrt.operation.Operation;
import dev.mrt.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/** Which object has to be there, or must not be there, for an operation to succeed. */
final class Existence {

    private Existence() {}

    /** The object that an operation makes, or null where it makes none with a name. */
    static Condition.@Nullable Exists made(Operation operation) {
        if (operation instanceof Operation.CreateTable create) {
            return new Condition.Exists(null, create.table(), null);
        }
        if (operation instanceof Operation.AddColumn add) {
            return part(add.table(), PartKind.COLUMN, add.column().name());
        }
        if (operation instanceof Operation.CreateIndex create) {
            return part(create.table(), PartKind.INDEX, create.index().name());
        }
        if (operation instanceof Operation.AddConstraint add) {
            return part(add.table(), PartKind.CONSTRAINT, add.constraint().name());
        }
        if (operation instanceof Operation.CreateObject create) {
            return new Condition.Exists(
                    create.object().key().kind(), create.object().key().name(), null);
        }
        return null;
    }

    /** The object that an operation needs, or null where it needs none with a name. */
    static Condition.@Nullable Exists needed(Operation operation) {
        if (operation instanceof Operation.DropTable drop) {
            return new Condition.Exists(null, drop.table(), null);
        }
        if (operation instanceof Operation.RenameTable rename) {
            return new Condition.Exists(null, rename.table(), null);
        }
        if (operation instanceof Operation.DropColumn drop) {
            return part(drop.table(), PartKind.COLUMN, drop.column());
        }
        if (operation instanceof Operation.RenameColumn rename) {
            return part(rename.table(), PartKind.COLUMN, rename.column());
        }
        if (operation instanceof Operation.AlterColumn alter) {
            return part(alter.table(), PartKind.COLUMN, alter.column());
        }
        if (operation instanceof Operation.DropConstraint drop) {
            return part(drop.table(), PartKind.CONSTRAINT, drop.name());
        }
        if (operation instanceof Operation.RenameConstraint rename) {
            return part(rename.table(), PartKind.CONSTRAINT, rename.name());
        }
        if (operation instanceof Operation.DropIndex drop && drop.table() != null) {
            return part(drop.table(), PartKind.INDEX, drop.name().name());
        }
        if (operation instanceof Operation.DropObject drop) {
            return new Condition.Exists(drop.object().kind(), drop.object().name(), null);
        }
        if (operation instanceof Operation.RenameObject rename) {
            return new Condition.Exists(rename.object().kind(), rename.object().name(), null);
        }
        return null;
    }

    /** The table that an operation is about, or null. */
    static @Nullable QualifiedName table(Operation operation) {
        Condition.Exists made = made(operation);
        Condition.Exists subject = made == null ? needed(operation) : made;
        if (subject != null) {
            return subject.kind() == null ? subject.name() : null;
        }
        if (operation instanceof Operation.AlterTable alter) {
            return alter.table();
        }
        if (operation instanceof Operation.CreateIndex create) {
            return create.table();
        }
        if (operation instanceof Operation.AddConstraint add) {
            return add.table();
        }
        if (operation instanceof Operation.InsertRows insert) {
            return insert.table();
        }
        if (operation instanceof Operation.UpdateRows update) {
            return update.table();
        }
        if (operation instanceof Operation.DeleteRows delete) {
            return delete.table();
        }
        return operation instanceof Operation.ValidateConstraint validate ? validate.table() : null;
    }

    private static Condition.@Nullable Exists part(QualifiedName table, PartKind kind, @Nullable String name) {
        return name == null ? null : new Condition.Exists(null, table, new Part(kind, name));
    }

    /** The condition of an operation whose errors of some kinds are caught. */
    static Condition unlessCaught(Operation operation, Iterable<String> caught) {
        boolean duplicates = false;
        boolean undefined = false;
        StringBuilder names = new StringBuilder();
        for (String name : caught) {
            duplicates |= name.startsWith("DUPLICATE_") || name.equals("OTHERS");
            undefined |= name.startsWith("UNDEFINED_") || name.equals("OTHERS") || name.equals("INVALID_SCHEMA_NAME");
            names.append(names.isEmpty() ? "" : " ").append(name);
        }
        Condition.Exists made = made(operation);
        if (duplicates && made != null) {
            return made.negated();
        }
        Condition.Exists needed = needed(operation);
        if (undefined && needed != null) {
            return needed;
        }
        return operation instanceof Operation.RaiseError
                ? Condition.always()
                : new Condition.Unknown("errors are caught: " + names);
    }
}
