// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.catalog;

import static dev.mrt.verify.internal.catalog.CatalogTables.each;

import dev.mrt.schema.Column;
import dev.mrt.schema.Generated;
import dev.mrt.schema.Identity;
import dev.mrt.schema.ObjectKey;
import dev.mrt.schema.ObjectKind;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaObject;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.SqlType;
import dev.mrt.schema.Truth;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * SQL Server's catalog: the {@code sys} views of the connection's database. What lies in {@code dbo} has no schema. Tested on
 * recorded rows, not on a server.
 *
 * @see <a href="https://learn.microsoft.com/sql/relational-databases/system-catalog-views/object-catalog-views-transact-sql">views</a>
 */
public final class SqlServerCatalog implements Catalog {

    private static final String OWN = "case when s.name = 'dbo' then null else s.name end, t.name";

    private static final String FROM = " from sys.tables t join sys.schemas s on s.schema_id = t.schema_id ";

    private static final String TABLES = "select " + OWN + ", cast(p.value as nvarchar(4000))" + FROM
            + "left join sys.extended_properties p on p.major_id = t.object_id and p.minor_id = 0 and p.class = 1"
            + " and p.name = 'MS_Description' where t.is_ms_shipped = 0";

    private static final String COLUMNS = "select " + OWN
            + ", c.name, y.name, c.max_length, c.precision, c.scale, c.is_nullable, c.is_identity, d.definition,"
            + " g.definition, g.is_persisted, cast(p.value as nvarchar(4000))" + FROM
            + "join sys.columns c on c.object_id = t.object_id"
            + " join sys.types y on y.user_type_id = c.user_type_id"
            + " left join sys.default_constraints d on d.object_id = c.default_object_id"
            + " left join sys.computed_columns g on g.object_id = c.object_id and g.column_id = c.column_id"
            + " left join sys.extended_properties p on p.major_id = c.object_id and p.minor_id = c.column_id"
            + " and p.class = 1 and p.name = 'MS_Description' order by s.name, t.name, c.column_id";

    private static final String KEYS = "select " + OWN
            + ", k.name, k.is_system_named, case k.type when 'PK' then 'PRIMARY KEY' else 'UNIQUE' end, c.name,"
            + " null, null, null, null, null, 0, i.key_ordinal" + FROM
            + "join sys.key_constraints k on k.parent_object_id = t.object_id"
            + " join sys.index_columns i on i.object_id = t.object_id and i.index_id = k.unique_index_id"
            + " join sys.columns c on c.object_id = t.object_id and c.column_id = i.column_id"
            + " union all select " + OWN + ", f.name, f.is_system_named, 'FOREIGN KEY', c.name,"
            + " case when os.name = 'dbo' then null else os.name end, o.name, oc.name,"
            + " f.delete_referential_action_desc, f.update_referential_action_desc, f.is_not_trusted,"
            + " k.constraint_column_id" + FROM
            + "join sys.foreign_keys f on f.parent_object_id = t.object_id"
            + " join sys.foreign_key_columns k on k.constraint_object_id = f.object_id"
            + " join sys.columns c on c.object_id = t.object_id and c.column_id = k.parent_column_id"
            + " join sys.tables o on o.object_id = f.referenced_object_id"
            + " join sys.schemas os on os.schema_id = o.schema_id"
            + " join sys.columns oc on oc.object_id = o.object_id and oc.column_id = k.referenced_column_id"
            + " order by 1, 2, 3, 13";

    private static final String CHECKS = "select " + OWN
            + ", k.name, k.is_system_named, k.definition, k.is_not_trusted" + FROM
            + "join sys.check_constraints k on k.parent_object_id = t.object_id order by s.name, t.name, k.name";

    private static final String INDEXES = "select " + OWN
            + ", i.name, i.is_unique, i.type_desc, i.filter_definition, c.name, k.is_descending_key,"
            + " k.is_included_column" + FROM
            + "join sys.indexes i on i.object_id = t.object_id"
            + " join sys.index_columns k on k.object_id = t.object_id and k.index_id = i.index_id"
            + " join sys.columns c on c.object_id = t.object_id and c.column_id = k.column_id"
            + " where i.is_primary_key = 0 and i.is_unique_constraint = 0 and i.type > 0"
            + " order by s.name, t.name, i.name, k.index_column_id";

    private static final String OBJECTS = "select case o.type when 'V' then 'VIEW' when 'TR' then 'TRIGGER'"
            + " when 'P' then 'PROCEDURE' else 'FUNCTION' end,"
            + " case when s.name = 'dbo' then null else s.name end,"
            + " case when t.name is null then o.name else concat(t.name, '.', o.name) end, m.definition"
            + " from sys.objects o join sys.sql_modules m on m.object_id = o.object_id"
            + " join sys.schemas s on s.schema_id = o.schema_id"
            + " left join sys.tables t on t.object_id = o.parent_object_id"
            + " where o.type in ('V', 'TR', 'P', 'FN', 'IF', 'TF') and o.is_ms_shipped = 0"
            + " union all select 'SEQUENCE', case when s.name = 'dbo' then null else s.name end, q.name,"
            + " concat('start ', cast(q.start_value as bigint), ' increment ', cast(q.increment as bigint))"
            + " from sys.sequences q join sys.schemas s on s.schema_id = q.schema_id"
            + " union all select 'TYPE', case when s.name = 'dbo' then null else s.name end, y.name,"
            + " concat(b.name, ' ', y.max_length, ' ', y.precision, ' ', y.scale, ' ', y.is_nullable)"
            + " from sys.types y join sys.schemas s on s.schema_id = y.schema_id"
            + " join sys.types b on b.user_type_id = y.system_type_id where y.is_user_defined = 1";

    private Schema last = Schema.empty();

    @Override
    public void forget() {
        last = Schema.empty();
    }

    @Override
    public Schema read(Handle handle) {
        CatalogTables tables = new CatalogTables();
        each(handle, TABLES, rs -> tables.table(table(rs), rs.getString(3)));
        each(handle, COLUMNS, rs -> tables.column(table(rs), column(rs)));
        List<CatalogTables.KeyPart> keys = new ArrayList<>();
        each(
                handle,
                KEYS,
                rs -> keys.add(new CatalogTables.KeyPart(
                        table(rs),
                        rs.getString(3),
                        given(rs.getString(3), rs.getBoolean(4)),
                        rs.getString(5),
                        rs.getString(6),
                        rs.getString(8) == null ? null : new QualifiedName(rs.getString(7), rs.getString(8)),
                        rs.getString(9),
                        rs.getString(10),
                        rs.getString(11),
                        false,
                        false,
                        !rs.getBoolean(12))));
        tables.keys(keys);
        each(
                handle,
                CHECKS,
                rs -> tables.check(
                        table(rs), given(rs.getString(3), rs.getBoolean(4)), rs.getString(5), !rs.getBoolean(6)));
        List<CatalogTables.IndexPart> indexes = new ArrayList<>();
        each(
                handle,
                INDEXES,
                rs -> indexes.add(new CatalogTables.IndexPart(
                        table(rs),
                        rs.getString(3),
                        rs.getBoolean(4),
                        rs.getString(5).equals("NONCLUSTERED")
                                ? ""
                                : rs.getString(5).toLowerCase(Locale.ROOT),
                        rs.getString(6),
                        rs.getString(7),
                        null,
                        rs.getBoolean(8),
                        rs.getBoolean(9))));
        tables.indexes(indexes);
        last = tables.schema(objects(handle), last);
        return last;
    }

    private static QualifiedName table(ResultSet rs) throws SQLException {
        return new QualifiedName(rs.getString(1), rs.getString(2));
    }

    private static @Nullable String given(String name, boolean madeUp) {
        return madeUp ? null : name;
    }

    private static Column column(ResultSet rs) throws SQLException {
        String value = rs.getString(10);
        String generated = rs.getString(11);
        return new Column(
                rs.getString(3),
                type(rs.getString(4), rs.getInt(5), rs.getInt(6), rs.getInt(7)),
                Truth.of(rs.getBoolean(8)),
                value == null ? ServerDefault.NONE : ServerDefault.of(value),
                rs.getBoolean(9) ? Identity.ALWAYS : Identity.NONE,
                generated == null ? null : new Generated(generated, rs.getBoolean(12)),
                rs.getString(13));
    }

    /** Lengths are bytes, two for each national character, and -1 for {@code max}. */
    private static SqlType type(String name, int length, int precision, int scale) {
        String text = switch (name) {
            case "nvarchar", "nchar" -> length < 0 ? name + " max" : name + "(" + length / 2 + ")";
            case "varchar", "char", "varbinary", "binary" -> length < 0 ? name + " max" : name + "(" + length + ")";
            case "decimal", "numeric" -> name + "(" + precision + "," + scale + ")";
            case "datetime2", "time", "datetimeoffset" -> name + "(" + scale + ")";
            default -> name;
        };
        return TypeText.parse(text, false);
    }

    private static List<SchemaObject> objects(Handle handle) {
        List<SchemaObject> objects = new ArrayList<>();
        each(handle, OBJECTS, rs -> {
            ObjectKind kind = ObjectKind.valueOf(rs.getString(1));
            QualifiedName name = new QualifiedName(rs.getString(2), rs.getString(3));
            String text = CatalogTables.oneLine(rs.getString(4));
            objects.add(
                    kind == ObjectKind.SEQUENCE
                            ? new SchemaObject.Sequence(name, null, text)
                            : new SchemaObject.Defined(new ObjectKey(kind, name), text, List.of()));
        });
        return objects;
    }
}
