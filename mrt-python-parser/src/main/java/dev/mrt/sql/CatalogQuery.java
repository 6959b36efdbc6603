// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.sql;

import dev.mrt.migration.Condition;
import dev.mrt.migration.Condition.Part;
import dev.mrt.migration.Condition.PartKind;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which object a query of PostgreSQL's catalog or of the information schema asks for. */
final class CatalogQuery {

    private CatalogQuery() {}

    /** What {@code EXISTS (query)} asks; text is the test as written. */
    static Guard read(Cursor query, String text) {
        Cursor cursor = query.remaining();
        if (!cursor.seek("FROM")) {
            return Guard.of(new Condition.Unknown(text));
        }
        cursor.next();
        if (!cursor.isName()) {
            return Guard.of(new Condition.DependsOnData(text));
        }
        QualifiedName source;
        try {
            source = cursor.qualifiedName();
        } catch (NotReadException e) {
            return Guard.of(new Condition.Unknown(text));
        }
        String schema = source.schema() == null ? "" : source.schema().toLowerCase(Locale.ROOT);
        String catalog = source.name().toLowerCase(Locale.ROOT);
        boolean isCatalog = schema.equals("information_schema") || catalog.startsWith("pg_");
        if (!isCatalog) {
            return Guard.of(new Condition.DependsOnData(text));
        }
        Map<String, Cursor> equal = equalities(cursor);
        Guard guard = guard(catalog, equal, text);
        return guard == null ? Guard.of(new Condition.Unknown(text)) : guard;
    }

    private static @Nullable Guard guard(String catalog, Map<String, Cursor> equal, String text) {
        return switch (catalog) {
            case "tables", "pg_tables" -> object(null, equal, "table_name", "tablename");
            case "pg_class" -> object(relationKind(equal), equal, "relname");
            case "columns" -> part(PartKind.COLUMN, equal, text, "column_name", "table_name");
            case "pg_attribute" -> part(PartKind.COLUMN, equal, text, "attname", "attrelid");
            case "table_constraints",
                    "constraint_column_usage",
                    "constraint_table_usage",
                    "key_column_usage",
                    "check_constraints",
                    "referential_constraints" ->
                part(PartKind.CONSTRAINT, equal, text, "constraint_name", "table_name");
            case "pg_constraint" -> part(PartKind.CONSTRAINT, equal, text, "conname", "conrelid");
            case "pg_indexes" -> part(PartKind.INDEX, equal, text, "indexname", "tablename");
            case "pg_stat_user_indexes", "pg_stat_all_indexes" ->
                part(PartKind.INDEX, equal, text, "indexrelname", "relname");
            case "pg_type" -> equal.containsKey("enumlabel") ? null : object(ObjectKind.ENUM_TYPE, equal, "typname");
            case "pg_extension" -> object(ObjectKind.EXTENSION, equal, "extname");
            case "pg_namespace" -> object(ObjectKind.SCHEMA, equal, "nspname");
            case "schemata" -> object(ObjectKind.SCHEMA, equal, "schema_name");
            case "pg_proc" -> object(ObjectKind.FUNCTION, equal, "proname");
            case "routines" -> object(ObjectKind.FUNCTION, equal, "routine_name");
            case "pg_views", "views" -> object(ObjectKind.VIEW, equal, "viewname", "table_name");
            case "pg_matviews" -> object(ObjectKind.MATERIALIZED_VIEW, equal, "matviewname");
            case "pg_sequences", "sequences" -> object(ObjectKind.SEQUENCE, equal, "sequencename", "sequence_name");
            case "pg_trigger" -> onTable(ObjectKind.TRIGGER, equal, "tgname", "tgrelid");
            case "triggers" -> onTable(ObjectKind.TRIGGER, equal, "trigger_name", "event_object_table");
            case "pg_policies" -> onTable(ObjectKind.POLICY, equal, "policyname", "tablename");
            case "pg_policy" -> onTable(ObjectKind.POLICY, equal, "polname", "polrelid");
            case "pg_roles", "pg_authid" -> object(ObjectKind.OTHER, equal, "rolname");
            case "pg_user" -> object(ObjectKind.OTHER, equal, "usename");
            case "pg_database" -> object(ObjectKind.DATABASE, equal, "datname");
            case "pg_publication" -> object(ObjectKind.OTHER, equal, "pubname");
            default -> null;
        };
    }

    /** The kind that {@code relkind} asks for; a table where it does not ask. */
    private static @Nullable ObjectKind relationKind(Map<String, Cursor> equal) {
        Cursor kind = equal.get("relkind");
        if (kind == null) {
            return null;
        }
        return switch (kind.remaining().string()) {
            case "S" -> ObjectKind.SEQUENCE;
            case "v" -> ObjectKind.VIEW;
            case "m" -> ObjectKind.MATERIALIZED_VIEW;
            default -> null;
        };
    }

    private static @Nullable Guard object(@Nullable ObjectKind kind, Map<String, Cursor> equal, String... columns) {
        for (String column : columns) {
            Cursor value = equal.get(column);
            if (value != null) {
                String name = value.remaining().string();
                return known(name) ? Guard.of(new Condition.Exists(kind, QualifiedName.of(name), null)) : null;
            }
        }
        return null;
    }

    private static @Nullable Guard onTable(
            ObjectKind kind, Map<String, Cursor> equal, String nameColumn, String tableColumn) {
        Cursor name = equal.get(nameColumn);
        Cursor table = equal.get(tableColumn);
        if (name == null || table == null) {
            return null;
        }
        QualifiedName key =
                ObjectNames.onTable(QualifiedName.of(name.remaining().string()), name(table.remaining()));
        return known(key.name()) ? Guard.of(new Condition.Exists(kind, key, null)) : null;
    }

    private static @Nullable Guard part(
            PartKind kind, Map<String, Cursor> equal, String text, String nameColumn, String tableColumn) {
        Cursor value = equal.get(nameColumn);
        if (value == null || !known(value.remaining().string())) {
            return null;
        }
        Part part = new Part(kind, value.remaining().string());
        Cursor table = equal.get(tableColumn);
        if (table == null) {
            return new Guard(null, part, false, text);
        }
        QualifiedName name = name(table.remaining());
        return known(name.name()) ? Guard.of(new Condition.Exists(null, name, part)) : null;
    }

    private static boolean known(String name) {
        return name.indexOf(Lexer.UNKNOWN_PIECE) < 0;
    }

    /** The name in a string; one that {@code ::regclass} follows is folded and split as a name in SQL. */
    static QualifiedName name(Cursor value) {
        String written = value.string();
        if (written.indexOf('"') < 0 && written.indexOf('.') < 0) {
            return QualifiedName.of(written);
        }
        int dot = written.lastIndexOf('.');
        String schema = dot < 0 ? null : written.substring(0, dot).replace("\"", "");
        return new QualifiedName(schema, written.substring(dot + 1).replace("\"", ""));
    }

    /** The comparisons {@code column = 'value'}, by the column's name in lower case; the cursors stand at the strings. */
    private static Map<String, Cursor> equalities(Cursor cursor) {
        Map<String, Cursor> equal = new HashMap<>();
        while (!cursor.atEnd()) {
            if (cursor.isKind(Token.Kind.WORD)) {
                String column = cursor.keyword().toLowerCase(Locale.ROOT);
                cursor.next();
                cursor.acceptSymbol(")");
                boolean compares = cursor.acceptSymbol("=") || cursor.acceptAny("LIKE", "ILIKE");
                if (compares && cursor.isKind(Token.Kind.STRING)) {
                    equal.putIfAbsent(column, cursor.remaining());
                } else if (compares && cursor.isAny("TO_REGCLASS") && cursor.isSymbol(1, "(")) {
                    cursor.next();
                    Cursor argument = cursor.group();
                    if (argument.isKind(Token.Kind.STRING)) {
                        equal.putIfAbsent(column, argument);
                    }
                }
            } else {
                cursor.next();
            }
        }
        return equal;
    }
}
