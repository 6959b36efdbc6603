// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.Value;
import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads whole tables: {@code op.create_table}, {@code sa.Table}, mapped classes. */
final class TableReader {

    private final Columns columns;
    private final NamingConvention naming;

    TableReader(Columns columns, NamingConvention naming) {
        this.columns = columns;
        this.naming = naming;
    }

    /** What is known of a table, or why it is not. */
    record Read(Operation.@Nullable CreateTable table, List<Emulation> emulations, String reason) {

        static Read unknown(String reason) {
            return new Read(null, List.of(), reason);
        }

        /** Adds the steps that create the table. */
        void emit(Emitter to) {
            if (table == null) {
                to.opaque(reason);
                return;
            }
            to.emit(table);
            emulations.forEach(emulation -> emulation.emit(to));
        }
    }

    /** Reads the parts of a table: columns, constraints, indexes. */
    Read read(QualifiedName name, List<Value> parts, boolean ifNotExists) {
        Builder builder = new Builder(name);
        for (Value part : parts) {
            if (!builder.add(part, null)) {
                return Read.unknown("a column of the table is not known");
            }
        }
        return new Read(builder.build(ifNotExists), builder.emulations, "");
    }

    /** Reads a mapped class. */
    Read read(ClassValue type, boolean ifNotExists) {
        QualifiedName name = Tables.of(type);
        if (name == null) {
            return Read.unknown("the table's name is not known");
        }
        Builder builder = new Builder(name);
        for (Map.Entry<String, Value> entry : type.scope().names().entrySet()) {
            if (entry.getValue() instanceof CallValue call && Columns.isColumn(call)) {
                builder.add(call, entry.getKey());
            }
        }
        List<Value> arguments = Values.items(type.attribute("__table_args__"));
        for (Value argument : arguments == null ? List.<Value>of() : arguments) {
            builder.add(argument, null);
        }
        return new Read(builder.build(ifNotExists), builder.emulations, "");
    }

    /** Collects a table's parts; what depends on all of them is settled at the end. */
    private final class Builder {
        private final QualifiedName table;
        private final List<Columns.Read> read = new ArrayList<>();
        private final List<Constraint> constraints = new ArrayList<>();
        private final List<Index> indexes = new ArrayList<>();
        private final List<Emulation> emulations = new ArrayList<>(0);

        Builder(QualifiedName table) {
            this.table = table;
        }

        /** Adds a part; false where it is a column that is not known. */
        boolean add(Value part, @Nullable String attribute) {
            if (!(part instanceof CallValue call)) {
                return !(part instanceof Value.Unknown) && !(part instanceof Value.Choice);
            }
            if (Columns.isColumn(call)) {
                Columns.Read column = columns.read(call, table, attribute);
                if (column != null) {
                    read.add(column);
                    constraints.addAll(column.constraints());
                    indexes.addAll(column.indexes());
                    emulations.addAll(column.emulations());
                }
                return column != null;
            }
            if (call.name().equals("Index")) {
                List<Value> elements = call.arguments().isEmpty()
                        ? List.of()
                        : call.arguments().subList(1, call.arguments().size());
                Index index = Constraints.index(Values.name(call.argument(0, "name")), elements, call);
                if (index != null) {
                    indexes.add(naming.named(table, index, call.argument(0, "name")));
                }
                return true;
            }
            Constraint constraint = Constraints.of(call);
            if (constraint != null) {
                boolean openKey = constraint instanceof Constraint.PrimaryKey
                        && constraint.columns().isEmpty();
                Constraint named = openKey ? constraint : naming.named(table, constraint, Constraints.nameOf(call));
                Emulation later = Emulation.of(call, table, named);
                if (later == null) {
                    constraints.add(named);
                } else {
                    emulations.add(later);
                }
            }
            return true;
        }

        Operation.CreateTable build(boolean ifNotExists) {
            List<String> key = key();
            List<ColumnDefinition> definitions = new ArrayList<>(read.size());
            for (Columns.Read column : read) {
                definitions.add(finished(column, key));
            }
            // SQLAlchemy renders the primary key first
            List<Constraint> ordered = new ArrayList<>(constraints);
            ordered.sort((left, right) ->
                    Boolean.compare(right instanceof Constraint.PrimaryKey, left instanceof Constraint.PrimaryKey));
            List<Constraint> complete = new ArrayList<>(constraints.size());
            for (Constraint constraint : ordered) {
                boolean open = constraint instanceof Constraint.Check
                        && constraint.columns().isEmpty();
                complete.add(open ? constraint.withColumns(columnsIn((Constraint.Check) constraint)) : constraint);
            }
            return new Operation.CreateTable(table, definitions, complete, indexes, ifNotExists, null);
        }

        /** The columns of this table that a check names. */
        private List<String> columnsIn(Constraint.Check check) {
            Set<String> words = words(check.expression());
            List<String> named = new ArrayList<>();
            for (Columns.Read column : read) {
                if (words.contains(column.definition().name())) {
                    named.add(column.definition().name());
                }
            }
            return named;
        }

        /** The columns of the primary key; a key that was written with its columns becomes a constraint here. */
        private List<String> key() {
            for (Constraint constraint : constraints) {
                if (constraint instanceof Constraint.PrimaryKey key
                        && !key.columns().isEmpty()) {
                    return key.columns();
                }
            }
            List<String> key = new ArrayList<>();
            for (Columns.Read column : read) {
                if (column.primaryKey()) {
                    key.add(column.definition().name());
                }
            }
            if (!key.isEmpty()) {
                String name = null;
                for (Constraint constraint : List.copyOf(constraints)) {
                    if (constraint instanceof Constraint.PrimaryKey empty) {
                        name = empty.name();
                        constraints.remove(constraint);
                    }
                }
                constraints.add(naming.named(table, new Constraint.PrimaryKey(name, key), null));
            }
            return key;
        }

        private ColumnDefinition finished(Columns.Read column, List<String> key) {
            ColumnDefinition definition = column.definition();
            if (!key.contains(definition.name())) {
                return definition;
            }
            boolean numbered = isNumbered(column, key.size() == 1);
            return new ColumnDefinition(
                    definition.name(),
                    definition.type(),
                    Truth.FALSE,
                    definition.serverDefault(),
                    numbered ? Identity.SERIAL : definition.identity(),
                    definition.generated(),
                    definition.comment(),
                    definition.fill());
        }
    }

    private static Set<String> words(String sql) {
        Set<String> words = new HashSet<>();
        int start = -1;
        for (int i = 0; i <= sql.length(); i++) {
            boolean inWord = i < sql.length() && (Character.isLetterOrDigit(sql.charAt(i)) || sql.charAt(i) == '_');
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                words.add(sql.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    /**
     * SQLAlchemy's rule: the only column of an integer primary key without a foreign key and a default is numbered, and any
     * other only where {@code autoincrement=True} says so.
     */
    static boolean isNumbered(Columns.Read column, boolean alone) {
        Value asked = column.autoincrement();
        if (!column.numberable() || asked == Value.FALSE) {
            return false;
        }
        boolean ignoresKeys = "ignore_fk".equals(Values.name(asked));
        return Values.isTrue(asked) || alone && (!column.foreignKeys() || ignoresKeys);
    }
}
