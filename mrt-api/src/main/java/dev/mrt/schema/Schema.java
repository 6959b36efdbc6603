// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import dev.mrt.collection.PersistentMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tables and other objects of a database at one moment: the result of a symbolic replay or of reading a catalog. Immutable
 * and thread-safe; a changed copy costs O(log n) and shares what did not change.
 */
public final class Schema {

    private static final Schema EMPTY = new Schema(
            PersistentMap.empty(), PersistentMap.empty(), Links.NONE, PersistentMap.empty(), PersistentMap.empty());

    private final PersistentMap<QualifiedName, Table> tables;
    private final PersistentMap<ObjectKey, SchemaObject> objects;
    private final Links links;
    /** What is known not to be there any more, in contrast to what was never heard of. */
    private final PersistentMap<QualifiedName, Boolean> goneTables;

    private final PersistentMap<ObjectKey, Boolean> goneObjects;

    private Schema(
            PersistentMap<QualifiedName, Table> tables,
            PersistentMap<ObjectKey, SchemaObject> objects,
            Links links,
            PersistentMap<QualifiedName, Boolean> goneTables,
            PersistentMap<ObjectKey, Boolean> goneObjects) {
        this.tables = tables;
        this.objects = objects;
        this.links = links;
        this.goneTables = goneTables;
        this.goneObjects = goneObjects;
    }

    /** A schema without anything in it. */
    public static Schema empty() {
        return EMPTY;
    }

    /** The tables, ordered by name. */
    public Collection<Table> tables() {
        return tables.values();
    }

    /** The table of that name. */
    public Optional<Table> table(QualifiedName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** All objects beside tables, ordered by kind and name. */
    public Collection<SchemaObject> objects() {
        return objects.values();
    }

    /** The object of that kind and name. */
    public Optional<SchemaObject> object(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** The enum type of that name. */
    public Optional<EnumType> enumType(QualifiedName name) {
        return object(new ObjectKey(ObjectKind.ENUM_TYPE, name)).map(EnumType.class::cast);
    }

    /**
     * The table that has an index of that name, also where the index belongs to a primary key, unique or exclusion
     * constraint. Where several tables have one of that name (MySQL), the one that got it last.
     */
    public Optional<Table> tableOfIndex(QualifiedName index) {
        QualifiedName owner = links.tableOfIndex(index);
        return owner == null ? Optional.empty() : table(owner);
    }

    /** The tables that have a foreign key to a table, itself included where it refers to itself; ordered by name. */
    public List<Table> tablesReferringTo(QualifiedName table) {
        List<Table> referring = new ArrayList<>();
        for (QualifiedName name : links.tablesReferringTo(table)) {
            table(name).ifPresent(referring::add);
        }
        return referring;
    }

    /** The tables that have a foreign key to a table that names this column of it; ordered by name. */
    public List<Table> tablesReferringTo(QualifiedName table, String column) {
        List<Table> referring = new ArrayList<>();
        for (QualifiedName name : links.tablesReferringTo(table, column)) {
            table(name).ifPresent(referring::add);
        }
        return referring;
    }

    /** The objects that belong to a table or name it: sequences of its columns, triggers, policies, views; in order. */
    public List<SchemaObject> objectsOf(QualifiedName table) {
        List<SchemaObject> found = new ArrayList<>();
        for (ObjectKey key : links.objectsOf(table)) {
            object(key).ifPresent(found::add);
        }
        return found;
    }

    /**
     * Whether a table is there: known to be where it is listed, known not to be where it was {@linkplain
     * #without(QualifiedName) taken away}, and unknown where it was never heard of.
     */
    public Truth hasTable(QualifiedName name) {
        if (tables.get(name) != null) {
            return Truth.TRUE;
        }
        return goneTables.get(name) != null ? Truth.FALSE : Truth.UNKNOWN;
    }

    /** Whether an object is there, in the sense of {@link #hasTable}. */
    public Truth hasObject(ObjectKey key) {
        if (objects.get(key) != null) {
            return Truth.TRUE;
        }
        return goneObjects.get(key) != null ? Truth.FALSE : Truth.UNKNOWN;
    }

    /** This schema with a table added, or replaced where one of that name exists. */
    public Schema with(Table table) {
        QualifiedName name = table.name();
        return new Schema(
                tables.put(name, table),
                objects,
                links.replaced(tables.get(name), table, name),
                goneTables.remove(name),
                goneObjects);
    }

    /** This schema without a table, which is then known not to be there. */
    public Schema without(QualifiedName table) {
        return new Schema(
                tables.remove(table),
                objects,
                links.replaced(tables.get(table), null, table),
                goneTables.put(table, Boolean.TRUE),
                goneObjects);
    }

    /** This schema with an object added or replaced. */
    public Schema with(SchemaObject object) {
        ObjectKey key = object.key();
        return new Schema(
                tables,
                objects.put(key, object),
                links.replaced(objects.get(key), object, key),
                goneTables,
                goneObjects.remove(key));
    }

    /** This schema without an object, which is then known not to be there. */
    public Schema without(ObjectKey object) {
        return new Schema(
                tables,
                objects.remove(object),
                links.replaced(objects.get(object), null, object),
                goneTables,
                goneObjects.put(object, Boolean.TRUE));
    }

    /** Visits the tables that differ from another schema's, in the order of their names. */
    void forEachTableDifference(Schema other, PersistentMap.Visitor<QualifiedName, Table> visitor) {
        tables.forEachDifference(other.tables, visitor);
    }

    /** Visits the objects that differ from another schema's, in order. */
    void forEachObjectDifference(Schema other, PersistentMap.Visitor<ObjectKey, SchemaObject> visitor) {
        objects.forEachDifference(other.objects, visitor);
    }

    /** Whether both are equal, also in what is known not to be there any more. */
    public boolean tellsTheSameAs(Schema other) {
        return other == this
                || equals(other) && goneTables.equals(other.goneTables) && goneObjects.equals(other.goneObjects);
    }

    /** True where both have equal tables and objects. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof Schema schema && tables.equals(schema.tables) && objects.equals(schema.objects));
    }

    @Override
    public int hashCode() {
        return 31 * tables.hashCode() + objects.hashCode();
    }

    /** The names of tables and objects. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Schema[");
        for (Table table : tables()) {
            text.append(text.length() > 7 ? ", " : "").append(table.name());
        }
        for (SchemaObject object : objects()) {
            text.append(text.length() > 7 ? ", " : "").append(object.key());
        }
        return text.append(']').toString();
    }
}
