// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.Value;
import dev.mrt.schema.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which table a value stands for. */
final class Tables {

    private static final int DEPTH = 8;

    private Tables() {}

    /** The table's name where a directive gets it as text; null where it is not known. */
    static @Nullable QualifiedName name(@Nullable Value table, @Nullable Value schema) {
        String name = Values.name(table);
        if (name == null || !Values.isNone(schema) && Values.name(schema) == null) {
            return null;
        }
        return new QualifiedName(Values.name(schema), name);
    }

    /** The table that {@code sa.table(...)}, {@code sa.Table(...)}, a mapped class or something made of these stands for. */
    static @Nullable QualifiedName of(@Nullable Value value) {
        return value == null ? null : of(value, DEPTH);
    }

    private static @Nullable QualifiedName of(Value value, int depth) {
        if (depth == 0) {
            return null;
        }
        if (value instanceof CallValue call) {
            Value receiver = call.receiver();
            return switch (call.name()) {
                case "table", "Table", "create_table", "TableClause" ->
                    name(call.argument(0, "name"), call.keyword("schema"));
                case "alias", "aliased", "join", "outerjoin" -> {
                    boolean method = receiver != null && !(receiver instanceof Value.Symbol);
                    Value inner = method ? receiver : call.argument(0);
                    yield inner == null ? null : of(inner, depth - 1);
                }
                default -> null;
            };
        }
        if (value instanceof ClassValue type) {
            return ofClass(type);
        }
        if (value instanceof Value.Subscript subscript
                && subscript.owner() instanceof Value.Attribute owner
                && owner.name().equals("tables")) {
            return name(subscript.index(), null);
        }
        if (value instanceof Value.Attribute attribute) {
            return switch (attribute.name()) {
                case "__table__", "c", "columns" -> of(attribute.owner(), depth - 1);
                default -> attribute.owner() instanceof ClassValue ? of(attribute.owner(), depth - 1) : null;
            };
        }
        return null;
    }

    /**
     * The text that {@code Table.name} is, as in {@code users.name == "x"}: the table's own name, not a column of it; null for
     * anything else.
     */
    static @Nullable String nameOf(Value value) {
        if (value instanceof Value.Attribute attribute
                && attribute.name().equals("name")
                && attribute.owner() instanceof CallValue call
                && (call.name().equals("table") || call.name().equals("Table"))) {
            return Values.name(call.argument(0, "name"));
        }
        return null;
    }

    private static @Nullable QualifiedName ofClass(ClassValue type) {
        String name = Values.name(type.attribute("__tablename__"));
        if (name != null) {
            return new QualifiedName(schema(type.attribute("__table_args__")), name);
        }
        Value table = type.attribute("__table__");
        return table == null ? null : of(table, DEPTH - 1);
    }

    private static @Nullable String schema(@Nullable Value arguments) {
        if (arguments instanceof DictValue dict) {
            return Values.name(dict.get("schema"));
        }
        if (arguments instanceof Value.TupleValue tuple && !tuple.items().isEmpty()) {
            return schema(tuple.items().get(tuple.items().size() - 1));
        }
        return null;
    }

    /** The arguments of a table's definition behind its name and metadata: columns, constraints, indexes. */
    static List<Value> parts(CallValue table) {
        int from = table.name().equals("Table") ? 2 : 1;
        List<Value> arguments = table.arguments();
        return from >= arguments.size() ? List.of() : arguments.subList(from, arguments.size());
    }
}
