// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import static dev.mrt.verify.internal.catalog.CatalogTables.each;
import static dev.mrt.verify.internal.catalog.CatalogTables.folded;

import dev.mrt.schema.Column;
import dev.mrt.schema.Generated;
import dev.mrt.schema.Identity;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Truth;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * H2's catalog, version 2: {@code INFORMATION_SCHEMA}. Names that nobody quoted are in lower case.
 *
 * @see <a href="https://h2database.com/html/systemtables.html">H2</a>
 */
public final class H2Catalog implements Catalog {

    /** What H2 calls a constraint that nobody named. */
    private static final Pattern MADE_UP = Pattern.compile("CONSTRAINT_[0-9A-F]+");

    private static final String OWN = "case when %1$s = current_schema then null else %1$s end";

    private static final String TABLES = "select " + OWN.formatted("table_schema")
            + ", table_name, remarks from information_schema.tables"
            + " where table_type = 'BASE TABLE' and table_schema <> 'INFORMATION_SCHEMA'";

    private static final String COLUMNS = "select " + OWN.formatted("c.table_schema")
            + ", c.table_name, c.column_name, data_type_sql(c.table_schema, c.table_name, 'TABLE', c.dtd_identifier),"
            + " c.is_nullable, c.column_default, c.column_on_update, c.identity_generation, c.is_generated,"
            + " c.generation_expression, c.remarks, c.domain_name from information_schema.columns c"
            + " where c.table_schema <> 'INFORMATION_SCHEMA' order by 1, 2, c.ordinal_position";

    private static final String KEYS = "select " + OWN.formatted("t.table_schema")
            + ", t.table_name, t.constraint_name, t.constraint_type, k.column_name, "
            + OWN.formatted("o.table_schema")
            + ", o.table_name, o.column_name, r.delete_rule, r.update_rule"
            + " from information_schema.table_constraints t join information_schema.key_column_usage k"
            + " on k.constraint_schema = t.constraint_schema and k.constraint_name = t.constraint_name"
            + " left join information_schema.referential_constraints r"
            + " on r.constraint_schema = t.constraint_schema and r.constraint_name = t.constraint_name"
            + " left join information_schema.key_column_usage o"
            + " on o.constraint_schema = r.unique_constraint_schema and o.constraint_name = r.unique_constraint_name"
            + " and o.ordinal_position = k.position_in_unique_constraint order by 1, 2, 3, k.ordinal_position";

    private static final String CHECKS = "select " + OWN.formatted("t.table_schema")
            + ", t.table_name, t.constraint_name, c.check_clause from information_schema.table_constraints t"
            + " join information_schema.check_constraints c on c.constraint_schema = t.constraint_schema"
            + " and c.constraint_name = t.constraint_name where t.constraint_type = 'CHECK' order by 1, 2, 3";

    private static final String INDEXES = "select " + OWN.formatted("i.table_schema")
            + ", i.table_name, i.index_name, i.index_type_name like 'UNIQUE%', i.index_type_name like 'SPATIAL%',"
            + " c.column_name, c.ordering_specification, c.is_unique from information_schema.indexes i"
            + " join information_schema.index_columns c on c.index_schema = i.index_schema"
            + " and c.index_name = i.index_name and c.table_name = i.table_name"
            + " where not i.is_generated and i.index_type_name <> 'PRIMARY KEY'"
            + " order by 1, 2, 3, c.ordinal_position";

    private static final String OBJECTS = "select 'VIEW', " + OWN.formatted("table_schema")
            + ", table_name, view_definition from information_schema.views where table_schema <> 'INFORMATION_SCHEMA'"
            + " union all select 'SEQUENCE', " + OWN.formatted("sequence_schema")
            + ", sequence_name, concat('start ', start_value, ' increment ', increment, ' cycle ', cycle_option)"
            + " from information_schema.sequences where sequence_name not like 'SYSTEM_SEQUENCE%'"
            + " union all select 'TRIGGER', " + OWN.formatted("event_object_schema")
            + ", concat(event_object_table, '.', trigger_name), concat(action_timing, ' ', event_manipulation, ' ',"
            + " java_class) from information_schema.triggers"
            + " union all select case routine_type when 'AGGREGATE' then 'AGGREGATE' else 'FUNCTION' end, "
            + OWN.formatted("routine_schema")
            + ", routine_name, concat(external_name, routine_definition) from information_schema.routines"
            + " where routine_schema <> 'INFORMATION_SCHEMA'"
            + " union all select 'TYPE', " + OWN.formatted("d.domain_schema")
            + ", d.domain_name, concat(data_type_sql(d.domain_schema, d.domain_name, 'DOMAIN', d.dtd_identifier),"
            + " ' default ', d.domain_default, ' check ', (select listagg(k.check_clause, ' and ') within group"
            + " (order by k.check_clause) from information_schema.domain_constraints c"
            + " join information_schema.check_constraints k on k.constraint_schema = c.constraint_schema"
            + " and k.constraint_name = c.constraint_name where c.domain_schema = d.domain_schema"
            + " and c.domain_name = d.domain_name)) from information_schema.domains d";

    private Schema last = Schema.empty();

    @Override
    public void forget() {
        last = Schema.empty();
    }

    @Override
    public Schema read(Handle handle) {
        CatalogTables tables = new CatalogTables();
        read(handle, tables);
        last = tables.schema(objects(handle), last);
        return last;
    }

    private static void read(Handle handle, CatalogTables tables) {
        each(handle, TABLES, rs -> tables.table(folded(rs.getString(1), rs.getString(2)), rs.getString(3)));
        each(handle, COLUMNS, rs -> tables.column(folded(rs.getString(1), rs.getString(2)), column(rs)));
        List<CatalogTables.KeyPart> keys = new ArrayList<>();
        each(
                handle,
                KEYS,
                rs -> keys.add(new CatalogTables.KeyPart(
                        folded(rs.getString(1), rs.getString(2)),
                        rs.getString(3),
                        given(rs.getString(3)),
                        rs.getString(4),
                        folded(rs.getString(5)),
                        rs.getString(7) == null ? null : folded(rs.getString(6), rs.getString(7)),
                        rs.getString(8) == null ? null : folded(rs.getString(8)),
                        rs.getString(9),
                        rs.getString(10),
                        false,
                        false,
                        true)));
        tables.keys(keys);
        each(
                handle,
                CHECKS,
                rs -> tables.check(
                        folded(rs.getString(1), rs.getString(2)), given(rs.getString(3)), rs.getString(4), true));
        List<CatalogTables.IndexPart> indexes = new ArrayList<>();
        each(
                handle,
                INDEXES,
                rs -> indexes.add(new CatalogTables.IndexPart(
                        folded(rs.getString(1), rs.getString(2)),
                        folded(rs.getString(3)),
                        rs.getBoolean(4),
                        rs.getBoolean(5) ? "spatial" : "",
                        null,
                        folded(rs.getString(6)),
                        null,
                        "DESC".equals(rs.getString(7)),
                        rs.getBoolean(4) && !rs.getBoolean(8))));
        tables.indexes(indexes);
    }

    private static @Nullable String given(String name) {
        return MADE_UP.matcher(name).matches() ? null : folded(name);
    }

    private static Column column(ResultSet rs) throws SQLException {
        String value = rs.getString(6);
        String onUpdate = rs.getString(7);
        ServerDefault given = value == null && onUpdate == null
                ? ServerDefault.NONE
                : ServerDefault.of(
                        (value == null ? "null" : value) + (onUpdate == null ? "" : " on update " + onUpdate));
        String identity = rs.getString(8);
        String domain = rs.getString(12);
        return new Column(
                folded(rs.getString(3)),
                TypeText.parse(domain == null ? rs.getString(4) : folded(domain), true),
                Truth.of(rs.getString(5).equals("YES")),
                given,
                identity == null ? Identity.NONE : identity.equals("ALWAYS") ? Identity.ALWAYS : Identity.BY_DEFAULT,
                rs.getString(9).equals("ALWAYS") ? new Generated(rs.getString(10), false) : null,
                rs.getString(11));
    }

    private static List<SchemaObject> objects(Handle handle) {
        List<SchemaObject> objects = new ArrayList<>();
        each(handle, OBJECTS, rs -> {
            ObjectKind kind = ObjectKind.valueOf(rs.getString(1));
            QualifiedName name = folded(rs.getString(2), rs.getString(3));
            String text = CatalogTables.oneLine(rs.getString(4));
            objects.add(
                    kind == ObjectKind.SEQUENCE
                            ? new SchemaObject.Sequence(name, null, text)
                            : new SchemaObject.Defined(new ObjectKey(kind, name), text, List.of()));
        });
        return objects;
    }
}
