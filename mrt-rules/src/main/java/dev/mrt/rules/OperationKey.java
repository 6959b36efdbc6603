// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;
import org.jspecify.annotations.Nullable;

/** The thing that an operation makes or takes away, as a name by which the two can be matched. */
final class OperationKey {

    private OperationKey() {}

    static @Nullable String made(Operation operation) {
        if (operation instanceof Operation.CreateTable create) {
            return create.table().toString();
        } else if (operation instanceof Operation.AddColumn add) {
            return add.table() + "." + add.column().name();
        } else if (operation instanceof Operation.CreateIndex create) {
            return create.index().name() == null
                    ? null
                    : "index " + create.index().name();
        } else if (operation instanceof Operation.AddConstraint add) {
            return add.constraint().name() == null
                    ? null
                    : "constraint " + add.constraint().name();
        }
        return operation instanceof Operation.CreateObject create
                ? create.object().key().toString()
                : null;
    }

    static @Nullable String taken(Operation operation) {
        if (operation instanceof Operation.DropTable drop) {
            return drop.table().toString();
        } else if (operation instanceof Operation.DropColumn drop) {
            return drop.table() + "." + drop.column();
        } else if (operation instanceof Operation.DropIndex drop) {
            return "index " + drop.name().name();
        } else if (operation instanceof Operation.DropConstraint drop) {
            return drop.name() == null ? null : "constraint " + drop.name();
        }
        return operation instanceof Operation.DropObject drop ? drop.object().toString() : null;
    }
}
