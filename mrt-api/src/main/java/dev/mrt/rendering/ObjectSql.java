// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rendering;

import dev.mrt.operation.Operation;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements for objects other than tables, which frameworks make on PostgreSQL only. */
record ObjectSql(Definitions definitions) {

    List<String> statements(Operation operation) {
        if (operation instanceof Operation.CreateObject create) {
            return create(create);
        } else if (operation instanceof Operation.DropObject drop) {
            return drop(drop);
        } else if (operation instanceof Operation.RenameObject rename) {
            return onPostgresql("ALTER " + words(rename.object()) + " "
                    + definitions.name(rename.object().name()) + " RENAME TO " + definitions.name(rename.newName()));
        } else if (operation instanceof Operation.AddEnumValue add) {
            return onPostgresql("ALTER TYPE " + definitions.name(add.type()) + " ADD VALUE "
                    + (add.ifNotExists() ? "IF NOT EXISTS " : "") + definitions.text(add.value())
                    + place(" BEFORE ", add.before()) + place(" AFTER ", add.after()));
        } else if (operation instanceof Operation.RenameEnumValue rename) {
            return onPostgresql("ALTER TYPE " + definitions.name(rename.type()) + " RENAME VALUE "
                    + definitions.text(rename.value()) + " TO " + definitions.text(rename.newValue()));
        } else if (operation instanceof Operation.SetParameter set) {
            return onPostgresql("SET " + (set.local() ? "LOCAL " : "") + set.name() + " = " + set.value());
        }
        throw NotRenderedException.refused(
                "what it does to an object of the database is known by its text only: " + operation);
    }

    private List<String> create(Operation.CreateObject create) {
        SchemaObject object = create.object();
        if (object instanceof EnumType type) {
            return create(type);
        }
        String ifNotExists = create.ifNotExists() ? "IF NOT EXISTS " : "";
        if (object instanceof SchemaObject.Sequence sequence) {
            return onPostgresql(
                    ("CREATE SEQUENCE " + ifNotExists + definitions.name(sequence.name()) + " " + sequence.options())
                            .strip());
        }
        ObjectKind kind = object.key().kind();
        if (kind == ObjectKind.SCHEMA || kind == ObjectKind.EXTENSION) {
            return onPostgresql("CREATE " + kind + " " + ifNotExists
                    + definitions.name(object.key().name()));
        }
        throw NotRenderedException.refused("the definition of " + object.key() + " is not rendered");
    }

    /** Databases without enum types keep the labels in the column. */
    List<String> create(EnumType type) {
        List<String> labels = new ArrayList<>();
        for (String label : type.labels()) {
            if (label.equals(EnumType.OTHERS)) {
                throw NotRenderedException.refused("not all labels of enum type `" + type.name() + "` are known");
            }
            labels.add(definitions.text(label));
        }
        return onPostgresql(
                "CREATE TYPE " + definitions.name(type.name()) + " AS ENUM (" + String.join(", ", labels) + ")");
    }

    private List<String> drop(Operation.DropObject drop) {
        if (drop.table() != null) {
            throw NotRenderedException.refused("dropping " + drop.object() + " is not rendered");
        }
        return onPostgresql("DROP " + words(drop.object()) + " " + (drop.ifExists() ? "IF EXISTS " : "")
                + definitions.name(drop.object().name()) + (drop.cascade() ? " CASCADE" : ""));
    }

    private static String words(ObjectKey object) {
        return switch (object.kind()) {
            case ENUM_TYPE, TYPE -> "TYPE";
            case VIEW, MATERIALIZED_VIEW, SEQUENCE, SCHEMA, EXTENSION ->
                object.kind().name().replace('_', ' ');
            default -> throw NotRenderedException.refused("what it does to " + object + " is not rendered");
        };
    }

    private List<String> onPostgresql(String sql) {
        return definitions.dialect() == Dialect.POSTGRESQL ? List.of(sql) : List.of();
    }

    private String place(String where, @Nullable String label) {
        return label == null ? "" : where + definitions.text(label);
    }
}
