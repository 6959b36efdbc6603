// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Generated;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.Schema;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** Reads PostgreSQL's tables with their columns, constraints and indexes, all of them or some: one reading. */
final class PostgresqlTables {

    private record Definition(long oid, QualifiedName name, String comment) {}

    private static final String FROM = " from pg_class c join pg_namespace n on n.oid = c.relnamespace";

    private final Handle handle;
    private final String where;
    private final String chosen;
    private final Map<Long, Map<Integer, String>> numbered = new HashMap<>();
    private final Map<Long, List<Column>> columns = new HashMap<>();
    private final Map<Long, List<Constraint>> constraints = new HashMap<>();
    private final Map<Long, List<Index>> indexes = new HashMap<>();

    /**
     * What a table and its columns are called.
     *
     * @param columns the columns' names by their numbers, which they keep when they are renamed
     */
    record Names(QualifiedName table, Map<Integer, String> columns) {

        /** Whether a name is another now, which shows in the definitions of other tables, too. */
        boolean isRenamed(Names now) {
            for (Map.Entry<Integer, String> column : columns.entrySet()) {
                String name = now.columns.get(column.getKey());
                if (name != null && !name.equals(column.getValue())) {
                    return true;
                }
            }
            return !table.equals(now.table);
        }
    }

    private PostgresqlTables(Handle handle, @Nullable Collection<Long> some) {
        this.handle = handle;
        // As a parameter, so that the text stays the same and the server keeps its plan.
        this.where =
                " where c.oid >= 16384 and c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and not exists (select 1"
                        + " from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')"
                        + (some == null ? "" : " and c.oid = any(cast(:some as oid[]))");
        this.chosen = some == null ? "{}" : oids(some);
    }

    /** Oids as PostgreSQL writes an array. */
    static String oids(Collection<Long> oids) {
        return "{" + String.join(",", oids.stream().map(String::valueOf).toList()) + "}";
    }

    /**
     * A schema with these tables as they are now.
     *
     * @param schema what to put them into
     * @param some the tables' oids, or null for all
     * @param names where the names are put, by the tables' oids
     */
    static Schema read(Handle handle, Schema schema, @Nullable Collection<Long> some, Map<Long, Names> names) {
        return new PostgresqlTables(handle, some).read(schema, names);
    }

    private Schema read(Schema schema, Map<Long, Names> names) {
        List<Definition> tables = tables();
        readColumns();
        readConstraints();
        readIndexes();
        Schema result = schema;
        for (Definition table : tables) {
            names.put(table.oid(), new Names(table.name(), numbered.getOrDefault(table.oid(), Map.of())));
            result = result.with(new Table(
                    table.name(),
                    columns.getOrDefault(table.oid(), List.of()),
                    constraints.getOrDefault(table.oid(), List.of()),
                    indexes.getOrDefault(table.oid(), List.of()),
                    true,
                    table.comment()));
        }
        return result;
    }

    private List<Definition> tables() {
        return select("select c.oid, case when n.nspname = current_schema() then null else n.nspname end, c.relname,"
                        + " coalesce(e.description, '')" + FROM
                        + " left join pg_description e on e.objoid = c.oid and e.objsubid = 0"
                        + " and e.classoid = 'pg_class'::regclass" + where + " order by c.oid")
                .map((rs, ctx) -> new Definition(
                        rs.getLong(1), new QualifiedName(rs.getString(2), rs.getString(3)), rs.getString(4)))
                .list();
    }

    private void readColumns() {
        select("select c.oid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,"
                        + " a.attgenerated, pg_get_expr(d.adbin, d.adrelid), e.description,"
                        + " case when a.attcollation <> t.typcollation then k.collname end,"
                        // Only a column with a default can be SERIAL; the others are not looked up.
                        + " d.oid is not null and a.attgenerated = '' and exists (select 1 from pg_depend p"
                        + " where p.refobjid = c.oid and p.refobjsubid = a.attnum"
                        + " and p.deptype = 'a' and p.classid = 'pg_class'::regclass"
                        + " and p.refclassid = 'pg_class'::regclass and p.objid in"
                        + " (select q.seqrelid from pg_sequence q)), a.attnum"
                        + FROM
                        + " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
                        + " join pg_type t on t.oid = a.atttypid"
                        + " left join pg_collation k on k.oid = a.attcollation"
                        + " left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum"
                        + " left join pg_description e on e.objoid = c.oid and e.objsubid = a.attnum"
                        + " and e.classoid = 'pg_class'::regclass"
                        + where + " order by c.oid, a.attnum")
                .map((rs, ctx) -> {
                    long table = rs.getLong(1);
                    numbered.computeIfAbsent(table, any -> new HashMap<>()).put(rs.getInt(11), rs.getString(2));
                    return columns.computeIfAbsent(table, any -> new ArrayList<>())
                            .add(column(rs));
                })
                .list();
    }

    private void readConstraints() {
        select("select c.oid, k.conname, k.contype, k.conkey::int[],"
                        + " case when f.relnamespace = current_schema()::regnamespace then null"
                        + " else f.relnamespace::regnamespace::text end, f.relname,"
                        + " case k.contype when 'f' then array(select a.attname from unnest(k.confkey)"
                        + " with ordinality u(n, p) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n"
                        + " order by u.p) end, k.confdeltype, k.confupdtype, k.condeferrable, k.condeferred,"
                        + " k.convalidated, pg_get_expr(k.conbin, k.conrelid),"
                        + " case when k.contype in ('u', 'x') then pg_get_constraintdef(k.oid) end"
                        + FROM
                        + " join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')"
                        + " left join pg_class f on f.oid = k.confrelid"
                        + where + " and k.conparentid = 0 order by c.oid, k.conname")
                .map((rs, ctx) -> constraints
                        .computeIfAbsent(rs.getLong(1), any -> new ArrayList<>())
                        .add(constraint(rs, namesOfColumns(rs))))
                .list();
    }

    private void readIndexes() {
        select("select c.oid, x.relname, i.indisunique, m.amname, pg_get_expr(i.indpred, i.indrelid), i.indnkeyatts,"
                        + " case when 0 = any(i.indkey::int[]) then array(select pg_get_indexdef(i.indexrelid, p, true)"
                        + " from generate_series(1, i.indnatts) p) end, i.indkey::int[], i.indoption::int[],"
                        + " array(select case when o.opcdefault then '' else o.opcname end"
                        + " from unnest(i.indclass::oid[]) with ordinality u(id, p) join pg_opclass o on o.oid = u.id"
                        + " order by u.p), i.indisvalid, i.indisunique"
                        + " and coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)"
                        + FROM + " join pg_index i on i.indrelid = c.oid join pg_class x on x.oid = i.indexrelid"
                        + " join pg_am m on m.oid = x.relam"
                        + where
                        + " and not exists (select 1 from pg_constraint k where k.conrelid = i.indrelid"
                        + " and k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) and not x.relispartition"
                        + " order by c.oid, x.relname")
                .map((rs, ctx) -> indexes.computeIfAbsent(rs.getLong(1), any -> new ArrayList<>())
                        .add(index(rs, names(rs, 8))))
                .list();
    }

    private Query select(String sql) {
        Query query = handle.createQuery(sql);
        query.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        return query.bind("some", chosen);
    }

    /** The names of the columns of a table with these numbers; an expression, which has number 0, has an empty name. */
    private List<String> names(ResultSet rs, int numbers) throws SQLException {
        Map<Integer, String> known = numbered.getOrDefault(rs.getLong(1), Map.of());
        List<String> names = new ArrayList<>();
        for (String number : strings(rs, numbers)) {
            names.add(known.getOrDefault(Integer.valueOf(number), ""));
        }
        return names;
    }

    private List<String> namesOfColumns(ResultSet rs) throws SQLException {
        List<String> names = names(rs, 4);
        names.removeIf(String::isEmpty);
        return names;
    }

    private static Column column(ResultSet rs) throws SQLException {
        String identity = rs.getString(5);
        String generated = rs.getString(6);
        String expression = rs.getString(7);
        boolean serial = rs.getBoolean(10) && expression != null && expression.startsWith("nextval(");
        Identity numbered = identity.equals("a")
                ? Identity.ALWAYS
                : identity.equals("d") ? Identity.BY_DEFAULT : serial ? Identity.SERIAL : Identity.NONE;
        ServerDefault value =
                expression == null || !generated.isEmpty() ? ServerDefault.NONE : ServerDefault.of(expression);
        String type = rs.getString(3);
        String collation = rs.getString(9);
        return new Column(
                rs.getString(2),
                TypeText.parse(collation == null ? type : type + " collate " + collation, false),
                Truth.of(!rs.getBoolean(4)),
                value,
                numbered,
                generated.isEmpty() ? null : new Generated(String.valueOf(expression), generated.equals("s")),
                rs.getString(8));
    }

    private static Constraint constraint(ResultSet rs, List<String> columns) throws SQLException {
        String name = rs.getString(2);
        String definition = Objects.requireNonNullElse(rs.getString(14), "");
        return switch (rs.getString(3)) {
            case "p" -> new Constraint.PrimaryKey(name, columns);
            case "u" ->
                new Constraint.Unique(
                        name, columns, definition.contains("NULLS NOT DISTINCT"), rs.getBoolean(10), rs.getBoolean(11));
            case "f" ->
                new Constraint.ForeignKey(
                        name,
                        columns,
                        new QualifiedName(rs.getString(5), rs.getString(6)),
                        strings(rs, 7),
                        action(rs.getString(8)),
                        action(rs.getString(9)),
                        rs.getBoolean(10),
                        rs.getBoolean(11),
                        rs.getBoolean(12));
            case "c" -> new Constraint.Check(name, columns, rs.getString(13), rs.getBoolean(12));
            default -> new Constraint.Exclusion(name, columns, definition.replaceFirst("^EXCLUDE ", ""));
        };
    }

    private static ReferentialAction action(String code) {
        return switch (code) {
            case "r" -> ReferentialAction.RESTRICT;
            case "c" -> ReferentialAction.CASCADE;
            case "n" -> ReferentialAction.SET_NULL;
            case "d" -> ReferentialAction.SET_DEFAULT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    private static Index index(ResultSet rs, List<String> columns) throws SQLException {
        int keys = rs.getInt(6);
        List<String> definitions = strings(rs, 7);
        List<String> options = strings(rs, 9);
        List<String> operators = strings(rs, 10);
        List<Index.Part> parts = new ArrayList<>();
        List<String> include = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i).isEmpty() ? null : columns.get(i);
            if (i >= keys) {
                include.add(columns.get(i));
                continue;
            }
            int option = Integer.parseInt(options.get(i));
            boolean descending = (option & 1) != 0;
            boolean nullsFirst = (option & 2) != 0;
            StringBuilder words = new StringBuilder(operators.get(i));
            if (nullsFirst != descending) {
                words.append(words.length() == 0 ? "" : " ").append(nullsFirst ? "NULLS FIRST" : "NULLS LAST");
            }
            if (i == 0 && !rs.getBoolean(11)) {
                words.append(words.length() == 0 ? "" : " ").append("INVALID");
            }
            if (i == 0 && rs.getBoolean(12)) {
                words.append(words.length() == 0 ? "" : " ").append("NULLS NOT DISTINCT");
            }
            parts.add(new Index.Part(column, column == null ? definitions.get(i) : null, descending, words.toString()));
        }
        return new Index(rs.getString(2), parts, rs.getBoolean(3), rs.getString(4), rs.getString(5), include);
    }

    private static List<String> strings(ResultSet rs, int column) throws SQLException {
        Array array = rs.getArray(column);
        if (array == null) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        for (Object item : (Object[]) array.getArray()) {
            strings.add(String.valueOf(item));
        }
        return strings;
    }
}
