// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.operation.Operation;
import dev.mrt.operation.SqlEffect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Directives that well-known packages add to {@code op}: alembic_utils, alembic-postgresql-enum, and the replaceable objects of
 * Alembic's cookbook.
 */
final class Extensions {

    /** Performs a directive; false where it is of no package that is known here. */
    boolean perform(String name, Directives.@Nullable Batch batch, Emitter to) {
        Value first = to.call().argument(0);
        switch (name) {
            case "create_entity" -> createEntity(first, false, to);
            case "replace_entity" -> createEntity(first, true, to);
            case "drop_entity" -> dropEntity(first, to);
            case "sync_enum_values" -> syncEnum(to);
            default -> {
                return replaceable(name, first, to);
            }
        }
        return true;
    }

    /**
     * Functions of sqlalchemy_searchable that keep a search column up to date with a trigger.
     *
     * @return false where the call is none of these
     */
    static boolean searchTrigger(CallValue call, Emitter to) {
        boolean creates = call.name().equals("sync_trigger");
        QualifiedName known = Tables.of(call.argument(1));
        String table = known == null ? Values.name(call.argument(1, "table_name")) : known.name();
        String column = Values.name(call.argument(2, "tsvector_column"));
        if (!creates && !call.name().equals("drop_trigger") || table == null || column == null) {
            return false;
        }
        ObjectKey function = new ObjectKey(ObjectKind.FUNCTION, QualifiedName.of(table + "_" + column + "_update"));
        ObjectKey trigger =
                new ObjectKey(ObjectKind.TRIGGER, QualifiedName.of(table + "." + table + "_" + column + "_trigger"));
        QualifiedName owner = QualifiedName.of(table);
        if (creates) {
            to.emit(new Operation.CreateObject(new SchemaObject.Defined(function, "", List.of()), true, false));
            to.emit(new Operation.CreateObject(new SchemaObject.Defined(trigger, "", List.of(owner)), true, false));
            to.emit(new Operation.UpdateRows(owner, List.of(new Operation.Assignment(column, "?")), ""));
        } else {
            to.emit(new Operation.DropObject(trigger, owner, true, false));
            to.emit(new Operation.DropObject(function, null, true, false));
        }
        return true;
    }

    /** What an entity of alembic_utils is: a name, a kind, perhaps a table, and its SQL. */
    private record Entity(
            ObjectKind kind, QualifiedName name, @Nullable QualifiedName table, String definition) {

        ObjectKey key() {
            QualifiedName full = table == null ? name : name.withName(table.name() + "." + name.name());
            return new ObjectKey(kind, full);
        }
    }

    private static @Nullable Entity entity(@Nullable Value value) {
        if (!(value instanceof CallValue call)) {
            return null;
        }
        ObjectKind kind = switch (call.name()) {
            case "PGFunction" -> ObjectKind.FUNCTION;
            case "PGTrigger" -> ObjectKind.TRIGGER;
            case "PGView" -> ObjectKind.VIEW;
            case "PGMaterializedView" -> ObjectKind.MATERIALIZED_VIEW;
            case "PGExtension" -> ObjectKind.EXTENSION;
            case "PGPolicy" -> ObjectKind.POLICY;
            default -> null;
        };
        String schema = Values.name(call.argument(0, "schema"));
        String signature = Values.name(call.argument(1, "signature"));
        if (kind == null || signature == null) {
            return null;
        }
        int arguments = signature.indexOf('(');
        String name = arguments < 0 ? signature : signature.substring(0, arguments);
        String publicless = "public".equals(schema) ? null : schema;
        Text definition = Values.text(call.argument(2, "definition"));
        String table = Values.name(call.keyword("on_entity"));
        QualifiedName owner = table == null ? null : qualified(table);
        return new Entity(
                kind,
                new QualifiedName(owner == null ? publicless : owner.schema(), name.trim()),
                owner,
                definition == null ? "" : SqlText.sql(definition));
    }

    private static QualifiedName qualified(String name) {
        int dot = name.lastIndexOf('.');
        String schema = dot < 0 || name.startsWith("public.") ? null : name.substring(0, dot);
        return new QualifiedName(schema, name.substring(dot + 1));
    }

    private static boolean isGrant(@Nullable Value value) {
        return value instanceof CallValue call && call.name().startsWith("PGGrant");
    }

    private static void createEntity(@Nullable Value value, boolean replace, Emitter to) {
        Entity entity = entity(value);
        if (entity != null) {
            to.emit(new Operation.CreateObject(
                    new SchemaObject.Defined(entity.key(), entity.definition(), List.of()), replace, false));
        } else if (isGrant(value)) {
            to.emit(new Operation.ExecuteSql("GRANT …", SqlEffect.HARMLESS));
        } else {
            to.opaque("the entity is not known");
        }
    }

    private static void dropEntity(@Nullable Value value, Emitter to) {
        Entity entity = entity(value);
        if (entity != null) {
            to.emit(new Operation.DropObject(
                    entity.key(), entity.table(), false, Values.isTrue(to.call().keyword("cascade"))));
        } else if (isGrant(value)) {
            to.emit(new Operation.ExecuteSql("REVOKE …", SqlEffect.HARMLESS));
        } else {
            to.opaque("the entity is not known");
        }
    }

    /**
     * {@code op.create_view(ReplaceableObject("name", "SELECT …"))}, as Alembic's cookbook defines it.
     *
     * @see <a href="https://alembic.sqlalchemy.org/en/latest/cookbook.html#replaceable-objects">Replaceable Objects</a>
     */
    private static boolean replaceable(String directive, @Nullable Value object, Emitter to) {
        int kindAt = directive.lastIndexOf('_') + 1;
        String head = switch (directive.substring(kindAt)) {
            case "view" -> "VIEW ";
            case "sp", "function" -> "FUNCTION ";
            case "trigger" -> "TRIGGER ";
            default -> "";
        };
        Text name = part(object, 0, "name");
        Text body = part(object, 1, "sqltext");
        if (head.isEmpty() || name == null || body == null) {
            return false;
        }
        String verb = directive.substring(0, Math.max(0, kindAt - 1));
        String between = head.equals("VIEW ") ? " AS " : " ";
        switch (verb) {
            case "create" -> to.sql(definition("CREATE " + head, name, between, body));
            case "create_or_replace", "replace" -> to.sql(definition("CREATE OR REPLACE " + head, name, between, body));
            case "drop" -> to.sql(Text.of("DROP " + head).plus(name));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Text definition(String head, Text name, String between, Text body) {
        return new Text.Builder()
                .append(head)
                .append(name)
                .append(between)
                .append(body)
                .build();
    }

    private static @Nullable Text part(@Nullable Value object, int position, String name) {
        if (object instanceof CallValue call) {
            return Values.text(call.argument(position, name));
        }
        return object instanceof InstanceValue instance ? Values.text(instance.attribute(name)) : null;
    }

    /** {@code op.sync_enum_values(schema, name, new_values, affected_columns)} makes the type anew. */
    private static void syncEnum(Emitter to) {
        CallValue call = to.call();
        boolean withSchema = call.keyword("enum_schema") != null || call.argument(0, "schema") != null;
        String schema = Values.name(
                call.keyword("enum_schema") == null ? call.argument(0, "schema") : call.keyword("enum_schema"));
        String name = Values.name(call.argument(1, "enum_name"));
        List<String> labels = Values.names(call.argument(2, "new_values"));
        if (!withSchema || name == null || labels == null) {
            to.opaque("the enum type or its labels are not known");
            return;
        }
        QualifiedName type = new QualifiedName("public".equals(schema) ? null : schema, name);
        to.emit(new Operation.CreateObject(new EnumType(type, labels), true, false));
    }
}
