// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import dev.mrt.schema.EnumType;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.SchemaObject;
import dev.mrt.verify.internal.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Reads what PostgreSQL has beside tables: types, views, sequences, functions, triggers, policies and the like. Stateless. */
final class PostgresqlObjects {

    private PostgresqlObjects() {}

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

    /** The objects of the connection's database. */
    static List<SchemaObject> read(Handle handle) {
        String ofType = "n.nspname !~ '^pg_' and not exists (select 1 from pg_depend d where d.objid = t.oid"
                + " and d.classid = 'pg_type'::regclass and d.deptype = 'e')";
        String ofClass = "n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not exists (select 1"
                + " from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')";
        String own = handle.select("select current_schema()")
                .mapTo(String.class)
                .findOne()
                .orElse("public");
        return handle.select(OBJECTS.replace("{type}", ofType).replace("{class}", ofClass))
                .map((rs, ctx) -> object(rs, own))
                .list();
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
