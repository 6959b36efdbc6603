// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.operation.ColumnDefinition;
import dev.mrt.operation.Operation;
import dev.mrt.schema.Column;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Difference.Facet;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.SqlType;
import dev.mrt.schema.Target;
import dev.mrt.schema.Truth;
import dev.mrt.schema.TypeChange;
import dev.mrt.schema.TypeSystem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations that make a column again as it was, or change it back. */
final class ColumnReversal {

    private final Target target;
    private final TypeSystem types;
    private final SqlWriter sql;
    private final List<String> obstacles;

    ColumnReversal(Target target, List<String> obstacles) {
        this.target = target;
        this.types = TypeSystem.of(target);
        this.sql = new SqlWriter(target.dialect());
        this.obstacles = obstacles;
    }

    /** The definition that makes a column; what is not known of it becomes an obstacle. */
    ColumnDefinition definition(QualifiedName table, Column column) {
        String name = "`" + table + "." + column.name() + "`";
        if (column.type().isUnknown()) {
            obstacles.add("the type that " + name + " had is not known");
        } else if (column.nullable().isUnknown()) {
            obstacles.add("whether " + name + " accepted NULL is not known");
        } else if (column.serverDefault().kind() == ServerDefault.Kind.UNKNOWN) {
            obstacles.add("the default that " + name + " had is not known");
        }
        boolean numbered = column.identity() != dev.mrt.schema.Identity.NONE;
        return new ColumnDefinition(
                column.name(),
                type(column.type()),
                column.nullable(),
                numbered ? ServerDefault.NONE : column.serverDefault(),
                column.identity(),
                column.generated(),
                column.comment(),
                null);
    }

    /** Changes one column back from what it is to what it was. */
    List<Operation> alter(QualifiedName table, Set<Facet> facets, Column is, Column was) {
        if (facets.contains(Facet.GENERATED) || facets.contains(Facet.IDENTITY)) {
            obstacles.add(
                    "how `" + table + "." + is.name() + "` is generated or numbered cannot be changed back in place");
            return List.of();
        }
        List<Operation> operations = new ArrayList<>();
        boolean retyped = facets.contains(Facet.TYPE);
        TypeChange change = types.change(is.type(), was.type());
        String using = retyped
                        && target.dialect() == Dialect.POSTGRESQL
                        && !change.needsUsing().isFalse()
                ? sql.quote(is.name()) + "::" + type(was.type()).text()
                : null;
        Set<Facet> changed = EnumSet.copyOf(facets);
        Column now = is;
        if (using != null && is.serverDefault().isPresent()) {
            // PostgreSQL cannot convert the default along with the values
            operations.add(alter(table, now, null, null, null, ServerDefault.NONE, null));
            now = now.withServerDefault(ServerDefault.NONE);
            changed.add(Facet.DEFAULT);
        }
        boolean defaultLater = using != null && was.serverDefault().isPresent() && changed.contains(Facet.DEFAULT);
        Truth nullable = changed.contains(Facet.NULLABLE) ? was.nullable() : null;
        ServerDefault value = changed.contains(Facet.DEFAULT)
                        && !defaultLater
                        && !now.serverDefault().equals(was.serverDefault())
                ? was.serverDefault()
                : null;
        String comment = changed.contains(Facet.COMMENT) ? (was.comment() == null ? "" : was.comment()) : null;
        ColumnType newType = retyped ? type(was.type()) : null;
        if (newType != null || nullable != null || value != null || comment != null) {
            operations.add(alter(table, now, newType, using, nullable, value, comment));
        }
        if (defaultLater) {
            operations.add(alter(table, now.withType(was.type()), null, null, null, was.serverDefault(), null));
        }
        if (retyped && was.type().isUnknown()) {
            obstacles.add("the type that `" + table + "." + is.name() + "` had is not known");
        }
        return operations;
    }

    private Operation alter(
            QualifiedName table,
            Column now,
            @Nullable ColumnType newType,
            @Nullable String using,
            @Nullable Truth nullable,
            @Nullable ServerDefault value,
            @Nullable String comment) {
        return new Operation.AlterColumn(
                table, now.name(), newType, using, nullable, value, null, comment, null, existing(now), false);
    }

    /** What a column is before it is changed: MySQL states it anew with every change. */
    private Operation.ExistingColumn existing(Column column) {
        return new Operation.ExistingColumn(
                column.type().isUnknown() ? null : type(column.type()),
                column.nullable().isUnknown() ? null : column.nullable(),
                column.serverDefault().isPresent() ? column.serverDefault() : null);
    }

    /** The type as text that the target reads as this type again. */
    private ColumnType type(SqlType type) {
        if (type.isUnknown()) {
            return ColumnType.UNKNOWN;
        }
        boolean cased = target.dialect() == Dialect.POSTGRESQL && !type.name().equals(lower(type.name()));
        String text = cased
                ? type.toString().replace(type.name(), "\"" + type.name().replace(".", "\".\"") + "\"")
                : type.toString();
        return ColumnType.of(text);
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    /** Values of the old kind of an enum type go through text to the new one. */
    List<Operation> throughText(QualifiedName table, Column column, ColumnType to) {
        String array = "[]".repeat(column.type().dimensions());
        String using = sql.quote(column.name()) + "::text" + array + "::" + to.text() + array;
        List<Operation> operations = new ArrayList<>();
        boolean hasDefault = column.serverDefault().isPresent();
        if (hasDefault) {
            operations.add(Operation.AlterColumn.serverDefault(table, column.name(), ServerDefault.NONE));
        }
        operations.add(Operation.AlterColumn.type(table, column.name(), ColumnType.of(to.text() + array), using));
        if (hasDefault) {
            operations.add(Operation.AlterColumn.serverDefault(table, column.name(), column.serverDefault()));
        }
        return operations;
    }

    /** An enum type's name as the text of a column type. */
    ColumnType named(QualifiedName enumType) {
        String schema = enumType.schema() == null ? "" : enumType.schema() + ".";
        return type(SqlType.of(schema + enumType.name()));
    }
}
