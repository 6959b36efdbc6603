// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.verify.LockMode;
import dev.mrt.verify.MigrationRunner.HeldLock;
import dev.mrt.verify.MigrationRunner.Transaction;
import dev.mrt.verify.internal.catalog.PostgresqlTables.Names;
import dev.mrt.verify.internal.catalog.PostgresqlVersions.Relation;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's catalog, in the server's own words. Objects of extensions and of the server are left out.
 *
 * <p>One query tells which relations changed since the last reading, and only those are read again, unless something got another
 * name. Where the runner told of every transaction since, what these locked bounds what may have changed, both in the catalog and
 * in rows; otherwise all of the catalog is asked, and any table may have other rows.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalogs.html">System catalogs</a>
 */
public final class PostgresqlCatalog implements Catalog {

    /** pg_attribute, pg_class, pg_attrdef, pg_constraint, pg_index: who locks them for long writes them with his own hands. */
    private static final Set<Long> CATALOGS = Set.of(1249L, 1259L, 2604L, 2606L, 2610L);

    private PostgresqlVersions known = PostgresqlVersions.NONE;
    private Map<Long, Names> names = Map.of();
    private Schema last = Schema.empty();
    /** The transactions that were told of since the last reading. */
    private final Set<Long> transactions = new HashSet<>();
    /** The relations that these locked, and those on which they may have written rows. */
    private final Set<Long> locked = new HashSet<>();

    private final Set<Long> written = new HashSet<>();
    /** The tables in which rows may be others than when that was last asked. */
    private final Set<QualifiedName> touched = new HashSet<>();

    private boolean anyTouched = true;

    @Override
    public void forget() {
        known = PostgresqlVersions.NONE;
        names = Map.of();
        last = Schema.empty();
        anyTouched = true;
    }

    @Override
    public void committed(List<Transaction> committed) {
        for (Transaction transaction : committed) {
            transactions.add(transaction.id());
            for (HeldLock lock : transaction.locks()) {
                locked.add(lock.relation());
                if (lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) >= 0) {
                    written.add(lock.relation());
                }
            }
        }
    }

    @Override
    public void written(Handle handle) {
        anyTouched |= !transactions.isEmpty();
        known = known.later(handle);
    }

    @Override
    public Optional<Set<QualifiedName>> touched() {
        Optional<Set<QualifiedName>> result = anyTouched ? Optional.empty() : Optional.of(Set.copyOf(touched));
        touched.clear();
        anyTouched = false;
        return result;
    }

    @Override
    public Schema read(Handle handle) {
        boolean first = known.next() == 0;
        PostgresqlVersions now = PostgresqlVersions.NONE;
        boolean only = false;
        if (!first && Collections.disjoint(written, CATALOGS)) {
            now = known.after(handle, locked);
            only = now.onlyThese(transactions, known);
        }
        if (!only) {
            now = PostgresqlVersions.read(handle);
        }
        boolean sameTypes = !first && now.types().equals(known.types());
        anyTouched |= !only || !sameTypes;
        Schema schema = read(handle, now, sameTypes);
        for (Long relation : written) {
            Names table = names.get(relation);
            if (table != null) {
                touched.add(table.table());
            }
        }
        transactions.clear();
        locked.clear();
        written.clear();
        known = now;
        last = schema;
        return schema;
    }

    private Schema read(Handle handle, PostgresqlVersions now, boolean sameTypes) {
        Map<Long, Names> present = new HashMap<>();
        Schema schema = sameTypes ? readChanged(handle, now, present) : null;
        boolean sameObjects = schema != null && now.objects().equals(known.objects());
        if (schema == null) {
            present.clear();
            schema = PostgresqlTables.read(handle, Schema.empty(), null, present);
        }
        for (Map.Entry<Long, Relation> relation : now.relations().entrySet()) {
            sameObjects &= !relation.getValue().isObject()
                    || relation.getValue().equals(known.relations().get(relation.getKey()));
        }
        for (Map.Entry<Long, Relation> old : known.relations().entrySet()) {
            sameObjects &= !old.getValue().isObject() || now.relations().containsKey(old.getKey());
        }
        names = present;
        return sameObjects ? schema : CatalogTables.withObjects(schema, PostgresqlObjects.read(handle));
    }

    /** Reads the tables that are not as they were; null where that is not enough, for something has another name. */
    private @Nullable Schema readChanged(Handle handle, PostgresqlVersions now, Map<Long, Names> present) {
        Set<Long> changed = new HashSet<>();
        for (Map.Entry<Long, Relation> relation : now.relations().entrySet()) {
            Relation old = known.relations().get(relation.getKey());
            if (old != null && !old.name().equals(relation.getValue().name())) {
                return null;
            }
            if (!relation.getValue().equals(old)) {
                changed.add(relation.getKey());
            }
        }
        Schema schema = last;
        for (Map.Entry<Long, Names> old : names.entrySet()) {
            if (!now.relations().containsKey(old.getKey())) {
                schema = schema.without(old.getValue().table());
            } else {
                present.put(old.getKey(), old.getValue());
            }
        }
        if (!changed.isEmpty()) {
            schema = PostgresqlTables.read(handle, schema, changed, present);
        }
        for (Map.Entry<Long, Names> old : names.entrySet()) {
            Names name = present.get(old.getKey());
            if (name != null && old.getValue().isRenamed(name)) {
                return null;
            }
        }
        return schema;
    }
}
