// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Dialect;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The column types of Django's fields on each database: {@code data_types} of the database wrappers of Django 5.2, by what
 * a field's {@code get_internal_type()} answers.
 */
final class ColumnTypes {

    private static final Map<String, ColumnType> FIXED = Map.ofEntries(
            Map.entry("AutoField", type("integer", "integer", "integer", "NUMBER(11)")),
            Map.entry("BigAutoField", type("bigint", "bigint", "integer", "NUMBER(19)")),
            Map.entry("SmallAutoField", type("smallint", "smallint", "integer", "NUMBER(5)")),
            Map.entry("BinaryField", type("bytea", "longblob", "BLOB", "BLOB")),
            Map.entry("BooleanField", type("boolean", "bool", "bool", "NUMBER(1)")),
            Map.entry("DateField", ColumnType.of("date")),
            Map.entry("DateTimeField", type("timestamp with time zone", "datetime(6)", "datetime", "TIMESTAMP")),
            Map.entry("DurationField", type("interval", "bigint", "bigint", "INTERVAL DAY(9) TO SECOND(6)")),
            Map.entry("FloatField", type("double precision", "double precision", "real", "DOUBLE PRECISION")),
            Map.entry("IntegerField", type("integer", "integer", "integer", "NUMBER(11)")),
            Map.entry("BigIntegerField", type("bigint", "bigint", "bigint", "NUMBER(19)")),
            Map.entry("SmallIntegerField", type("smallint", "smallint", "smallint", "NUMBER(11)")),
            Map.entry("IPAddressField", type("inet", "char(15)", "char(15)", "VARCHAR2(15)")),
            Map.entry("GenericIPAddressField", type("inet", "char(39)", "char(39)", "VARCHAR2(39)")),
            Map.entry("JSONField", type("jsonb", "json", "text", "NCLOB")),
            Map.entry("PositiveBigIntegerField", type("bigint", "bigint UNSIGNED", "bigint unsigned", "NUMBER(19)")),
            Map.entry("PositiveIntegerField", type("integer", "integer UNSIGNED", "integer unsigned", "NUMBER(11)")),
            Map.entry(
                    "PositiveSmallIntegerField",
                    type("smallint", "smallint UNSIGNED", "smallint unsigned", "NUMBER(11)")),
            Map.entry("TextField", type("text", "longtext", "text", "NCLOB")),
            Map.entry("TimeField", type("time", "time(6)", "time", "TIMESTAMP")),
            // before MariaDB 10.7, MysqlTypes reads it as the char(32) that Django makes there
            Map.entry(
                    "UUIDField",
                    type("uuid", "char(32)", "char(32)", "VARCHAR2(32)").on(Dialect.MARIADB, "uuid")),
            // django.contrib.postgres
            Map.entry("HStoreField", ColumnType.of("hstore")),
            Map.entry("CITextField", ColumnType.of("citext")),
            Map.entry("CICharField", ColumnType.of("citext")),
            Map.entry("CIEmailField", ColumnType.of("citext")),
            Map.entry("IntegerRangeField", ColumnType.of("int4range")),
            Map.entry("BigIntegerRangeField", ColumnType.of("int8range")),
            Map.entry("DecimalRangeField", ColumnType.of("numrange")),
            Map.entry("FloatRangeField", ColumnType.of("numrange")),
            Map.entry("DateTimeRangeField", ColumnType.of("tstzrange")),
            Map.entry("DateRangeField", ColumnType.of("daterange")),
            Map.entry("SearchVectorField", ColumnType.of("tsvector")),
            Map.entry("SearchQueryField", ColumnType.of("tsquery")));

    private ColumnTypes() {}

    /** The type of a column of an internal type without parameters; unknown where there is none of that name. */
    static ColumnType of(String internalType) {
        return FIXED.getOrDefault(internalType, ColumnType.UNKNOWN);
    }

    /**
     * The type of a character column.
     *
     * @param maxLength the length, 0 for one without limit, or -1 where it is not known
     */
    static ColumnType characters(int maxLength) {
        if (maxLength < 0) {
            return ColumnType.UNKNOWN;
        }
        if (maxLength == 0) {
            return ColumnType.of("varchar");
        }
        return ColumnType.of("varchar(" + maxLength + ")").on(Dialect.ORACLE, "NVARCHAR2(" + maxLength + ")");
    }

    /** The type of a decimal column. */
    static ColumnType decimal(int maxDigits, int decimalPlaces) {
        String parameters = "(" + maxDigits + ", " + decimalPlaces + ")";
        return type("numeric" + parameters, "numeric" + parameters, "decimal", "NUMBER" + parameters);
    }

    /** An array of a type (PostgreSQL, which knows neither the size nor the number of dimensions). */
    static ColumnType array(ColumnType base) {
        String text = base.textOn(Dialect.POSTGRESQL);
        return text.isEmpty() || text.endsWith("[]") ? base : ColumnType.of(text + "[]");
    }

    /** The internal type of a column that refers to a column of an internal type ({@code rel_db_type}). */
    static String referring(String internalType) {
        return switch (internalType) {
            case "AutoField" -> "IntegerField";
            case "BigAutoField" -> "BigIntegerField";
            case "SmallAutoField" -> "SmallIntegerField";
            default -> internalType;
        };
    }

    /** Whether the database numbers a column of that internal type. */
    static boolean isAuto(String internalType) {
        return internalType.equals("AutoField")
                || internalType.equals("BigAutoField")
                || internalType.equals("SmallAutoField");
    }

    /** Whether Django adds a check that values are not negative. */
    static boolean isPositive(String internalType) {
        return internalType.equals("PositiveIntegerField")
                || internalType.equals("PositiveSmallIntegerField")
                || internalType.equals("PositiveBigIntegerField");
    }

    /**
     * The empty string as SQL, where columns of that internal type may hold it ({@code empty_strings_allowed}); {@code ?} where
     * the internal type is not known, and null for any other.
     */
    static @Nullable String emptyText(String internalType) {
        return switch (internalType) {
            case "CharField",
                    "TextField",
                    "SlugField",
                    "FileField",
                    "FilePathField",
                    "BinaryField",
                    "CITextField",
                    "CICharField",
                    "CIEmailField" -> "''";
            case "" -> "?";
            default -> null;
        };
    }

    private static ColumnType type(String postgresql, String mysql, String sqlite, String oracle) {
        ColumnType type = ColumnType.of(postgresql).on(Dialect.ORACLE, oracle);
        if (!mysql.equals(postgresql)) {
            type = type.on(Dialect.MYSQL, mysql);
        }
        return sqlite.equals(postgresql) ? type : type.on(Dialect.SQLITE, sqlite);
    }
}
