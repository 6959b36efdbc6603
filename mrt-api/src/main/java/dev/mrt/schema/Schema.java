// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tables and other objects of a database at one moment: the result of a symbolic replay or of reading a catalog. Immutable
 * and thread-safe; a changed copy shares what did not change.
 */
public final class Schema {

    private static final Schema EMPTY = new Schema(new TreeMap<>(), new TreeMap<>());

    private final SortedMap<QualifiedName, Table> tables;
    private final SortedMap<ObjectKey, SchemaObject> objects;

    private Schema(SortedMap<QualifiedName, Table> tables, SortedMap<ObjectKey, SchemaObject> objects) {
        this.tables = tables;
        this.objects = objects;
    }

    /** A schema without anything in it. */
    public static Schema empty() {
        return EMPTY;
    }

    /** The tables, ordered by name. */
    public Collection<Table> tables() {
        return Collections.unmodifiableCollection(tables.values());
    }

    /** The table of that name. */
    public Optional<Table> table(QualifiedName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** All objects beside tables, ordered by kind and name. */
    public Collection<SchemaObject> objects() {
        return Collections.unmodifiableCollection(objects.values());
    }

    /** The object of that kind and name. */
    public Optional<SchemaObject> object(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** The enum type of that name. */
    public Optional<EnumType> enumType(QualifiedName name) {
        return object(new ObjectKey(ObjectKind.ENUM_TYPE, name)).map(EnumType.class::cast);
    }

    /** This schema with a table added, or replaced where one of that name exists. */
    public Schema with(Table table) {
        SortedMap<QualifiedName, Table> copy = new TreeMap<>(tables);
        copy.put(table.name(), table);
        return new Schema(copy, objects);
    }

    /** This schema without a table; the same schema where there is none of that name. */
    public Schema without(QualifiedName table) {
        SortedMap<QualifiedName, Table> copy = new TreeMap<>(tables);
        copy.remove(table);
        return new Schema(copy, objects);
    }

    /** This schema with an object added or replaced. */
    public Schema with(SchemaObject object) {
        SortedMap<ObjectKey, SchemaObject> copy = new TreeMap<>(objects);
        copy.put(object.key(), object);
        return new Schema(tables, copy);
    }

    /** This schema without an object; the same schema where there is none of that key. */
    public Schema without(ObjectKey object) {
        SortedMap<ObjectKey, SchemaObject> copy = new TreeMap<>(objects);
        copy.remove(object);
        return new Schema(tables, copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema schema && tables.equals(schema.tables) && objects.equals(schema.objects);
    }

    @Override
    public int hashCode() {
        return 31 * tables.hashCode() + objects.hashCode();
    }

    @Override
    public String toString() {
        return "Schema" + tables.keySet() + objects.keySet();
    }
}
