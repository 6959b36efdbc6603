// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import dev.mrt.operation.Operation;
import dev.mrt.rule.MigrationContext;
import dev.mrt.schema.Difference;
import dev.mrt.schema.QualifiedName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What findings are about, and how Alembic would drop it. */
final class Subjects {

    private Subjects() {}

    /** The table, {@code table.part}, or object that a difference is about. */
    static String of(Difference difference) {
        QualifiedName table = difference.table();
        String part = difference.part();
        if (table == null) {
            return part == null ? "" : part;
        }
        return part == null ? table.toString() : table + "." + part;
    }

    /** What an operation drops. */
    static String dropped(Operation operation) {
        if (operation instanceof Operation.DropColumn drop) {
            return drop.table() + "." + drop.column();
        } else if (operation instanceof Operation.DropConstraint drop && drop.name() != null) {
            return drop.table() + "." + drop.name();
        } else if (operation instanceof Operation.DropIndex drop) {
            return drop.name().toString();
        } else if (operation instanceof Operation.DropObject drop) {
            return drop.object().name().toString();
        } else if (operation instanceof Operation.Truncate truncate) {
            return truncate.tables().isEmpty() ? "" : truncate.tables().get(0).toString();
        }
        return operation.table() == null ? "" : operation.table().toString();
    }

    /** The line of a downgrade that drops what a difference added; null where Django derives it. */
    static @Nullable String dropping(MigrationContext context, Difference difference) {
        if (!FixCode.isAlembic(context)) {
            return null;
        }
        QualifiedName table = difference.table();
        String part = difference.part();
        String code = null;
        if (difference instanceof Difference.TableAdded added) {
            code = "op.drop_table(" + FixCode.string(added.added().name().name())
                    + FixCode.schema(added.added().name()) + ")";
        } else if (table != null && part != null) {
            String arguments = FixCode.string(table.name()) + FixCode.schema(table);
            if (difference instanceof Difference.ColumnAdded) {
                code = "op.drop_column(" + FixCode.string(table.name()) + ", " + FixCode.string(part)
                        + FixCode.schema(table) + ")";
            } else if (difference instanceof Difference.IndexAdded) {
                code = "op.drop_index(" + FixCode.string(part) + ", " + arguments + ")";
            } else if (difference instanceof Difference.ConstraintAdded) {
                code = "op.drop_constraint(" + FixCode.string(part) + ", " + arguments + ")";
            }
        } else if (difference instanceof Difference.ObjectAdded added) {
            String kind = switch (added.added().key().kind()) {
                case ENUM_TYPE -> "TYPE";
                default -> added.added().key().kind().words().toUpperCase(Locale.ROOT);
            };
            code = FixCode.sql(
                    context,
                    "DROP " + kind + " "
                            + FixCode.name(context, added.added().key().name()));
        }
        return code == null ? null : "In downgrade:\n" + code;
    }
}
