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
import dev.mrt.schema.SqlType;
import dev.mrt.schema.Truth;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Oracle's catalog from release 12.2 on: the {@code USER_} views of the connection's schema. Names that nobody quoted are in
 * lower case. Tested on recorded rows, not on a server.
 *
 * @see <a href="https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/static-data-dictionary-views.html">views</a>
 */
public final class OracleCatalog implements Catalog {

    private static final String TABLES = "select t.table_name, c.comments from user_tables t"
            + " left join user_tab_comments c on c.table_name = t.table_name"
            + " where t.nested = 'NO' and t.secondary = 'N' and t.table_name not like 'BIN$%'"
            + " and not exists (select 1 from user_mviews m where m.container_name = t.table_name)";

    // data_default is a LONG, which the driver reads only in the order of the columns.
    private static final String COLUMNS =
            "select c.table_name, c.column_name, c.data_type, c.data_precision, c.data_scale,"
                    + " c.char_length, c.char_used, c.data_length, c.nullable, c.virtual_column, i.generation_type, m.comments,"
                    + " c.data_default from user_tab_cols c"
                    + " left join user_tab_identity_cols i on i.table_name = c.table_name and i.column_name = c.column_name"
                    + " left join user_col_comments m on m.table_name = c.table_name and m.column_name = c.column_name"
                    + " where c.hidden_column = 'NO' order by c.table_name, c.column_id";

    private static final String KEYS = "select c.table_name, c.constraint_name, c.generated, c.constraint_type,"
            + " k.column_name, o.table_name, o.column_name, c.delete_rule, c.deferrable, c.deferred, c.validated"
            + " from user_constraints c join user_cons_columns k on k.constraint_name = c.constraint_name"
            + " left join user_cons_columns o on o.constraint_name = c.r_constraint_name and o.position = k.position"
            + " where c.constraint_type in ('P', 'U', 'R') order by c.table_name, c.constraint_name, k.position";

    private static final String CHECKS = "select table_name, constraint_name, generated, search_condition_vc, validated"
            + " from user_constraints where constraint_type = 'C' order by table_name, constraint_name";

    // column_expression is a LONG, too.
    private static final String INDEXES =
            "select i.table_name, i.index_name, i.uniqueness, i.index_type, c.column_name,"
                    + " c.descend, e.column_expression from user_indexes i"
                    + " join user_ind_columns c on c.index_name = i.index_name"
                    + " left join user_ind_expressions e on e.index_name = i.index_name and e.column_position = c.column_position"
                    + " where i.index_type <> 'LOB' and not exists"
                    + " (select 1 from user_constraints k where k.index_name = i.index_name and k.constraint_type in ('P', 'U'))"
                    + " order by i.table_name, i.index_name, c.column_position";

    private static final String VIEWS = "select 'VIEW', view_name, text_vc from user_views"
            + " union all select 'SEQUENCE', sequence_name, 'start ' || min_value || ' increment ' || increment_by"
            + " || ' cycle ' || cycle_flag from user_sequences where sequence_name not like 'ISEQ$$%'";

    // query is a LONG, which no union takes.
    private static final String MATERIALIZED_VIEWS =
            "select 'MATERIALIZED_VIEW', mview_name, query from user_mviews order by mview_name";

    private static final String SOURCES = "select s.type, case when t.table_name is null then s.name"
            + " else t.table_name || '.' || s.name end, s.text from user_source s"
            + " left join user_triggers t on t.trigger_name = s.name and s.type = 'TRIGGER'"
            + " where s.type in ('FUNCTION', 'PROCEDURE', 'TRIGGER', 'TYPE') order by s.type, s.name, s.line";

    private Schema last = Schema.empty();

    @Override
    public void forget() {
        last = Schema.empty();
    }

    @Override
    public Schema read(Handle handle) {
        CatalogTables tables = new CatalogTables();
        each(handle, TABLES, rs -> tables.table(name(rs.getString(1)), rs.getString(2)));
        Set<String> notNull = new HashSet<>();
        each(handle, COLUMNS, rs -> {
            QualifiedName table = name(rs.getString(1));
            Column column = column(rs);
            if (column.nullable() == Truth.FALSE) {
                notNull.add(table + "\0\"" + rs.getString(2) + "\" IS NOT NULL");
            }
            tables.column(table, column);
        });
        List<CatalogTables.KeyPart> keys = new ArrayList<>();
        each(
                handle,
                KEYS,
                rs -> keys.add(new CatalogTables.KeyPart(
                        name(rs.getString(1)),
                        rs.getString(2),
                        given(rs.getString(2), rs.getString(3)),
                        switch (rs.getString(4)) {
                            case "P" -> "PRIMARY KEY";
                            case "U" -> "UNIQUE";
                            default -> "FOREIGN KEY";
                        },
                        folded(rs.getString(5)),
                        rs.getString(6) == null ? null : name(rs.getString(6)),
                        rs.getString(7) == null ? null : folded(rs.getString(7)),
                        rs.getString(8),
                        null,
                        "DEFERRABLE".equals(rs.getString(9)),
                        "DEFERRED".equals(rs.getString(10)),
                        "VALIDATED".equals(rs.getString(11)))));
        tables.keys(keys);
        each(handle, CHECKS, rs -> {
            // NOT NULL is a check, too; the column shows it already.
            if (!notNull.contains(name(rs.getString(1)) + "\0" + rs.getString(4))) {
                tables.check(
                        name(rs.getString(1)),
                        given(rs.getString(2), rs.getString(3)),
                        String.valueOf(rs.getString(4)),
                        "VALIDATED".equals(rs.getString(5)));
            }
        });
        List<CatalogTables.IndexPart> indexes = new ArrayList<>();
        each(handle, INDEXES, rs -> indexes.add(indexPart(rs)));
        tables.indexes(indexes);
        last = tables.schema(objects(handle), last);
        return last;
    }

    private static QualifiedName name(String name) {
        return folded(null, name);
    }

    private static @Nullable String given(String name, String generated) {
        return generated.equals("GENERATED NAME") ? null : folded(name);
    }

    private static CatalogTables.IndexPart indexPart(ResultSet rs) throws SQLException {
        String type = rs.getString(4);
        boolean descending = "DESC".equals(rs.getString(6));
        String column = rs.getString(5);
        String expression = rs.getString(7);
        // A descending column is kept as an expression that is its name in quotes.
        if (expression != null && descending && expression.matches("\"[^\"]+\"")) {
            column = expression.substring(1, expression.length() - 1);
            expression = null;
        }
        return new CatalogTables.IndexPart(
                name(rs.getString(1)),
                folded(rs.getString(2)),
                rs.getString(3).equals("UNIQUE"),
                type.endsWith("NORMAL") ? "" : type.toLowerCase(Locale.ROOT),
                null,
                folded(column),
                expression,
                descending,
                false);
    }

    private static Column column(ResultSet rs) throws SQLException {
        SqlType type = type(rs);
        Truth nullable = Truth.of(rs.getString(9).equals("Y"));
        boolean virtual = "YES".equals(rs.getString(10));
        String identity = rs.getString(11);
        String comment = rs.getString(12);
        String text = rs.getString(13);
        String value = text == null || text.strip().equalsIgnoreCase("null") ? null : text.strip();
        return new Column(
                folded(rs.getString(2)),
                type,
                nullable,
                value == null || virtual || identity != null ? ServerDefault.NONE : ServerDefault.of(value),
                identity == null ? Identity.NONE : identity.equals("ALWAYS") ? Identity.ALWAYS : Identity.BY_DEFAULT,
                virtual && value != null ? new Generated(value, false) : null,
                comment);
    }

    private static SqlType type(ResultSet rs) throws SQLException {
        String name = rs.getString(3);
        String precision = rs.getString(4);
        String scale = rs.getString(5);
        String text = switch (name) {
            case "NUMBER" ->
                precision == null ? scale == null ? name : "INTEGER" : name + "(" + precision + "," + scale + ")";
            case "VARCHAR2", "CHAR" ->
                name + "(" + rs.getString(6) + ")" + ("B".equals(rs.getString(7)) ? " byte" : "");
            case "NVARCHAR2", "NCHAR" -> name + "(" + rs.getString(6) + ")";
            case "RAW" -> name + "(" + rs.getString(8) + ")";
            case "FLOAT" -> precision == null ? name : name + "(" + precision + ")";
            default -> name;
        };
        return TypeText.parse(text, true);
    }

    private static List<SchemaObject> objects(Handle handle) {
        Map<ObjectKey, StringBuilder> texts = new LinkedHashMap<>();
        for (String whole : List.of(VIEWS, MATERIALIZED_VIEWS)) {
            each(
                    handle,
                    whole,
                    rs -> texts.put(
                            new ObjectKey(ObjectKind.valueOf(rs.getString(1)), name(rs.getString(2))),
                            new StringBuilder(rs.getString(3) == null ? "" : rs.getString(3))));
        }
        each(
                handle,
                SOURCES,
                rs -> texts.computeIfAbsent(
                                new ObjectKey(ObjectKind.valueOf(rs.getString(1)), name(rs.getString(2))),
                                any -> new StringBuilder())
                        .append(rs.getString(3)));
        List<SchemaObject> objects = new ArrayList<>();
        texts.forEach((key, text) -> {
            String definition = CatalogTables.oneLine(text.toString());
            objects.add(
                    key.kind() == ObjectKind.SEQUENCE
                            ? new SchemaObject.Sequence(key.name(), null, definition)
                            : new SchemaObject.Defined(key, definition, List.of()));
        });
        return objects;
    }
}
