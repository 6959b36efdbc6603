// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;
import java.util.Locale;

/**
 * The types of one target: how its catalog prints a type that SQL spells some way, and what changing a column from one type
 * to another does. Implementations are immutable and thread-safe.
 */
public abstract sealed class TypeSystem permits PostgresqlTypes, MysqlTypes, SqliteTypes, OtherTypes {

    private final Target target;

    TypeSystem(Target target) {
        this.target = target;
    }

    /** The types of a target. */
    public static TypeSystem of(Target target) {
        return switch (target.dialect()) {
            case POSTGRESQL -> new PostgresqlTypes(target);
            case MYSQL, MARIADB -> new MysqlTypes(target);
            case SQLITE -> new SqliteTypes(target);
            case ORACLE, MSSQL, H2 -> new OtherTypes(target);
        };
    }

    /** The target. */
    public final Target target() {
        return target;
    }

    /**
     * The type as the target's catalog prints it.
     *
     * @param text the type as SQL spells it, such as {@code VARCHAR(50)}; {@link SqlType#UNKNOWN} for the empty text
     */
    public final SqlType type(String text) {
        return text.isBlank() ? SqlType.UNKNOWN : read(TypeText.parse(text));
    }

    /** The type that a migration asks for on this target; a named enum type where the target has such types. */
    public SqlType type(ColumnType asked) {
        return type(asked.textOn(target.dialect()));
    }

    /** Whether the type also numbers its column, as {@code SERIAL} does. */
    public boolean isSerial(String text) {
        return false;
    }

    /** What changing a column from one type to another does to its values, its table and the statement. */
    public final TypeChange change(SqlType from, SqlType to) {
        if (from.isUnknown() || to.isUnknown()) {
            return TypeChange.UNKNOWN;
        }
        return from.equals(to) ? TypeChange.NONE : changeOf(from, to);
    }

    abstract SqlType read(TypeText text);

    abstract TypeChange changeOf(SqlType from, SqlType to);

    /** A type by a normalised name with the arguments as numbers; arguments that are no numbers stay in the name. */
    static SqlType named(String name, TypeText text) {
        List<Integer> numbers = text.numbers();
        boolean readable = numbers.size() == text.arguments().size();
        String full = readable ? name : name + "(" + String.join(",", text.arguments()) + ")";
        return new SqlType(full, numbers, List.of(), text.dimensions(), false);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
