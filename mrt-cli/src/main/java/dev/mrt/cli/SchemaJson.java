// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.cli.format.JsonWriter;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes a schema as members of a JSON object: {@code tables}, then a list for each kind of object. */
final class SchemaJson {

    /** The members beside {@code tables}, in the order in which they are written: one for each kind of object. */
    private static final List<Member> MEMBERS = List.of(
            new Member(ObjectKind.ENUM_TYPE, "enums"),
            new Member(ObjectKind.VIEW, "views"),
            new Member(ObjectKind.MATERIALIZED_VIEW, "materialized_views"),
            new Member(ObjectKind.SEQUENCE, "sequences"),
            new Member(ObjectKind.FUNCTION, "functions"),
            new Member(ObjectKind.PROCEDURE, "procedures"),
            new Member(ObjectKind.AGGREGATE, "aggregates"),
            new Member(ObjectKind.TRIGGER, "triggers"),
            new Member(ObjectKind.TYPE, "types"),
            new Member(ObjectKind.EXTENSION, "extensions"),
            new Member(ObjectKind.SCHEMA, "schemas"),
            new Member(ObjectKind.DATABASE, "databases"),
            new Member(ObjectKind.POLICY, "policies"),
            new Member(ObjectKind.RULE, "rules"),
            new Member(ObjectKind.STATISTICS, "statistics"),
            new Member(ObjectKind.EVENT_TRIGGER, "event_triggers"),
            new Member(ObjectKind.OTHER, "others"));

    private final JsonWriter json;

    SchemaJson(JsonWriter json) {
        this.json = json;
    }

    void write(Schema schema) throws IOException {
        json.beginArray("tables");
        for (Table table : schema.tables()) {
            table(table);
        }
        json.endArray();
        for (Member member : MEMBERS) {
            json.beginArray(member.name());
            for (SchemaObject object : schema.objects()) {
                if (object.key().kind() == member.kind()) {
                    object(object);
                }
            }
            json.endArray();
        }
    }

    private void table(Table table) throws IOException {
        json.beginObject().member("name", table.name().toString());
        json.beginArray("columns");
        for (Column column : table.columns()) {
            column(column);
        }
        json.endArray().beginArray("constraints");
        for (Constraint constraint : table.constraints()) {
            constraint(constraint);
        }
        json.endArray().beginArray("indexes");
        for (Index index : table.indexes()) {
            index(index);
        }
        json.endArray().member("complete", table.complete()).endObject();
    }

    private void column(Column column) throws IOException {
        json.beginObject()
                .member("name", column.name())
                .member("type", column.type().toString());
        if (column.nullable() == Truth.UNKNOWN) {
            json.member("nullable", (String) null);
        } else {
            json.member("nullable", column.nullable().isTrue());
        }
        json.member(
                "default",
                column.serverDefault().isPresent() ? column.serverDefault().text() : null);
        if (column.identity() != Identity.NONE) {
            json.member("identity", words(column.identity()));
        }
        if (column.generated() != null) {
            json.member("generated", column.generated().expression());
        }
        json.endObject();
    }

    private void constraint(Constraint constraint) throws IOException {
        json.beginObject()
                .member("name", constraint.name())
                .member("kind", words(constraint.kind()))
                .member("columns", constraint.columns());
        if (constraint instanceof Constraint.ForeignKey key) {
            json.member("references", key.referencedTable().toString())
                    .member("referenced_columns", key.referencedColumns())
                    .member("on_delete", words(key.onDelete()))
                    .member("on_update", words(key.onUpdate()));
        } else if (constraint instanceof Constraint.Check check) {
            json.member("expression", check.expression());
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            json.member("definition", exclusion.definition());
        }
        json.endObject();
    }

    private void index(Index index) throws IOException {
        json.beginObject().member("name", index.name()).member("unique", index.unique());
        json.beginArray("parts");
        for (Index.Part part : index.parts()) {
            json.beginObject();
            if (part.column() == null) {
                json.member("expression", part.expression());
            } else {
                json.member("column", part.column());
            }
            if (part.descending()) {
                json.member("descending", true);
            }
            if (!part.options().isEmpty()) {
                json.member("options", part.options());
            }
            json.endObject();
        }
        json.endArray()
                .member("method", index.method().isEmpty() ? null : index.method())
                .member("predicate", index.predicate())
                .member("include", index.include())
                .endObject();
    }

    private void object(SchemaObject object) throws IOException {
        json.beginObject().member("name", object.key().name().toString());
        if (object instanceof EnumType type) {
            json.member("labels", type.labels());
        } else if (object instanceof SchemaObject.Sequence sequence) {
            json.member("owned_by", sequence.ownedBy()).member("options", sequence.options());
        } else if (object instanceof SchemaObject.Defined defined) {
            json.member("definition", defined.definition().isEmpty() ? null : defined.definition());
        }
        json.endObject();
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private record Member(ObjectKind kind, String name) {}
}
