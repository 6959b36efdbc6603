// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * The types of MySQL and MariaDB as {@code information_schema.columns.column_type} prints them. MySQL prints no display
 * width since 8.0.19, except {@code tinyint(1)}; MariaDB and older ones do.
 * See <a href="https://dev.mysql.com/doc/refman/8.0/en/numeric-type-attributes.html">numeric type attributes</a>.
 */
final class MysqlTypes extends TypeSystem {

    private final boolean printsWidth;

    MysqlTypes(Target target) {
        super(target);
        this.printsWidth = target.dialect() == Dialect.MARIADB || !target.isAtLeast(8, 0);
    }

    @Override
    public boolean isSerial(String text) {
        return TypeText.parse(text).words().equals("serial");
    }

    @Override
    SqlType read(TypeText text) {
        String words = text.words();
        boolean unsigned = words.endsWith(" unsigned") || text.tail().startsWith("unsigned");
        if (words.endsWith(" unsigned")) {
            words = words.substring(0, words.length() - " unsigned".length());
        }
        int collation = words.indexOf(" character set ");
        collation = collation < 0 ? words.indexOf(" collate ") : collation;
        if (collation > 0) {
            words = words.substring(0, collation);
        }
        return switch (words) {
            case "int", "integer", "int4" -> integer("int", unsigned ? 10 : 11, text, unsigned);
            case "smallint", "int2" -> integer("smallint", unsigned ? 5 : 6, text, unsigned);
            case "mediumint", "int3", "middleint" -> integer("mediumint", unsigned ? 8 : 9, text, unsigned);
            case "bigint", "int8" -> integer("bigint", 20, text, unsigned);
            case "serial" -> integer("bigint", 20, text, true);
            case "tinyint", "int1" ->
                text.numbers().equals(List.of(1)) && !unsigned
                        ? SqlType.of("tinyint", 1)
                        : integer("tinyint", unsigned ? 3 : 4, text, unsigned);
            case "bool", "boolean" -> SqlType.of("tinyint", 1);
            case "numeric", "decimal", "dec", "fixed" -> decimal(text, unsigned);
            case "double", "double precision", "real", "float8" -> number("double", text, unsigned);
            case "float", "float4" ->
                text.numbers().size() == 1
                        ? number0(text.numbers().get(0) > 24 ? "double" : "float", unsigned)
                        : number("float", text, unsigned);
            case "varchar", "character varying", "nvarchar", "national varchar", "varcharacter", "string" ->
                named("varchar", text);
            case "char", "character", "nchar", "national char" ->
                text.arguments().isEmpty() ? SqlType.of("char", 1) : named("char", text);
            case "bit" -> text.arguments().isEmpty() ? SqlType.of("bit", 1) : named("bit", text);
            case "binary" -> text.arguments().isEmpty() ? SqlType.of("binary", 1) : named("binary", text);
            case "enum", "set" -> new SqlType(words, List.of(), text.labels(), 0, false);
            case "json" -> SqlType.of(target().dialect() == Dialect.MARIADB ? "longtext collate utf8mb4_bin" : "json");
            case "uuid" ->
                target().dialect() == Dialect.MARIADB && !target().isAtLeast(10, 7)
                        ? SqlType.of("char", 32)
                        : SqlType.of("uuid");
            case "clob" -> SqlType.of("text");
            case "timestamp without time zone", "timestamp with time zone", "timestamptz" -> named("timestamp", text);
            case "datetime", "timestamp", "time" ->
                text.numbers().equals(List.of(0)) ? SqlType.of(words) : named(words, text);
            case "year" -> printsWidth ? SqlType.of("year", 4) : SqlType.of("year");
            default -> named(words, text);
        };
    }

    private SqlType integer(String name, int width, TypeText text, boolean unsigned) {
        if (!printsWidth) {
            return new SqlType(name, List.of(), List.of(), 0, unsigned);
        }
        List<Integer> given = text.numbers();
        return new SqlType(name, given.isEmpty() ? List.of(width) : given, List.of(), 0, unsigned);
    }

    private static SqlType decimal(TypeText text, boolean unsigned) {
        List<Integer> numbers = new ArrayList<>(text.numbers());
        if (numbers.isEmpty()) {
            numbers.add(10);
        }
        if (numbers.size() == 1) {
            numbers.add(0);
        }
        return new SqlType("decimal", numbers, List.of(), 0, unsigned);
    }

    private static SqlType number(String name, TypeText text, boolean unsigned) {
        return new SqlType(name, text.numbers(), List.of(), 0, unsigned);
    }

    private static SqlType number0(String name, boolean unsigned) {
        return new SqlType(name, List.of(), List.of(), 0, unsigned);
    }

    @Override
    TypeChange changeOf(SqlType from, SqlType to) {
        if (from.name().equals("enum") && to.name().equals("enum")) {
            return changeOfLabels(from, to);
        }
        ValueRange source = range(from);
        ValueRange sink = range(to);
        ValueRange.Loss loss = source.to(sink, from, to);
        return new TypeChange(loss.kind(), loss.detail(), rewrites(from, to), Truth.FALSE);
    }

    private static TypeChange changeOfLabels(SqlType from, SqlType to) {
        List<String> gone = new ArrayList<>(from.labels());
        gone.removeAll(to.labels());
        boolean appended = to.labels().size() >= from.labels().size()
                && to.labels().subList(0, from.labels().size()).equals(from.labels());
        if (gone.isEmpty()) {
            return new TypeChange(TypeChange.Kind.LOSSLESS, "", Truth.of(!appended), Truth.FALSE);
        }
        return new TypeChange(TypeChange.Kind.NARROWING, "values " + String.join(", ", gone), Truth.TRUE, Truth.FALSE);
    }

    /** In place only where a VARCHAR grows without its length prefix growing from one byte to two (at most 4 bytes a character). */
    private static Truth rewrites(SqlType from, SqlType to) {
        if (from.name().equals("varchar")
                && to.name().equals("varchar")
                && !from.parameters().isEmpty()
                && !to.parameters().isEmpty()) {
            int before = from.parameters().get(0);
            int after = to.parameters().get(0);
            if (after < before) {
                return Truth.TRUE;
            }
            return after <= 63 || before >= 256 ? Truth.FALSE : Truth.UNKNOWN;
        }
        return from.name().equals(to.name()) && isInteger(from) && from.unsigned() == to.unsigned()
                ? Truth.FALSE
                : Truth.TRUE;
    }

    private static boolean isInteger(SqlType type) {
        return range(type).family() == TypeFamily.INTEGER;
    }

    private static ValueRange range(SqlType type) {
        List<Integer> numbers = type.parameters();
        int first = numbers.isEmpty() ? ValueRange.UNBOUNDED : numbers.get(0);
        int collation = type.name().indexOf(" collate ");
        return switch (collation < 0 ? type.name() : type.name().substring(0, collation)) {
            case "tinyint" -> integer(1, type);
            case "smallint" -> integer(2, type);
            case "mediumint" -> integer(3, type);
            case "int" -> integer(4, type);
            case "bigint" -> integer(8, type);
            case "float" -> ValueRange.of(TypeFamily.FLOAT, 4);
            case "double" -> ValueRange.of(TypeFamily.FLOAT, 8);
            case "decimal" ->
                new ValueRange(TypeFamily.DECIMAL, numbers.get(0) - numbers.get(1), numbers.get(1), false, false);
            case "varchar", "char" -> ValueRange.of(TypeFamily.STRING, first);
            case "tinytext" -> ValueRange.of(TypeFamily.STRING, 255);
            case "text" -> ValueRange.of(TypeFamily.STRING, 65_535);
            case "mediumtext" -> ValueRange.of(TypeFamily.STRING, 16_777_215);
            case "longtext" -> ValueRange.of(TypeFamily.STRING);
            case "enum" -> ValueRange.of(TypeFamily.OTHER);
            case "varbinary", "binary" -> ValueRange.of(TypeFamily.BINARY, first);
            case "tinyblob" -> ValueRange.of(TypeFamily.BINARY, 255);
            case "blob" -> ValueRange.of(TypeFamily.BINARY, 65_535);
            case "mediumblob" -> ValueRange.of(TypeFamily.BINARY, 16_777_215);
            case "longblob" -> ValueRange.of(TypeFamily.BINARY);
            case "date" -> ValueRange.of(TypeFamily.DATE);
            case "time" -> ValueRange.of(TypeFamily.TIME, numbers.isEmpty() ? 0 : first);
            case "datetime", "timestamp" -> ValueRange.of(TypeFamily.TIMESTAMP, numbers.isEmpty() ? 0 : first);
            case "json" -> ValueRange.of(TypeFamily.JSON);
            default -> ValueRange.of(TypeFamily.OTHER);
        };
    }

    private static ValueRange integer(int bytes, SqlType type) {
        return new ValueRange(TypeFamily.INTEGER, bytes, 0, false, type.unsigned());
    }
}
