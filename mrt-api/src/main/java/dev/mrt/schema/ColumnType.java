// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The type that a migration asks for, before the target is known: SQL type text, with another text on some dialects (a
 * UUID is {@code UUID} on PostgreSQL and {@code CHAR(32)} elsewhere). {@link TypeSystem} turns the text of one dialect into
 * a {@link SqlType}.
 *
 * @param text the type on every dialect that has no text of its own, such as {@code VARCHAR(50)}; empty where unknown
 * @param variants the type on particular dialects
 * @param enumType the named enum type that this type refers to on dialects that have such types, or null
 * @param createsEnum whether creating a table with this type also creates the enum type there
 */
public record ColumnType(
        String text,
        Map<Dialect, String> variants,
        @Nullable EnumType enumType,
        boolean createsEnum) {

    /** A type of which nothing is known. */
    public static final ColumnType UNKNOWN = new ColumnType("", Map.of(), null, false);

    public ColumnType {
        Objects.requireNonNull(text, "text");
        variants = variants.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(variants));
    }

    /** The same type text on every dialect. */
    public static ColumnType of(String text) {
        return new ColumnType(text, Map.of(), null, false);
    }

    /** This type with another text on one dialect. */
    public ColumnType on(Dialect dialect, String other) {
        Map<Dialect, String> all = new EnumMap<>(Dialect.class);
        all.putAll(variants);
        all.put(dialect, other);
        return new ColumnType(text, all, enumType, createsEnum);
    }

    /** The type's text on a dialect; MariaDB falls back to MySQL. Empty where unknown. */
    public String textOn(Dialect dialect) {
        String own = variants.get(dialect);
        if (own == null && dialect == Dialect.MARIADB) {
            own = variants.get(Dialect.MYSQL);
        }
        return own == null ? text : own;
    }

    /** True where nothing is known of this type on any dialect. */
    public boolean isUnknown() {
        return text.isEmpty() && variants.isEmpty() && enumType == null;
    }
}
