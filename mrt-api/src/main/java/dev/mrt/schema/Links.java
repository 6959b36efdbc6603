// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import dev.mrt.collection.PersistentMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What points at tables: their indexes by name, the foreign keys of others, and the objects that belong to them or name
 * them. Saves a search through the whole schema for each step that drops or renames something. Immutable; what points at
 * one table is a set that shares structure, too, because half of a schema may refer to one table.
 *
 * @param indexOwners the table of every index and of every constraint that has an index, by that name in the table's schema
 * @param referring the tables that have a foreign key to a table, ordered
 * @param referringToColumn those that name a column of it in the key, by {@linkplain #columnKey table and column}
 * @param attached the objects of a table, ordered
 */
record Links(
        PersistentMap<QualifiedName, QualifiedName> indexOwners,
        PersistentMap<QualifiedName, PersistentMap<QualifiedName, Boolean>> referring,
        PersistentMap<QualifiedName, PersistentMap<QualifiedName, Boolean>> referringToColumn,
        PersistentMap<QualifiedName, PersistentMap<ObjectKey, Boolean>> attached) {

    static final Links NONE =
            new Links(PersistentMap.empty(), PersistentMap.empty(), PersistentMap.empty(), PersistentMap.empty());

    @Nullable
    QualifiedName tableOfIndex(QualifiedName index) {
        return indexOwners.get(index);
    }

    Collection<QualifiedName> tablesReferringTo(QualifiedName table) {
        PersistentMap<QualifiedName, Boolean> names = referring.get(table);
        return names == null ? List.of() : names.keys();
    }

    Collection<QualifiedName> tablesReferringTo(QualifiedName table, String column) {
        PersistentMap<QualifiedName, Boolean> names = referringToColumn.get(columnKey(table, column));
        return names == null ? List.of() : names.keys();
    }

    private static QualifiedName columnKey(QualifiedName table, String column) {
        return new QualifiedName(table.toString(), column);
    }

    Collection<ObjectKey> objectsOf(QualifiedName table) {
        PersistentMap<ObjectKey, Boolean> keys = attached.get(table);
        return keys == null ? List.of() : keys.keys();
    }

    /** The links after a table took the place of another of that name; null for none. */
    Links replaced(@Nullable Table old, @Nullable Table changed, QualifiedName name) {
        List<Index> oldIndexes = old == null ? List.of() : old.indexes();
        List<Index> indexes = changed == null ? List.of() : changed.indexes();
        List<Constraint> oldConstraints = old == null ? List.of() : old.constraints();
        List<Constraint> constraints = changed == null ? List.of() : changed.constraints();
        if (oldIndexes == indexes && oldConstraints == constraints) {
            return this;
        }
        PersistentMap<QualifiedName, QualifiedName> owners = indexOwners;
        PersistentMap<QualifiedName, PersistentMap<QualifiedName, Boolean>> references = referring;
        PersistentMap<QualifiedName, PersistentMap<QualifiedName, Boolean>> columns = referringToColumn;
        for (Index index : oldIndexes) {
            owners = removed(owners, index.name(), name);
        }
        for (Constraint constraint : oldConstraints) {
            if (constraint instanceof Constraint.ForeignKey key) {
                references = removed(references, key.referencedTable(), name);
                for (String column : key.referencedColumns()) {
                    columns = removed(columns, columnKey(key.referencedTable(), column), name);
                }
            } else if (hasIndex(constraint)) {
                owners = removed(owners, constraint.name(), name);
            }
        }
        for (Index index : indexes) {
            owners = added(owners, index.name(), name);
        }
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.ForeignKey key) {
                references = added(references, key.referencedTable(), name);
                for (String column : key.referencedColumns()) {
                    columns = added(columns, columnKey(key.referencedTable(), column), name);
                }
            } else if (hasIndex(constraint)) {
                owners = added(owners, constraint.name(), name);
            }
        }
        return new Links(owners, references, columns, attached);
    }

    /** The links after an object took the place of another of that key; null for none. */
    Links replaced(@Nullable SchemaObject old, @Nullable SchemaObject changed, ObjectKey key) {
        PersistentMap<QualifiedName, PersistentMap<ObjectKey, Boolean>> objects = attached;
        if (old != null) {
            for (QualifiedName table : tablesOf(old)) {
                objects = removed(objects, table, key);
            }
        }
        if (changed != null) {
            for (QualifiedName table : tablesOf(changed)) {
                objects = added(objects, table, key);
            }
        }
        return objects == attached ? this : new Links(indexOwners, referring, referringToColumn, objects);
    }

    private static List<QualifiedName> tablesOf(SchemaObject object) {
        if (object instanceof SchemaObject.Sequence sequence) {
            String owner = sequence.ownedBy();
            int column = owner == null ? -1 : owner.lastIndexOf('.');
            return owner == null || column < 0 ? List.of() : List.of(name(owner.substring(0, column)));
        }
        if (!(object instanceof SchemaObject.Defined defined)) {
            return List.of();
        }
        List<QualifiedName> tables = new ArrayList<>(defined.dependsOn());
        QualifiedName name = defined.key().name();
        int dot = name.name().indexOf('.');
        if (dot > 0) {
            tables.add(name.withName(name.name().substring(0, dot)));
        }
        return tables;
    }

    private static QualifiedName name(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? QualifiedName.of(text) : new QualifiedName(text.substring(0, dot), text.substring(dot + 1));
    }

    private static PersistentMap<QualifiedName, QualifiedName> removed(
            PersistentMap<QualifiedName, QualifiedName> owners, @Nullable String index, QualifiedName table) {
        if (index == null || !table.equals(owners.get(table.withName(index)))) {
            return owners;
        }
        return owners.remove(table.withName(index));
    }

    private static PersistentMap<QualifiedName, QualifiedName> added(
            PersistentMap<QualifiedName, QualifiedName> owners, @Nullable String index, QualifiedName table) {
        return index == null ? owners : owners.put(table.withName(index), table);
    }

    private static <T extends Comparable<? super T>> PersistentMap<QualifiedName, PersistentMap<T, Boolean>> removed(
            PersistentMap<QualifiedName, PersistentMap<T, Boolean>> map, QualifiedName table, T entry) {
        PersistentMap<T, Boolean> known = map.get(table);
        if (known == null) {
            return map;
        }
        PersistentMap<T, Boolean> rest = known.remove(entry);
        if (rest == known) {
            return map;
        }
        return rest.size() == 0 ? map.remove(table) : map.put(table, rest);
    }

    private static <T extends Comparable<? super T>> PersistentMap<QualifiedName, PersistentMap<T, Boolean>> added(
            PersistentMap<QualifiedName, PersistentMap<T, Boolean>> map, QualifiedName table, T entry) {
        PersistentMap<T, Boolean> known = map.get(table);
        return map.put(table, (known == null ? PersistentMap.<T, Boolean>empty() : known).put(entry, Boolean.TRUE));
    }

    private static boolean hasIndex(Constraint constraint) {
        return switch (constraint.kind()) {
            case PRIMARY_KEY, UNIQUE, EXCLUSION -> true;
            case FOREIGN_KEY, CHECK -> false;
        };
    }
}
