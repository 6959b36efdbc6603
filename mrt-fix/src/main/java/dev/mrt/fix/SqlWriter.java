// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.operation.TableChange;
import dev.mrt.rendering.Sql;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes operations as SQL of one dialect; an empty answer says that there is no statement for it. */
final class SqlWriter {

    private static final Pattern COLUMNS_FIRST = Pattern.compile("^\\([^()]*\\) AS ", Pattern.DOTALL);

    private final Dialect dialect;

    SqlWriter(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The statements for an operation, without semicolons. */
    List<String> statements(Operation operation) {
        if (operation instanceof Operation.CreateObject create) {
            return create(create.object());
        } else if (operation instanceof Operation.DropObject drop) {
            return List.of("DROP " + kind(drop.object().kind()) + " " + (drop.ifExists() ? "IF EXISTS " : "")
                    + name(drop.object()));
        } else if (operation instanceof Operation.RenameObject rename) {
            return List.of("ALTER " + kind(rename.object().kind()) + " "
                    + name(rename.object().name()) + " RENAME TO " + quote(rename.newName()));
        } else if (operation instanceof Operation.RenameEnumValue rename) {
            return List.of("ALTER TYPE " + name(rename.type()) + " RENAME VALUE " + Sql.text(dialect, rename.value())
                    + " TO " + Sql.text(dialect, rename.newValue()));
        } else if (operation instanceof Operation.RenameIndex rename) {
            return dialect.isMysqlFamily() && rename.table() != null
                    ? List.of(alter(rename.table()) + "RENAME INDEX "
                            + quote(rename.name().name()) + " TO " + quote(rename.newName()))
                    : List.of("ALTER INDEX " + name(rename.name()) + " RENAME TO " + quote(rename.newName()));
        } else if (operation instanceof Operation.RenameConstraint rename) {
            return List.of(alter(rename.table()) + "RENAME CONSTRAINT " + quote(rename.name()) + " TO "
                    + quote(rename.newName()));
        } else if (operation instanceof Operation.RenameTable rename) {
            return List.of(alter(rename.table()) + "RENAME TO "
                    + quote(rename.newName().name()));
        } else if (operation instanceof Operation.CreateTable table) {
            return List.of(createTable(table));
        } else if (operation instanceof Operation.DropTable drop) {
            return List.of("DROP TABLE " + name(drop.table()));
        } else if (operation instanceof Operation.AlterTable change && change.kind() == TableChange.COMMENT) {
            return List.of("COMMENT ON TABLE " + name(change.table()) + " IS "
                    + (change.detail().isEmpty() ? "NULL" : Sql.text(dialect, change.detail())));
        }
        return onColumns(operation);
    }

    private List<String> onColumns(Operation operation) {
        if (operation instanceof Operation.AddColumn add) {
            return List.of(alter(add.table()) + "ADD COLUMN " + column(add.column()));
        } else if (operation instanceof Operation.DropColumn drop) {
            return List.of(alter(drop.table()) + "DROP COLUMN " + quote(drop.column()));
        } else if (operation instanceof Operation.RenameColumn rename) {
            return List.of(alter(rename.table()) + "RENAME COLUMN " + quote(rename.column()) + " TO "
                    + quote(rename.newName()));
        } else if (operation instanceof Operation.AlterColumn alter) {
            return alterColumn(alter);
        } else if (operation instanceof Operation.CreateIndex create) {
            return List.of(createIndex(create));
        } else if (operation instanceof Operation.DropIndex drop) {
            return dialect.isMysqlFamily() && drop.table() != null
                    ? List.of(alter(drop.table()) + "DROP INDEX "
                            + quote(drop.name().name()))
                    : List.of("DROP INDEX " + (drop.concurrently() ? "CONCURRENTLY " : "") + name(drop.name()));
        } else if (operation instanceof Operation.AddConstraint add) {
            return List.of(alter(add.table()) + "ADD " + constraint(add.constraint()));
        } else if (operation instanceof Operation.DropConstraint drop && drop.name() != null) {
            return List.of(alter(drop.table()) + "DROP CONSTRAINT " + quote(drop.name()));
        }
        return List.of();
    }

    private String alter(QualifiedName table) {
        return "ALTER TABLE " + name(table) + " ";
    }

    private List<String> alterColumn(Operation.AlterColumn alter) {
        if (dialect != Dialect.POSTGRESQL) {
            return List.of();
        }
        String head = alter(alter.table()) + "ALTER COLUMN " + quote(alter.column()) + " ";
        List<String> statements = new ArrayList<>();
        if (alter.type() != null) {
            statements.add(
                    head + "TYPE " + alter.type().text() + (alter.using() == null ? "" : " USING " + alter.using()));
        }
        if (alter.nullable() != null) {
            statements.add(head + (alter.nullable().isFalse() ? "SET" : "DROP") + " NOT NULL");
        }
        ServerDefault value = alter.serverDefault();
        if (value != null) {
            statements.add(head + (value.isPresent() ? "SET DEFAULT " + value.text() : "DROP DEFAULT"));
        }
        if (alter.comment() != null) {
            statements.add("COMMENT ON COLUMN " + name(alter.table()) + "." + quote(alter.column()) + " IS "
                    + (alter.comment().isEmpty() ? "NULL" : Sql.text(dialect, alter.comment())));
        }
        return statements;
    }

    private String createTable(Operation.CreateTable table) {
        List<String> parts = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            parts.add(column(column));
        }
        for (Constraint constraint : table.constraints()) {
            parts.add(constraint(constraint));
        }
        return "CREATE TABLE " + name(table.table()) + " (" + String.join(", ", parts) + ")";
    }

    private String column(ColumnDefinition column) {
        String type = column.type().text();
        String numbered = "";
        if (column.identity() == Identity.SERIAL) {
            type = type.equals("bigint") ? "bigserial" : type.equals("smallint") ? "smallserial" : "serial";
        } else if (column.identity() == Identity.AUTO_INCREMENT && dialect.isMysqlFamily()) {
            numbered = " AUTO_INCREMENT";
        } else if (column.identity() == Identity.BY_DEFAULT) {
            numbered = " GENERATED BY DEFAULT AS IDENTITY";
        } else if (column.identity() == Identity.ALWAYS) {
            numbered = " GENERATED ALWAYS AS IDENTITY";
        }
        String generated = column.generated() == null
                ? ""
                : " GENERATED ALWAYS AS (" + column.generated().expression() + ")"
                        + (column.generated().stored() ? " STORED" : "");
        return quote(column.name()) + " " + type + numbered + generated
                + (column.serverDefault().isPresent()
                        ? " DEFAULT " + column.serverDefault().text()
                        : "")
                + (column.nullable().isFalse() ? " NOT NULL" : "");
    }

    private String createIndex(Operation.CreateIndex create) {
        Index index = create.index();
        List<String> parts = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            parts.add(part(part));
        }
        List<String> include = index.include().stream().map(this::quote).toList();
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + (create.concurrently() ? "CONCURRENTLY " : "")
                + (index.name() == null ? "" : quote(index.name()) + " ") + "ON " + name(create.table())
                + (isDefault(index.method()) ? "" : " USING " + index.method())
                + " (" + String.join(", ", parts) + ")"
                + (include.isEmpty() ? "" : " INCLUDE (" + String.join(", ", include) + ")")
                + (index.predicate() == null ? "" : " WHERE " + index.predicate());
    }

    static boolean isDefault(String method) {
        return method.isEmpty() || method.equals("btree");
    }

    /** One indexed column or expression with all that belongs to it. */
    String part(Index.Part part) {
        String subject = part.column() != null ? quote(part.column()) : expression(part.expression());
        return subject + (part.options().isEmpty() ? "" : " " + part.options()) + (part.descending() ? " DESC" : "");
    }

    private static String expression(@org.jspecify.annotations.Nullable String expression) {
        String text = expression == null ? "" : expression.trim();
        boolean function = text.matches("(?s)\\w+\\(.*\\)") && text.indexOf(')') == text.length() - 1;
        return function || text.startsWith("(") ? text : "(" + text + ")";
    }

    private String constraint(Constraint constraint) {
        String head = constraint.name() == null ? "" : "CONSTRAINT " + quote(constraint.name()) + " ";
        if (constraint instanceof Constraint.PrimaryKey key) {
            return head + "PRIMARY KEY " + columns(key.columns());
        } else if (constraint instanceof Constraint.Unique unique) {
            return head + "UNIQUE " + (unique.nullsNotDistinct() ? "NULLS NOT DISTINCT " : "")
                    + columns(unique.columns()) + deferred(unique.deferrable(), unique.initiallyDeferred());
        } else if (constraint instanceof Constraint.Check check) {
            return head + "CHECK (" + check.expression() + ")" + (check.validated() ? "" : " NOT VALID");
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            return head + "EXCLUDE " + exclusion.definition();
        }
        Constraint.ForeignKey key = (Constraint.ForeignKey) constraint;
        return head + "FOREIGN KEY " + columns(key.columns()) + " REFERENCES " + name(key.referencedTable())
                + (key.referencedColumns().isEmpty() ? "" : " " + columns(key.referencedColumns()))
                + (key.onDelete() == ReferentialAction.NO_ACTION
                        ? ""
                        : " ON DELETE " + key.onDelete().sql())
                + (key.onUpdate() == ReferentialAction.NO_ACTION
                        ? ""
                        : " ON UPDATE " + key.onUpdate().sql())
                + deferred(key.deferrable(), key.initiallyDeferred())
                + (key.validated() ? "" : " NOT VALID");
    }

    private static String deferred(boolean deferrable, boolean initially) {
        return (deferrable ? " DEFERRABLE" : "") + (initially ? " INITIALLY DEFERRED" : "");
    }

    private String columns(List<String> names) {
        return "(" + String.join(", ", names.stream().map(this::quote).toList()) + ")";
    }

    // ---- other objects

    private List<String> create(SchemaObject object) {
        ObjectKey key = object.key();
        String head = "CREATE " + kind(key.kind()) + " ";
        if (object instanceof EnumType type) {
            List<String> labels = type.labels().stream()
                    .map(label -> Sql.text(dialect, label))
                    .toList();
            return List.of(head + name(type.name()) + " AS ENUM (" + String.join(", ", labels) + ")");
        } else if (object instanceof SchemaObject.Sequence sequence) {
            return List.of(
                    head + name(sequence.name()) + (sequence.options().isEmpty() ? "" : " " + sequence.options()));
        }
        String definition = ((SchemaObject.Defined) object).definition();
        if (definition.contains("--")) {
            return List.of(); // its lines may have been joined, so that the comment would swallow what follows
        }
        String own = isOnTable(key.kind()) ? quote(ownName(key)) : name(key.name());
        String link = switch (key.kind()) {
            case VIEW, MATERIALIZED_VIEW -> COLUMNS_FIRST.matcher(definition).find() ? " " : " AS ";
            default -> definition.isEmpty() || definition.startsWith("(") ? "" : " ";
        };
        return List.of(head + own + link + definition);
    }

    private static boolean isOnTable(ObjectKind kind) {
        return kind == ObjectKind.TRIGGER || kind == ObjectKind.POLICY || kind == ObjectKind.RULE;
    }

    private static String ownName(ObjectKey key) {
        return key.name().name().substring(key.name().name().indexOf('.') + 1);
    }

    private String name(ObjectKey key) {
        String full = key.name().name();
        int dot = full.indexOf('.');
        if (!isOnTable(key.kind()) || dot < 0) {
            return name(key.name());
        }
        boolean onTable = !dialect.isMysqlFamily() && dialect != Dialect.SQLITE;
        return quote(full.substring(dot + 1))
                + (onTable ? " ON " + name(key.name().withName(full.substring(0, dot))) : "");
    }

    private static String kind(ObjectKind kind) {
        return kind == ObjectKind.ENUM_TYPE ? "TYPE" : kind.words().toUpperCase(Locale.ROOT);
    }

    // ---- names and texts

    /** A name, quoted where it must be. */
    String name(QualifiedName name) {
        return Sql.readableName(dialect, name);
    }

    /** One part of a name, quoted where it must be. */
    String quote(String part) {
        return Sql.readableName(dialect, part);
    }
}
