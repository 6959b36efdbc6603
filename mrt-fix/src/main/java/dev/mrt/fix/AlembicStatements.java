// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.TableChange;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Target;
import dev.mrt.schema.TypeSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes operations as calls of Alembic's {@code op} or of a batch, and as SQL in {@code op.execute} where Alembic has no
 * call. Source: Alembic's operation reference.
 */
final class AlembicStatements {

    /** What SQLAlchemy's {@code text()} takes for a parameter. */
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w\\\\]):(\\w+)(?!:)");

    private final Target target;
    private final AlembicTypes types;
    private final PythonNames names;
    private final PythonQuotes quotes;
    private final SqlWriter sql;
    private final TypeSystem typeSystem;

    AlembicStatements(Target target, AlembicTypes types, PythonNames names, PythonQuotes quotes) {
        this.target = target;
        this.types = types;
        this.names = names;
        this.quotes = quotes;
        this.sql = new SqlWriter(target.dialect());
        this.typeSystem = TypeSystem.of(target);
    }

    /**
     * The statements for an operation; empty where there is no way to write it.
     *
     * @param batch the name of the batch of the operation's table, or null outside of a batch
     */
    List<PythonCode> statements(Operation operation, @Nullable String batch) {
        Optional<PythonCode> call = call(operation, batch);
        if (call.isPresent()) {
            return List.of(call.get());
        }
        List<PythonCode> executed = new ArrayList<>();
        for (String statement : sql.statements(operation)) {
            String escaped = PARAMETER.matcher(statement).replaceAll("\\\\:$1");
            executed.add(PythonCode.call(names.op() + ".execute", List.of(quotes.sql(escaped))));
        }
        return executed;
    }

    private Optional<PythonCode> call(Operation operation, @Nullable String batch) {
        if (operation instanceof Operation.CreateTable create) {
            return createTable(create);
        } else if (operation instanceof Operation.DropTable drop) {
            return Optional.of(op("drop_table", drop.table(), new LinkedHashMap<>()));
        } else if (operation instanceof Operation.RenameTable rename
                && java.util.Objects.equals(
                        rename.table().schema(), rename.newName().schema())) {
            return Optional.of(PythonCode.call(
                    names.op() + ".rename_table",
                    List.of(
                            quotes.code(rename.table().name()),
                            quotes.code(rename.newName().name())),
                    schema(rename.table(), new LinkedHashMap<>())));
        } else if (operation instanceof Operation.AlterTable alter && alter.kind() == TableChange.COMMENT) {
            return Optional.of(comment(alter));
        } else if (operation instanceof Operation.AddColumn add) {
            return column(add.column(), false)
                    .map(column -> on(add.table(), batch, "add_column", List.of(column), Map.of()));
        } else if (operation instanceof Operation.DropColumn drop) {
            return Optional.of(on(drop.table(), batch, "drop_column", List.of(quotes.code(drop.column())), Map.of()));
        } else if (operation instanceof Operation.RenameColumn rename) {
            return rename(rename, batch);
        } else if (operation instanceof Operation.AlterColumn alter) {
            return alterColumn(alter, batch);
        } else if (operation instanceof Operation.CreateIndex create) {
            return createIndex(create, batch);
        } else if (operation instanceof Operation.DropIndex drop && drop.table() != null) {
            return Optional.of(dropIndex(drop, drop.table(), batch));
        } else if (operation instanceof Operation.AddConstraint add) {
            return addConstraint(add, batch);
        } else if (operation instanceof Operation.DropConstraint drop && drop.name() != null) {
            return Optional.of(dropConstraint(drop, drop.name(), batch));
        } else if (operation instanceof Operation.CreateObject create && create.object() instanceof EnumType type) {
            return Optional.of(createEnum(type.name(), type.labels()));
        }
        return Optional.empty();
    }

    // ---- tables

    private Optional<PythonCode> createTable(Operation.CreateTable create) {
        List<PythonCode> arguments = new ArrayList<>();
        arguments.add(quotes.code(create.table().name()));
        List<String> key = List.of();
        for (Constraint constraint : create.constraints()) {
            key = constraint instanceof Constraint.PrimaryKey primary ? primary.columns() : key;
        }
        for (ColumnDefinition column : create.columns()) {
            Optional<PythonCode> code = column(column, key.equals(List.of(column.name())));
            if (code.isEmpty()) {
                return Optional.empty();
            }
            arguments.add(code.get());
        }
        for (Constraint constraint : create.constraints()) {
            Optional<PythonCode> code = inside(constraint);
            if (code.isEmpty()) {
                return Optional.empty();
            }
            arguments.add(code.get());
        }
        if (create.table().schema() != null) {
            arguments.add(
                    PythonCode.keyword("schema", quotes.code(create.table().schema())));
        }
        return Optional.of(new PythonCode.Group(names.op() + ".create_table(", arguments, ")", true));
    }

    private PythonCode comment(Operation.AlterTable alter) {
        return alter.detail().isEmpty()
                ? op("drop_table_comment", alter.table(), new LinkedHashMap<>())
                : PythonCode.call(
                        names.op() + ".create_table_comment",
                        List.of(quotes.code(alter.table().name()), quotes.code(alter.detail())),
                        schema(alter.table(), new LinkedHashMap<>()));
    }

    private PythonCode op(String function, QualifiedName table, Map<String, PythonCode> named) {
        return PythonCode.call(names.op() + "." + function, List.of(quotes.code(table.name())), schema(table, named));
    }

    /** A call about a table, which a batch names already. */
    private PythonCode on(
            QualifiedName table,
            @Nullable String batch,
            String function,
            List<PythonCode> arguments,
            Map<String, PythonCode> named) {
        if (batch != null) {
            return PythonCode.call(batch + "." + function, arguments, named);
        }
        List<PythonCode> all = new ArrayList<>();
        all.add(quotes.code(table.name()));
        all.addAll(arguments);
        return PythonCode.call(names.op() + "." + function, all, schema(table, new LinkedHashMap<>(named)));
    }

    private Map<String, PythonCode> schema(QualifiedName table, Map<String, PythonCode> named) {
        if (table.schema() != null) {
            named.put("schema", quotes.code(table.schema()));
        }
        return named;
    }

    // ---- columns

    private Optional<PythonCode> column(ColumnDefinition column, boolean onlyKey) {
        Optional<PythonCode> type = type(column.type());
        if (type.isEmpty()) {
            return Optional.empty();
        }
        List<PythonCode> arguments = new ArrayList<>();
        arguments.add(quotes.code(column.name()));
        arguments.add(type.get());
        switch (column.identity()) {
            case BY_DEFAULT -> arguments.add(PythonCode.call(names.sqlalchemy() + ".Identity", List.of()));
            case ALWAYS ->
                arguments.add(PythonCode.call(
                        names.sqlalchemy() + ".Identity", List.of(), Map.of("always", PythonCode.atom("True"))));
            case SERIAL, AUTO_INCREMENT -> {
                if (!onlyKey) {
                    return Optional.empty();
                }
            }
            case NONE -> {}
        }
        if (column.generated() != null) {
            arguments.add(PythonCode.call(
                    names.sqlalchemy() + ".Computed",
                    List.of(quotes.code(column.generated().expression())),
                    Map.of("persisted", PythonCode.atom(column.generated().stored() ? "True" : "False"))));
        }
        if (column.serverDefault().isPresent()) {
            arguments.add(PythonCode.keyword(
                    "server_default", text(column.serverDefault().text())));
        }
        if (onlyKey
                && column.identity() == Identity.NONE
                && column.type().text().toLowerCase(Locale.ROOT).contains("int")) {
            arguments.add(PythonCode.keyword("autoincrement", PythonCode.atom("False")));
        }
        arguments.add(PythonCode.keyword("nullable", truth(!column.nullable().isFalse())));
        if (column.comment() != null) {
            arguments.add(PythonCode.keyword("comment", quotes.code(column.comment())));
        }
        return Optional.of(PythonCode.call(names.sqlalchemy() + ".Column", arguments));
    }

    private Optional<PythonCode> type(@Nullable ColumnType type) {
        return type == null ? Optional.empty() : types.type(typeSystem.type(type));
    }

    private PythonCode text(String expression) {
        String escaped = PARAMETER.matcher(expression).replaceAll("\\\\:$1");
        return PythonCode.call(names.sqlalchemy() + ".text", List.of(quotes.code(escaped)));
    }

    private static PythonCode truth(boolean value) {
        return PythonCode.atom(value ? "True" : "False");
    }

    private Optional<PythonCode> rename(Operation.RenameColumn rename, @Nullable String batch) {
        if (target.dialect().isMysqlFamily()) {
            return Optional.empty(); // ALTER TABLE … RENAME COLUMN needs no definition, CHANGE does
        }
        return Optional.of(on(
                rename.table(),
                batch,
                "alter_column",
                List.of(quotes.code(rename.column())),
                Map.of("new_column_name", quotes.code(rename.newName()))));
    }

    private Optional<PythonCode> alterColumn(Operation.AlterColumn alter, @Nullable String batch) {
        Map<String, PythonCode> named = new LinkedHashMap<>();
        Operation.ExistingColumn existing = alter.existing();
        if (existing != null) {
            type(existing.type()).ifPresent(type -> named.put("existing_type", type));
            if (existing.nullable() != null && alter.nullable() == null) {
                named.put("existing_nullable", truth(!existing.nullable().isFalse()));
            }
            ServerDefault value = existing.serverDefault();
            if (value != null && value.isPresent() && alter.serverDefault() == null) {
                named.put("existing_server_default", text(value.text()));
            }
        }
        if (alter.type() != null) {
            Optional<PythonCode> type = type(alter.type());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            named.put("type_", type.get());
        }
        if (alter.nullable() != null) {
            named.put("nullable", truth(!alter.nullable().isFalse()));
        }
        ServerDefault value = alter.serverDefault();
        if (value != null) {
            named.put("server_default", value.isPresent() ? text(value.text()) : PythonCode.atom("None"));
        }
        if (alter.comment() != null) {
            named.put("comment", alter.comment().isEmpty() ? PythonCode.atom("None") : quotes.code(alter.comment()));
        }
        if (alter.using() != null) {
            named.put("postgresql_using", quotes.code(alter.using()));
        }
        return Optional.of(on(alter.table(), batch, "alter_column", List.of(quotes.code(alter.column())), named));
    }

    // ---- indexes

    private Optional<PythonCode> createIndex(Operation.CreateIndex create, @Nullable String batch) {
        Index index = create.index();
        if (index.name() == null || (batch != null && create.concurrently())) {
            return Optional.empty();
        }
        List<PythonCode> parts = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            String column = part.column();
            boolean plain = !part.descending() && part.options().isEmpty();
            parts.add(column != null && plain ? quotes.code(column) : text(sql.part(part)));
        }
        Map<String, PythonCode> named = new LinkedHashMap<>();
        named.put("unique", truth(index.unique()));
        String dialect =
                target.dialect().isMysqlFamily() ? "mysql" : target.dialect().id();
        if (!SqlWriter.isDefault(index.method())) {
            named.put(dialect + "_using", quotes.code(index.method()));
        }
        if (!index.include().isEmpty()) {
            named.put(dialect + "_include", quotes.codes(index.include()));
        }
        if (index.predicate() != null) {
            named.put(dialect + "_where", text(index.predicate()));
        }
        if (create.concurrently()) {
            named.put("postgresql_concurrently", truth(true));
        }
        List<PythonCode> arguments = new ArrayList<>();
        arguments.add(quotes.code(index.name()));
        if (batch != null) {
            arguments.add(PythonCode.list(parts));
            return Optional.of(PythonCode.call(batch + ".create_index", arguments, named));
        }
        arguments.add(quotes.code(create.table().name()));
        arguments.add(PythonCode.list(parts));
        return Optional.of(PythonCode.call(names.op() + ".create_index", arguments, schema(create.table(), named)));
    }

    private PythonCode dropIndex(Operation.DropIndex drop, QualifiedName table, @Nullable String batch) {
        Map<String, PythonCode> named = new LinkedHashMap<>();
        List<PythonCode> name = List.of(quotes.code(drop.name().name()));
        if (batch != null && !drop.concurrently()) {
            return PythonCode.call(batch + ".drop_index", name, named);
        }
        named.put("table_name", quotes.code(table.name()));
        if (drop.concurrently()) {
            named.put("postgresql_concurrently", truth(true));
        }
        return PythonCode.call(names.op() + ".drop_index", name, schema(table, named));
    }

    // ---- constraints

    /** A constraint within {@code create_table}. */
    private Optional<PythonCode> inside(Constraint constraint) {
        String sa = names.sqlalchemy();
        Map<String, PythonCode> named = new LinkedHashMap<>();
        List<PythonCode> arguments = new ArrayList<>();
        String function;
        if (constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique) {
            boolean primary = constraint instanceof Constraint.PrimaryKey;
            function = primary ? ".PrimaryKeyConstraint" : ".UniqueConstraint";
            constraint.columns().forEach(column -> arguments.add(quotes.code(column)));
            if (constraint instanceof Constraint.Unique unique && !uniqueOptions(unique, named)) {
                return Optional.empty();
            }
        } else if (constraint instanceof Constraint.ForeignKey key && key.validated()) {
            function = ".ForeignKeyConstraint";
            arguments.add(quotes.codes(key.columns()));
            List<String> remote = new ArrayList<>();
            for (String column : key.referencedColumns()) {
                remote.add(key.referencedTable() + "." + column);
            }
            arguments.add(quotes.codes(remote));
            keyOptions(key, named);
            if (remote.isEmpty()) {
                return Optional.empty();
            }
        } else if (constraint instanceof Constraint.Check check && check.validated()) {
            function = ".CheckConstraint";
            arguments.add(quotes.code(check.expression()));
        } else {
            return Optional.empty();
        }
        if (constraint.name() != null) {
            named.put("name", quotes.code(constraint.name()));
        }
        return Optional.of(PythonCode.call(sa + function, arguments, named));
    }

    private Optional<PythonCode> addConstraint(Operation.AddConstraint add, @Nullable String batch) {
        Constraint constraint = add.constraint();
        if (constraint.name() == null) {
            return Optional.empty();
        }
        Map<String, PythonCode> named = new LinkedHashMap<>();
        List<PythonCode> arguments = new ArrayList<>();
        arguments.add(quotes.code(constraint.name()));
        if (batch == null) {
            arguments.add(quotes.code(add.table().name()));
        }
        String function;
        if (constraint instanceof Constraint.PrimaryKey key) {
            function = "create_primary_key";
            arguments.add(quotes.codes(key.columns()));
        } else if (constraint instanceof Constraint.Unique unique && uniqueOptions(unique, named)) {
            function = "create_unique_constraint";
            arguments.add(quotes.codes(unique.columns()));
        } else if (constraint instanceof Constraint.Check check && check.validated()) {
            function = "create_check_constraint";
            arguments.add(quotes.code(check.expression()));
        } else if (constraint instanceof Constraint.ForeignKey key
                && key.validated()
                && !key.referencedColumns().isEmpty()) {
            function = "create_foreign_key";
            arguments.add(quotes.code(key.referencedTable().name()));
            arguments.add(quotes.codes(key.columns()));
            arguments.add(quotes.codes(key.referencedColumns()));
            keyOptions(key, named);
            if (key.referencedTable().schema() != null) {
                named.put("referent_schema", quotes.code(key.referencedTable().schema()));
            }
        } else {
            return Optional.empty();
        }
        if (batch == null && add.table().schema() != null) {
            String keyword = constraint instanceof Constraint.ForeignKey ? "source_schema" : "schema";
            named.put(keyword, quotes.code(add.table().schema()));
        }
        return Optional.of(PythonCode.call((batch == null ? names.op() : batch) + "." + function, arguments, named));
    }

    private boolean uniqueOptions(Constraint.Unique unique, Map<String, PythonCode> named) {
        deferred(unique.deferrable(), unique.initiallyDeferred(), named);
        if (unique.nullsNotDistinct() && target.dialect() == Dialect.POSTGRESQL) {
            named.put("postgresql_nulls_not_distinct", truth(true));
        }
        return true;
    }

    private void keyOptions(Constraint.ForeignKey key, Map<String, PythonCode> named) {
        if (key.onDelete() != ReferentialAction.NO_ACTION) {
            named.put("ondelete", quotes.code(key.onDelete().sql()));
        }
        if (key.onUpdate() != ReferentialAction.NO_ACTION) {
            named.put("onupdate", quotes.code(key.onUpdate().sql()));
        }
        deferred(key.deferrable(), key.initiallyDeferred(), named);
    }

    private void deferred(boolean deferrable, boolean initially, Map<String, PythonCode> named) {
        if (deferrable) {
            named.put("deferrable", truth(true));
        }
        if (initially) {
            named.put("initially", quotes.code("DEFERRED"));
        }
    }

    private PythonCode dropConstraint(Operation.DropConstraint drop, String name, @Nullable String batch) {
        Map<String, PythonCode> named = new LinkedHashMap<>();
        String type = drop.kind() == null
                ? null
                : switch (drop.kind()) {
                    case PRIMARY_KEY -> "primary";
                    case FOREIGN_KEY -> "foreignkey";
                    case UNIQUE -> "unique";
                    case CHECK -> "check";
                    case EXCLUSION -> null;
                };
        if (type != null) {
            named.put("type_", quotes.code(type));
        }
        if (batch != null) {
            return PythonCode.call(batch + ".drop_constraint", List.of(quotes.code(name)), named);
        }
        return PythonCode.call(
                names.op() + ".drop_constraint",
                List.of(quotes.code(name), quotes.code(drop.table().name())),
                schema(drop.table(), named));
    }

    // ---- enum types

    /** {@code sa.Enum(…, name=…).create(op.get_bind(), checkfirst=True)}. */
    private PythonCode createEnum(QualifiedName name, List<String> labels) {
        List<PythonCode> arguments = new ArrayList<>();
        labels.forEach(label -> arguments.add(quotes.code(label)));
        arguments.add(PythonCode.keyword("name", quotes.code(name.name())));
        if (name.schema() != null) {
            arguments.add(PythonCode.keyword("schema", quotes.code(name.schema())));
        }
        String tail = ").create(" + names.op() + ".get_bind(), checkfirst=True)";
        return new PythonCode.Group(names.sqlalchemy() + ".Enum(", arguments, tail, false);
    }
}
