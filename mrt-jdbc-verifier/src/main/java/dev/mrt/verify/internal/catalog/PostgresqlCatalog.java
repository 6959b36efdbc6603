// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.Generated;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ReferentialAction;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import dev.mrt.verify.internal.json.Json;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's catalog, in the server's own words. Objects of extensions and of the server are left out. One query tells
 * which relations changed since the last reading; where tables only came and went, only those are read.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalogs.html">System catalogs</a>
 */
public final class PostgresqlCatalog implements Catalog {

    /** The first object identifier that is given to a user's object. */
    private static final int FIRST_NORMAL = 16384;

    /** What tells whether a relation is what it was: rows of the catalog are replaced, never changed. */
    private record Signature(
            String name, @Nullable String shape, @Nullable String rest) {}

    private record Definition(long oid, QualifiedName name, String comment) {}

    private Map<Long, Signature> known = Map.of();
    private String knownObjects = "";
    private Map<Long, QualifiedName> names = Map.of();
    private Schema last = Schema.empty();

    @Override
    public void forget() {
        known = Map.of();
        knownObjects = "";
        names = Map.of();
        last = Schema.empty();
    }

    @Override
    public Schema read(Handle handle) {
        Map<Long, Signature> now = signatures(handle);
        String objects = handle.select(OBJECT_SIGNATURE).mapTo(String.class).one();
        if (objects.equals(knownObjects) && now.equals(known)) {
            return last;
        }
        Set<Long> changed = new HashSet<>();
        boolean partly = objects.equals(knownObjects) && !known.isEmpty();
        for (Map.Entry<Long, Signature> relation : now.entrySet()) {
            Signature old = known.get(relation.getKey());
            if (old == null) {
                changed.add(relation.getKey());
            } else if (!old.equals(relation.getValue())) {
                changed.add(relation.getKey());
                // A renamed table or column shows in the definitions of others, which are not changed themselves.
                partly &= old.name().equals(relation.getValue().name())
                        && Objects.equals(old.shape(), relation.getValue().shape());
            }
        }
        Map<Long, QualifiedName> oids = new HashMap<>();
        Schema schema = Schema.empty();
        if (partly) {
            schema = last;
            for (Map.Entry<Long, QualifiedName> old : names.entrySet()) {
                if (!now.containsKey(old.getKey())) {
                    schema = schema.without(old.getValue());
                } else {
                    oids.put(old.getKey(), old.getValue());
                }
            }
        }
        if (!partly) {
            schema = objects(handle, tables(handle, schema, null, oids));
        } else if (!changed.isEmpty()) {
            schema = tables(handle, schema, changed, oids);
        }
        known = now;
        knownObjects = objects;
        names = oids;
        last = schema;
        return schema;
    }

    // Count and sum of row versions: a row that is replaced gets a higher one than any before it, so that equal counts
    // and
    // sums mean equal rows.
    private static final String SIGNATURES = """
            select 'name', oid, concat(relnamespace, '.', relname), xmin::text from pg_class
              where oid >= 16384 and relkind in ('r', 'p')
            union all
            select 'shape', attrelid, count(*)::text, sum(xmin::text::bigint)::text from pg_attribute
              where attrelid >= 16384 and attnum > 0 group by 2
            union all
            select 'rest', adrelid, concat('d', count(*)), sum(xmin::text::bigint)::text from pg_attrdef group by 2
            union all
            select 'rest', conrelid, concat('c', count(*)), sum(xmin::text::bigint)::text from pg_constraint
              where conrelid >= 16384 group by 2
            union all
            select 'rest', i.indrelid, concat('i', count(*)), sum(i.xmin::text::bigint + x.xmin::text::bigint)::text
              from pg_index i join pg_class x on x.oid = i.indexrelid where i.indrelid >= 16384 group by 2
            union all
            select 'rest', objoid, concat('m', count(*)), sum(xmin::text::bigint)::text from pg_description
              where objoid >= 16384 and classoid = 'pg_class'::regclass group by 2""";

    private static Map<Long, Signature> signatures(Handle handle) {
        Map<Long, String> names = new HashMap<>();
        Map<Long, String> shapes = new HashMap<>();
        Map<Long, String> rests = new HashMap<>();
        handle.select(SIGNATURES)
                .map((rs, ctx) -> {
                    long oid = rs.getLong(2);
                    String what = rs.getString(3);
                    String versions = what + ":" + rs.getString(4);
                    switch (rs.getString(1)) {
                        case "name" -> {
                            names.put(oid, what);
                            rests.merge(oid, versions, String::concat);
                        }
                        case "shape" -> shapes.put(oid, versions);
                        default -> rests.merge(oid, versions, String::concat);
                    }
                    return oid;
                })
                .list();
        Map<Long, Signature> signatures = new HashMap<>();
        names.forEach((oid, name) -> signatures.put(oid, new Signature(name, shapes.get(oid), rests.get(oid))));
        return signatures;
    }

    private static final String OBJECT_SIGNATURE = """
            select concat_ws(';',
              (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_type
                where oid >= 16384 and (typtype in ('e', 'd', 'r') or typtype = 'c' and typrelid in
                  (select oid from pg_class where relkind = 'c' and oid >= 16384))),
              (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_enum where oid >= 16384),
              (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_proc where oid >= 16384),
              (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_class
                where oid >= 16384 and relkind in ('v', 'm')),
              (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_rewrite where oid >= 16384),
              (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_trigger
                where oid >= 16384 and not tgisinternal),
              (select concat(count(*), ':', sum(s.xmin::text::bigint)) from pg_sequence s
                where s.seqrelid >= 16384 and not exists (select 1 from pg_depend d where d.objid = s.seqrelid
                  and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i'))),
              (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_policy),
              (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_namespace where oid >= 16384),
              (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_statistic_ext),
              (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_extension))""";

    private static Schema tables(
            Handle handle, Schema schema, @Nullable Set<Long> some, Map<Long, QualifiedName> oids) {
        // As a parameter, so that the text stays the same and the server keeps its plan.
        String filter = some == null ? "" : " and c.oid = any(cast(:some as oid[]))";
        String chosen = some == null
                ? "{}"
                : "{" + String.join(",", some.stream().map(String::valueOf).toList()) + "}";
        String from = " from pg_class c join pg_namespace n on n.oid = c.relnamespace ";
        String where = " where c.oid >= " + FIRST_NORMAL
                + " and c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and not exists (select 1 from pg_depend d"
                + " where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')" + filter;
        Map<Long, Definition> tables = new LinkedHashMap<>();
        select(
                        handle,
                        "select c.oid, case when n.nspname = current_schema() then null else n.nspname end, c.relname,"
                                + " coalesce(obj_description(c.oid, 'pg_class'), '')" + from + where
                                + " order by c.oid")
                .bind("some", chosen)
                .map((rs, ctx) -> tables.put(
                        rs.getLong(1),
                        new Definition(
                                rs.getLong(1), new QualifiedName(rs.getString(2), rs.getString(3)), rs.getString(4))))
                .list();
        Map<Long, List<Column>> columns = new HashMap<>();
        select(
                        handle,
                        "select c.oid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,"
                                + " a.attgenerated, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum),"
                                + " case when a.attcollation <> t.typcollation then k.collname end,"
                                + " exists (select 1 from pg_depend p where p.refobjid = c.oid and p.refobjsubid = a.attnum"
                                + " and p.deptype = 'a' and p.classid = 'pg_class'::regclass"
                                + " and p.refclassid = 'pg_class'::regclass and p.objid in"
                                + " (select q.seqrelid from pg_sequence q))"
                                + from
                                + "join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
                                + " join pg_type t on t.oid = a.atttypid"
                                + " left join pg_collation k on k.oid = a.attcollation"
                                + " left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum"
                                + where + " order by c.oid, a.attnum")
                .bind("some", chosen)
                .map((rs, ctx) -> columns.computeIfAbsent(rs.getLong(1), any -> new ArrayList<>())
                        .add(column(rs)))
                .list();
        Map<Long, List<Constraint>> constraints = new HashMap<>();
        select(
                        handle,
                        "select c.oid, k.conname, k.contype, " + columnNames("k.conrelid", "k.conkey") + ","
                                + " case when f.relnamespace = current_schema()::regnamespace then null"
                                + " else f.relnamespace::regnamespace::text end, f.relname, "
                                + columnNames("k.confrelid", "k.confkey")
                                + ", k.confdeltype, k.confupdtype, k.condeferrable,"
                                + " k.condeferred, k.convalidated, pg_get_expr(k.conbin, k.conrelid),"
                                + " pg_get_constraintdef(k.oid)"
                                + from
                                + "join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')"
                                + " left join pg_class f on f.oid = k.confrelid"
                                + where + " and k.conparentid = 0 order by c.oid, k.conname")
                .bind("some", chosen)
                .map((rs, ctx) -> constraints
                        .computeIfAbsent(rs.getLong(1), any -> new ArrayList<>())
                        .add(constraint(rs)))
                .list();
        Map<Long, List<Index>> indexes = new HashMap<>();
        select(
                        handle,
                        "select c.oid, x.relname, i.indisunique, m.amname, pg_get_expr(i.indpred, i.indrelid),"
                                + " i.indnkeyatts, array(select pg_get_indexdef(i.indexrelid, p, true)"
                                + " from generate_series(1, i.indnatts) p),"
                                + " array(select coalesce(a.attname, '') from unnest(i.indkey::int[]) with ordinality u(n, p)"
                                + " left join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n and u.n > 0"
                                + " order by u.p),"
                                + " i.indoption::int[], array(select case when o.opcdefault then '' else o.opcname end"
                                + " from unnest(i.indclass::oid[]) with ordinality u(id, p) join pg_opclass o on o.oid = u.id"
                                + " order by u.p), i.indisvalid,"
                                + " coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)"
                                + from + "join pg_index i on i.indrelid = c.oid join pg_class x on x.oid = i.indexrelid"
                                + " join pg_am m on m.oid = x.relam"
                                + where
                                + " and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid"
                                + " and k.contype in ('p', 'u', 'x')) and not x.relispartition order by c.oid, x.relname")
                .bind("some", chosen)
                .map((rs, ctx) -> indexes.computeIfAbsent(rs.getLong(1), any -> new ArrayList<>())
                        .add(index(rs)))
                .list();
        Schema result = schema;
        for (Definition table : tables.values()) {
            oids.put(table.oid(), table.name());
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

    private static Query select(Handle handle, String sql) {
        Query query = handle.createQuery(sql);
        query.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        return query;
    }

    private static String columnNames(String relation, String numbers) {
        return "array(select a.attname from unnest(" + numbers + ") with ordinality u(n, p)"
                + " join pg_attribute a on a.attrelid = " + relation + " and a.attnum = u.n order by u.p)";
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

    private static Constraint constraint(ResultSet rs) throws SQLException {
        String name = rs.getString(2);
        List<String> columns = strings(rs, 4);
        String definition = rs.getString(14);
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

    private static Index index(ResultSet rs) throws SQLException {
        int keys = rs.getInt(6);
        List<String> definitions = strings(rs, 7);
        List<String> columns = strings(rs, 8);
        List<String> options = strings(rs, 9);
        List<String> operators = strings(rs, 10);
        List<Index.Part> parts = new ArrayList<>();
        List<String> include = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
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

    private static final String OBJECTS = """
            select 'ENUM_TYPE', n.nspname, t.typname,
                   (select jsonb_agg(e.enumlabel order by e.enumsortorder)::text from pg_enum e where e.enumtypid = t.oid)
              from pg_type t join pg_namespace n on n.oid = t.typnamespace
              where t.typtype = 'e' and t.oid >= 16384 and {type}
            union all
            select 'TYPE', n.nspname, t.typname,
                   'domain ' || format_type(t.typbasetype, t.typtypmod) || case when t.typnotnull then ' not null' else '' end
                   || coalesce(' default ' || t.typdefault, '') || coalesce((select string_agg(' ' || pg_get_constraintdef(k.oid),
                      '' order by k.conname) from pg_constraint k where k.contypid = t.oid and k.contype = 'c'), '')
              from pg_type t join pg_namespace n on n.oid = t.typnamespace
              where t.typtype = 'd' and t.oid >= 16384 and {type}
            union all
            select 'TYPE', n.nspname, t.typname, 'composite ' || (select string_agg(a.attname || ' '
                   || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum) from pg_attribute a
                   where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)
              from pg_type t join pg_namespace n on n.oid = t.typnamespace join pg_class c on c.oid = t.typrelid
              where t.typtype = 'c' and c.relkind = 'c' and t.oid >= 16384 and {type}
            union all
            select 'TYPE', n.nspname, t.typname, 'range ' || format_type(r.rngsubtype, null)
              from pg_type t join pg_namespace n on n.oid = t.typnamespace join pg_range r on r.rngtypid = t.oid
              where t.typtype = 'r' and t.oid >= 16384 and {type}
            union all
            select case c.relkind when 'v' then 'VIEW' else 'MATERIALIZED_VIEW' end, n.nspname, c.relname, pg_get_viewdef(c.oid)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('v', 'm') and c.oid >= 16384 and {class}
            union all
            select 'SEQUENCE', n.nspname, c.relname, format_type(s.seqtypid, null) || ' start ' || s.seqstart || ' increment '
                   || s.seqincrement || ' minvalue ' || s.seqmin || ' maxvalue ' || s.seqmax || ' cache ' || s.seqcache
                   || case when s.seqcycle then ' cycle' else '' end
              from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_sequence s on s.seqrelid = c.oid
              where c.oid >= 16384 and {class} and not exists (select 1 from pg_depend d where d.objid = c.oid
                and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i'))
            union all
            select case p.prokind when 'p' then 'PROCEDURE' when 'a' then 'AGGREGATE' else 'FUNCTION' end, n.nspname,
                   p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
                   case when p.prokind = 'a' then '' else pg_get_functiondef(p.oid) end
              from pg_proc p join pg_namespace n on n.oid = p.pronamespace
              where p.oid >= 16384 and n.nspname !~ '^pg_' and not exists (select 1 from pg_depend d where d.objid = p.oid
                and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
            union all
            select 'TRIGGER', n.nspname, c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid)
                   || case t.tgenabled when 'O' then '' else ' enabled ' || t.tgenabled::text end
              from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
              where not t.tgisinternal and t.oid >= 16384
            union all
            select 'POLICY', n.nspname, c.relname || '.' || p.polname, p.polcmd::text || ' ' || p.polpermissive::text || ' '
                   || coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' check '
                   || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
              from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
            union all
            select 'EXTENSION', null, e.extname, '' from pg_extension e where e.extname <> 'plpgsql'
            union all
            select 'SCHEMA', null, n.nspname, '' from pg_namespace n
              where n.oid >= 16384 and n.nspname !~ '^pg_' and n.nspname <> current_schema()
            union all
            select 'STATISTICS', n.nspname, s.stxname, pg_get_statisticsobjdef(s.oid)
              from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace""";

    private static Schema objects(Handle handle, Schema schema) {
        String ofType = "n.nspname !~ '^pg_' and not exists (select 1 from pg_depend d where d.objid = t.oid"
                + " and d.classid = 'pg_type'::regclass and d.deptype = 'e')";
        String ofClass = "n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not exists (select 1"
                + " from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')";
        String own = handle.select("select current_schema()")
                .mapTo(String.class)
                .findOne()
                .orElse("public");
        List<SchemaObject> objects = handle.select(
                        OBJECTS.replace("{type}", ofType).replace("{class}", ofClass))
                .map((rs, ctx) -> object(rs, own))
                .list();
        Schema result = schema;
        for (SchemaObject object : objects) {
            result = result.with(object);
        }
        return result;
    }

    private static SchemaObject object(ResultSet rs, String own) throws SQLException {
        ObjectKind kind = ObjectKind.valueOf(rs.getString(1));
        String namespace = rs.getString(2);
        QualifiedName name = new QualifiedName(own.equals(namespace) ? null : namespace, rs.getString(3));
        String definition = Objects.requireNonNullElse(rs.getString(4), "");
        return switch (kind) {
            case ENUM_TYPE -> new EnumType(name, labels(definition));
            case SEQUENCE -> new SchemaObject.Sequence(name, null, definition);
            default ->
                new SchemaObject.Defined(
                        new ObjectKey(kind, name),
                        String.join(" ", Arrays.asList(definition.strip().split("\\s+", -1))),
                        List.of());
        };
    }

    private static List<String> labels(String json) {
        List<String> labels = new ArrayList<>();
        if (!json.isEmpty()) {
            for (String label : Json.parseStrings(json)) {
                labels.add(String.valueOf(label));
            }
        }
        return labels;
    }
}
