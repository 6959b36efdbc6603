// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The versions of the rows of PostgreSQL's catalog at one moment. A row of it that is replaced gets the number of the transaction,
 * which is higher than any before it; so equal counts and equal sums mean equal rows. Immutable.
 *
 * @param relations the versions of each relation, by oid
 * @param types stands for what shows in the definitions of tables: types, functions, schemas, collations, extensions
 * @param objects stands for rules, triggers, policies and statistics
 * @param oldest the oldest transaction that was not at its end
 * @param next the number of the next transaction
 * @param deferred whether there are triggers that may write when a transaction commits
 */
record PostgresqlVersions(
        Map<Long, PostgresqlVersions.Relation> relations,
        String types,
        String objects,
        long oldest,
        long next,
        boolean deferred) {

    /**
     * What tells whether a relation is what it was.
     *
     * @param kind {@code pg_class.relkind}; {@code s} for a sequence that no column owns
     * @param name its schema and name
     * @param versions the count and the sum of its versions in each catalog
     */
    record Relation(String kind, String name, String versions) {

        /** Whether it is shown as an object beside the tables: a view, a composite type, a sequence that no column owns. */
        boolean isObject() {
            return "vmcs".contains(kind);
        }
    }

    static final PostgresqlVersions NONE = new PostgresqlVersions(Map.of(), "", "", 0, 0, true);

    private static final String TRANSACTIONS = "select null::oid, exists (select 1 from pg_trigger where tgdeferrable"
            + " and not tgisinternal)::text, txid_snapshot_xmin(s)::text, txid_snapshot_xmax(s)::text"
            + " from txid_current_snapshot() s";

    private static final String OTHERS = " union all select 0, null, "
            + versions("(select xmin from pg_type where oid >= 16384 and typtype in ('e', 'd', 'r')"
                    + " union all select xmin from pg_enum where oid >= 16384"
                    + " union all select xmin from pg_proc where oid >= 16384"
                    + " union all select xmin from pg_namespace where oid >= 16384"
                    + " union all select xmin from pg_collation where oid >= 16384"
                    + " union all select xmin from pg_extension) t")
            + ", "
            + versions("(select xmin from pg_rewrite where oid >= 16384"
                    + " union all select xmin from pg_trigger where oid >= 16384 and not tgisinternal"
                    + " union all select xmin from pg_policy"
                    + " union all select xmin from pg_statistic_ext) o");

    private static final String RELATIONS = " union all select c.oid, case when c.relkind = 'S' and not exists"
            + " (select 1 from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass"
            + " and d.deptype in ('a', 'i')) then 's' else c.relkind::text end, concat(c.relnamespace, '.', c.relname),"
            + " case when c.relkind in ('r', 'p', 'c') then concat_ws(';', c.xmin, "
            + versions("pg_attribute where attrelid = c.oid and attnum > 0") + ", "
            + versions("pg_attrdef where adrelid = c.oid") + ", "
            + versions("pg_constraint where conrelid = c.oid") + ", "
            + versions("(select i.xmin from pg_index i where i.indrelid = c.oid union all select x.xmin from pg_index i"
                    + " join pg_class x on x.oid = i.indexrelid where i.indrelid = c.oid) i")
            + ", "
            + versions("pg_description where objoid = c.oid and classoid = 'pg_class'::regclass")
            + ") when c.relkind = 'S' then concat(c.xmin, ';', (select xmin from pg_sequence where seqrelid = c.oid))"
            + " else c.xmin::text end from pg_class c"
            + " where c.oid >= 16384 and c.relkind in ('r', 'p', 'i', 'I', 'S', 'v', 'm', 'c')";

    private static final String ALL = TRANSACTIONS + OTHERS + RELATIONS;
    private static final String SOME = ALL + " and c.oid = any(cast(:some as oid[]))";

    private static String versions(String rows) {
        return "(select concat(count(*), ':', sum(xmin::text::bigint)) from " + rows + ")";
    }

    /** The versions as they are now. */
    static PostgresqlVersions read(Handle handle) {
        return read(handle.createQuery(ALL), new HashMap<>());
    }

    /**
     * The versions as they are now, if no other relation changed.
     *
     * @param touched the relations that may be other than they were
     */
    PostgresqlVersions after(Handle handle, Collection<Long> touched) {
        Map<Long, Relation> rest = new HashMap<>(relations);
        touched.forEach(rest::remove);
        return read(handle.createQuery(SOME).bind("some", PostgresqlTables.oids(touched)), rest);
    }

    /** The same versions as of now: nothing but rows of tables was written since. */
    PostgresqlVersions later(Handle handle) {
        PostgresqlVersions now = read(handle.createQuery(TRANSACTIONS), relations);
        return new PostgresqlVersions(relations, types, objects, now.oldest, now.next, now.deferred);
    }

    private static PostgresqlVersions read(Query query, Map<Long, Relation> relations) {
        String[] transactions = {"", "0", "0"};
        String[] others = {"", ""};
        query.map((rs, ctx) -> {
                    String id = rs.getString(1);
                    String kind = rs.getString(2);
                    String name = rs.getString(3);
                    String versions = rs.getString(4);
                    if (id == null) {
                        transactions[0] = Objects.requireNonNull(kind);
                        transactions[1] = name;
                        transactions[2] = versions;
                    } else if (kind == null) {
                        others[0] = name;
                        others[1] = versions;
                    } else {
                        relations.put(Long.valueOf(id), new Relation(kind, name, versions));
                    }
                    return versions;
                })
                .list();
        return new PostgresqlVersions(
                relations,
                others[0],
                others[1],
                Long.parseLong(transactions[1]),
                Long.parseLong(transactions[2]),
                transactions[0].equals("true"));
    }

    /** Whether all transactions since an earlier look are these, and told all that they did. */
    boolean onlyThese(Set<Long> transactions, PostgresqlVersions earlier) {
        if (earlier.next == 0 || earlier.oldest != earlier.next || oldest != next || deferred || earlier.deferred) {
            return false;
        }
        for (long id = earlier.next; id < next; id++) {
            if (!transactions.contains(id)) {
                return false;
            }
        }
        return true;
    }
}
