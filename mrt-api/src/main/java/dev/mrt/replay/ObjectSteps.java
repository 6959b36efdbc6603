// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.replay;

import dev.mrt.operation.Operation;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays what is done to views, sequences, enum types, triggers and other objects. */
final class ObjectSteps {

    private final Working working;

    ObjectSteps(Working working) {
        this.working = working;
    }

    boolean apply(Operation operation) {
        if (operation instanceof Operation.CreateObject create) {
            create(create);
        } else if (operation instanceof Operation.DropObject drop) {
            drop(drop);
        } else if (operation instanceof Operation.RenameObject rename) {
            rename(rename);
        } else if (operation instanceof Operation.AddEnumValue add) {
            add(add);
        } else if (operation instanceof Operation.RenameEnumValue rename) {
            rename(rename);
        } else {
            return operation instanceof Operation.AlterObject;
        }
        return true;
    }

    /** {@code DROP TYPE} does not say what kind of type it is about: the schema does. */
    private ObjectKey key(ObjectKey written) {
        ObjectKey key = new ObjectKey(written.kind(), working.name(written.name()));
        if (key.kind() != ObjectKind.ENUM_TYPE || working.schema.object(key).isPresent()) {
            return key;
        }
        ObjectKey other = new ObjectKey(ObjectKind.TYPE, key.name());
        return working.schema.object(other).isPresent() ? other : key;
    }

    private void create(Operation.CreateObject create) {
        ObjectKey key = key(create.object().key());
        Truth there = has(key);
        if (there.isTrue() && create.ifNotExists()) {
            return;
        }
        if (there.isTrue() && !create.orReplace() && !isOverloaded(key.kind())) {
            working.conflict(Conflict.Kind.EXISTS, "creates " + key + ", which is there already");
            return;
        }
        if (there.isTrue() && key.kind() == ObjectKind.VIEW && working.isPostgresql()) {
            refuseOtherColumns(key, create.object());
        }
        working.put(create.object().withName(key.name()));
        working.doubts = working.doubts.without(Doubts.Element.object(key));
    }

    private void refuseOtherColumns(ObjectKey key, SchemaObject made) {
        if (made instanceof SchemaObject.Defined after
                && working.schema.object(key).orElse(null) instanceof SchemaObject.Defined before) {
            String refusal = ViewColumns.refusal(before.definition(), after.definition());
            if (!refusal.isEmpty()) {
                working.conflict(Conflict.Kind.REFUSED, "replaces " + key + ", and " + refusal);
            }
        }
    }

    /** Functions may share a name. */
    private static boolean isOverloaded(ObjectKind kind) {
        return kind == ObjectKind.FUNCTION
                || kind == ObjectKind.PROCEDURE
                || kind == ObjectKind.AGGREGATE
                || kind == ObjectKind.OTHER;
    }

    private Truth has(ObjectKey key) {
        return working.doubts.contains(Doubts.Element.object(key)) ? Truth.UNKNOWN : working.schema.hasObject(key);
    }

    private void drop(Operation.DropObject drop) {
        ObjectKey key = key(drop.object());
        if (TableSteps.isKeyedByTable(key.kind()) && drop.table() != null) {
            QualifiedName table = working.name(drop.table());
            String own = drop.object().name().name();
            if (!own.startsWith(table.name() + ".")) {
                key = new ObjectKey(key.kind(), new QualifiedName(table.schema(), table.name() + "." + own));
            }
        }
        if (working.schema.hasObject(key).isFalse()) {
            if (!drop.ifExists() && !isOverloaded(key.kind())) {
                working.conflict(Conflict.Kind.MISSING, "drops " + key + ", which is not there");
            }
            return;
        }
        if (working.schema.object(key).isEmpty() && !drop.ifExists()) {
            SchemaObject unknown = unknown(key);
            working.assume(schema -> schema.object(unknown.key()).isPresent() ? schema : schema.with(unknown));
        }
        if (key.kind() == ObjectKind.ENUM_TYPE || key.kind() == ObjectKind.TYPE) {
            dropColumnsOf(key, drop.cascade());
        }
        if (key.kind() == ObjectKind.SCHEMA && drop.cascade()) {
            dropContents(key.name().name());
        }
        working.schema = working.schema.without(key);
        working.doubts = working.doubts.without(Doubts.Element.object(key));
    }

    private static SchemaObject unknown(ObjectKey key) {
        return switch (key.kind()) {
            case ENUM_TYPE -> new EnumType(key.name(), List.of());
            case SEQUENCE -> new SchemaObject.Sequence(key.name(), null, "");
            default -> new SchemaObject.Defined(key, "", List.of());
        };
    }

    private void dropColumnsOf(ObjectKey type, boolean cascade) {
        if (!working.isPostgresql()) {
            return;
        }
        String name = type.name().toString();
        for (Table table : working.schema.tables()) {
            for (int i = 0; i < table.columns().size(); i++) {
                if (!table.columns().get(i).type().name().equals(name)) {
                    continue;
                }
                String column = table.columns().get(i).name();
                if (cascade) {
                    Operation.DropColumn drop = new Operation.DropColumn(table.name(), column, true, true);
                    new ColumnSteps(working).apply(drop);
                } else {
                    working.conflict(
                            Conflict.Kind.IN_USE,
                            "drops " + type + ", but column `" + table.name() + "." + column + "` has that type");
                }
            }
        }
    }

    private void dropContents(String schemaName) {
        List<QualifiedName> tables = new ArrayList<>();
        for (Table table : working.schema.tables()) {
            if (schemaName.equals(table.name().schema())) {
                tables.add(table.name());
            }
        }
        for (QualifiedName table : tables) {
            new TableSteps(working).apply(new Operation.DropTable(table, true, true));
        }
        for (SchemaObject object : working.schema.objects()) {
            if (schemaName.equals(object.key().name().schema())) {
                working.schema = working.schema.without(object.key());
            }
        }
    }

    private void rename(Operation.RenameObject rename) {
        ObjectKey key = key(rename.object());
        if (working.schema.hasObject(key).isFalse()) {
            working.conflict(Conflict.Kind.MISSING, "renames " + key + ", which is not there");
            return;
        }
        if (working.schema.object(key).isEmpty()) {
            SchemaObject unknown = unknown(key);
            working.assume(schema -> schema.object(unknown.key()).isPresent() ? schema : schema.with(unknown));
        }
        SchemaObject object = working.schema.object(key).orElseThrow();
        SchemaObject renamed = object.withName(key.name().withName(rename.newName()));
        if (has(renamed.key()).isTrue()) {
            working.conflict(
                    Conflict.Kind.EXISTS, "renames " + key + " to `" + rename.newName() + "`, which is there already");
            return;
        }
        working.schema = working.schema.without(key).with(renamed);
        if (object instanceof EnumType) {
            renameColumnTypes(key.name().toString(), renamed.key().name().toString());
        }
    }

    private void renameColumnTypes(String name, String newName) {
        for (Table table : working.schema.tables()) {
            boolean uses = false;
            for (int i = 0; i < table.columns().size(); i++) {
                uses |= table.columns().get(i).type().name().equals(name);
            }
            if (uses) {
                working.put(table.withColumns(table.columns().stream()
                        .map(column -> column.type().name().equals(name)
                                ? column.withType(new dev.mrt.schema.SqlType(
                                        newName,
                                        List.of(),
                                        List.of(),
                                        column.type().dimensions(),
                                        false))
                                : column)
                        .toList()));
            }
        }
    }

    private void add(Operation.AddEnumValue add) {
        EnumType type = enumToChange(add.type(), "adds a label to");
        if (type == null || type.labels().isEmpty()) {
            return;
        }
        if (type.labels().contains(add.value())) {
            if (!add.ifNotExists()) {
                working.conflict(
                        Conflict.Kind.EXISTS,
                        "adds label '" + add.value() + "' to enum type `" + type.name() + "`, which has it already");
            }
            return;
        }
        List<String> labels = new ArrayList<>(type.labels());
        int at = labels.size();
        if (add.before() != null && labels.contains(add.before())) {
            at = labels.indexOf(add.before());
        } else if (add.after() != null && labels.contains(add.after())) {
            at = labels.indexOf(add.after()) + 1;
        }
        labels.add(at, add.value());
        working.put(type.withLabels(labels));
    }

    private void rename(Operation.RenameEnumValue rename) {
        EnumType type = enumToChange(rename.type(), "renames a label of");
        if (type == null || type.labels().isEmpty()) {
            return;
        }
        int at = type.labels().indexOf(rename.value());
        if (at < 0 && type.labels().contains(EnumType.OTHERS)) {
            return;
        }
        if (at < 0) {
            working.conflict(
                    Conflict.Kind.MISSING,
                    "renames label '" + rename.value() + "' of enum type `" + type.name() + "`, which is not there");
            return;
        }
        List<String> labels = new ArrayList<>(type.labels());
        labels.set(at, rename.newValue());
        working.put(type.withLabels(labels));
    }

    private @Nullable EnumType enumToChange(QualifiedName written, String doing) {
        QualifiedName name = working.name(written);
        ObjectKey key = new ObjectKey(ObjectKind.ENUM_TYPE, name);
        if (working.schema.hasObject(key).isFalse()) {
            working.conflict(Conflict.Kind.MISSING, doing + " enum type `" + name + "`, which is not there");
            return null;
        }
        if (working.schema.object(key).isEmpty()) {
            EnumType unknown = new EnumType(name, List.of(EnumType.OTHERS));
            working.assume(schema -> schema.object(key).isPresent() ? schema : schema.with(unknown));
        }
        return working.schema.enumType(name).orElse(null);
    }
}
