// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Generated;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code sa.Column(...)}. */
final class Columns {

    private final Types types;
    private final NamingConvention naming;

    Columns(Types types, NamingConvention naming) {
        this.types = types;
        this.naming = naming;
    }

    /**
     * A column with what was written along with it.
     *
     * @param foreignKeys whether it has a foreign key of its own
     * @param autoincrement the {@code autoincrement} argument, or null
     * @param emulations the checks that its type makes on databases without such a type, and its foreign keys with {@code
     *     use_alter}
     */
    record Read(
            ColumnDefinition definition,
            boolean primaryKey,
            boolean foreignKeys,
            boolean numberable,
            @Nullable Value autoincrement,
            List<Constraint> constraints,
            List<Index> indexes,
            List<Emulation> emulations) {}

    static boolean isColumn(CallValue call) {
        return call.name().equals("Column") || call.name().equals("mapped_column");
    }

    /**
     * Reads a column.
     *
     * @param table the table it belongs to, for the name of its index
     * @param attribute the name where the call has none (a mapped class's attribute), or null
     * @return null where the column's name is not known
     */
    @Nullable
    Read read(CallValue call, QualifiedName table, @Nullable String attribute) {
        int from = 0;
        String name = Values.name(call.keyword("name"));
        if (name == null && call.argument(0) != null && Values.text(call.argument(0)) != null) {
            name = Values.name(call.argument(0));
            from = 1;
            if (name == null) {
                return null;
            }
        }
        name = name == null ? attribute : name;
        if (name == null) {
            return null;
        }
        Parts parts = new Parts(name, table);
        for (int i = from; i < call.arguments().size(); i++) {
            parts.add(call.arguments().get(i));
        }
        Value typeByName = call.keyword("type_");
        if (typeByName != null) {
            parts.type = typeByName;
        }
        return build(call, table, name, parts);
    }

    private Read build(CallValue call, QualifiedName table, String name, Parts parts) {
        boolean primaryKey = Values.isTrue(call.keyword("primary_key"));
        ColumnType type = types.type(parts.type);
        Value given = call.keyword("server_default");
        ServerDefault serverDefault = given == null ? parts.serverDefault : serverDefault(given);
        Identity identity = parts.identity != Identity.NONE ? parts.identity : identity(given);
        Truth nullable = Values.truth(call.keyword("nullable"), Truth.of(!primaryKey && identity == Identity.NONE));
        ColumnDefinition definition = new ColumnDefinition(
                name,
                type,
                primaryKey ? Truth.FALSE : nullable,
                identity == Identity.NONE ? serverDefault : ServerDefault.NONE,
                identity,
                parts.generated,
                Values.name(call.keyword("comment")),
                null);
        List<Index> indexes = new ArrayList<>(1);
        boolean unique = Values.isTrue(call.keyword("unique"));
        if (Values.isTrue(call.keyword("index"))) {
            indexes.add(naming.named(table, Index.of(null, List.of(name), unique), null));
        } else if (unique) {
            parts.constraints.add(naming.named(table, Constraint.Unique.of(null, List.of(name)), null));
        }
        Emulation emulation = Emulation.of(name, parts.type, table, naming, types.enums());
        if (emulation != null && emulation.isEverywhere()) {
            parts.constraints.add(emulation.constraint());
        } else if (emulation != null) {
            parts.emulations.add(emulation);
        }
        boolean numberable = Types.isInteger(type)
                && serverDefault.kind() == ServerDefault.Kind.NONE
                && !parts.sequence
                && identity == Identity.NONE;
        return new Read(
                definition,
                primaryKey,
                parts.foreignKeys,
                numberable,
                call.keyword("autoincrement"),
                parts.constraints,
                indexes,
                parts.emulations);
    }

    /** The arguments of a column behind its name. */
    private final class Parts {
        private final String column;
        private final QualifiedName table;
        private final List<Constraint> constraints = new ArrayList<>(1);
        private final List<Emulation> emulations = new ArrayList<>(0);
        private @Nullable Value type;
        private boolean foreignKeys;
        private boolean sequence;
        private ServerDefault serverDefault = ServerDefault.NONE;
        private Identity identity = Identity.NONE;
        private @Nullable Generated generated;

        Parts(String column, QualifiedName table) {
            this.column = column;
            this.table = table;
        }

        void add(Value value) {
            if (!(value instanceof CallValue call)) {
                type = type == null ? value : type;
                return;
            }
            switch (call.name()) {
                case "ForeignKey" -> {
                    foreignKeys = true;
                    Constraint key = Constraints.foreignKeyOf(column, call);
                    if (key != null) {
                        Constraint named = naming.named(table, key, call.keyword("name"));
                        Emulation later = Emulation.of(call, table, named);
                        if (later == null) {
                            constraints.add(named);
                        } else {
                            emulations.add(later);
                        }
                    }
                }
                case "CheckConstraint" -> {
                    Constraint check = Constraints.of(call);
                    if (check != null) {
                        constraints.add(naming.named(table, check, Constraints.nameOf(call))
                                .withColumns(List.of(column)));
                    }
                }
                case "Identity" ->
                    identity = Values.isTrue(call.argument(0, "always")) ? Identity.ALWAYS : Identity.BY_DEFAULT;
                case "Computed" -> {
                    boolean virtual = call.argument(1, "persisted") == Value.FALSE;
                    generated = new Generated(SqlText.sql(call.argument(0, "sqltext")), !virtual);
                }
                case "Sequence" -> sequence = true;
                case "DefaultClause" -> serverDefault = Columns.serverDefault(call);
                case "FetchedValue", "ColumnDefault" -> {
                    // nothing that the database knows of
                }
                default -> type = type == null ? call : type;
            }
        }
    }

    /** What a {@code server_default} comes down to in SQL; a Python string is rendered as a string literal. */
    static ServerDefault serverDefault(@Nullable Value value) {
        if (Values.isNone(value)) {
            return ServerDefault.NONE;
        }
        if (value instanceof CallValue call) {
            switch (call.name()) {
                case "FetchedValue", "Identity", "Computed" -> {
                    return ServerDefault.NONE;
                }
                case "DefaultClause" -> {
                    return serverDefault(call.argument(0));
                }
                default -> {
                    // rendered below
                }
            }
        }
        Text text = Values.text(value);
        String sql = text != null && text.isKnown() ? SqlText.literal(text.value()) : SqlText.of(value);
        boolean unknown = sql.isEmpty() || sql.indexOf('?') >= 0 && text == null && isGap(value);
        return unknown || text != null && !text.isKnown() ? ServerDefault.UNKNOWN : ServerDefault.of(sql);
    }

    /** Whether the {@code ?} in a rendered default may stand for something that is not known. */
    private static boolean isGap(@Nullable Value value) {
        return !(value instanceof CallValue call && call.argument(0) instanceof Text text && text.isKnown());
    }

    static Identity identity(@Nullable Value value) {
        if (value instanceof CallValue call && call.name().equals("Identity")) {
            return Values.isTrue(call.argument(0, "always")) ? Identity.ALWAYS : Identity.BY_DEFAULT;
        }
        return Identity.NONE;
    }
}
