// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.seed;

import dev.mrt.rendering.Sql;
import dev.mrt.schema.Column;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.SqlType;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Values for columns, as text that the database reads as the column's type. The same row number gives the same value;
 * different row numbers give different values as far as the type has them. Immutable and thread-safe.
 */
final class SampleValues {

    /** Which kind of row a value is for. */
    enum Kind {
        /** An everyday value. */
        PLAIN,
        /** The longest, the largest, not ASCII. */
        LARGEST,
        /** The empty, the smallest, zero. */
        SMALLEST
    }

    private final Dialect dialect;
    private final UserTypes types;
    private final long seed;

    SampleValues(Dialect dialect, UserTypes types, long seed) {
        this.dialect = dialect;
        this.types = types;
        this.seed = Math.floorMod(seed, 1000);
    }

    /** The value's text, without quotes. */
    String text(Column column, int row, Kind kind) {
        return text(column.name(), types.base(column.type()), row, kind);
    }

    /** A value's text as a literal for the column. */
    String literal(Column column, String text) {
        SqlType type = types.base(column.type());
        String name = type.name().toLowerCase(Locale.ROOT);
        if (dialect != Dialect.POSTGRESQL && type.dimensions() == 0) {
            if (isBinary(name)) {
                return dialect == Dialect.SQLITE || dialect.isMysqlFamily() || dialect == Dialect.H2
                        ? "X'" + text + "'"
                        : Sql.text(dialect, text);
            }
            if (name.equals("bit") && dialect.isMysqlFamily()) {
                return "b'" + text + "'";
            }
            if (isNumber(text) && !isTextual(name)) {
                return text;
            }
            if (dialect == Dialect.H2 && (text.equals("true") || text.equals("false"))) {
                return text;
            }
        }
        return Sql.text(dialect, text);
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && !(c == '-' && i == 0)) {
                return false;
            }
        }
        return !text.equals("-") && !text.equals(".");
    }

    private static boolean isTextual(String name) {
        return name.contains("char") || name.contains("text") || name.contains("clob") || name.contains("string");
    }

    private static boolean isBinary(String name) {
        return name.contains("blob") || name.contains("binary") || name.equals("bytea") || name.equals("raw");
    }

    private String text(String column, SqlType type, int row, Kind kind) {
        if (type.dimensions() > 0) {
            String element = text(column, types.base(type.array(0)), row, kind == Kind.SMALLEST ? Kind.PLAIN : kind);
            return kind == Kind.SMALLEST
                    ? "{}"
                    : "{\"" + element.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        }
        List<String> labels = type.labels().isEmpty() ? types.labels(type) : type.labels();
        if (!labels.isEmpty()) {
            return labels.get(kind == Kind.LARGEST ? labels.size() - 1 : row % labels.size());
        }
        String name = type.name().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        String plain = (dot < 0 ? name : name.substring(dot + 1)).replace("\"", "");
        return switch (plain) {
            case "smallint", "int2", "smallserial" -> whole(row, kind, type, 15);
            case "tinyint" ->
                type.parameters().equals(List.of(1)) ? String.valueOf((row + 1) % 2) : whole(row, kind, type, 7);
            case "mediumint" -> whole(row, kind, type, 23);
            case "integer", "int", "int4", "serial", "oid" -> whole(row, kind, type, 31);
            case "bigint", "int8", "bigserial" -> whole(row, kind, type, 63);
            case "boolean", "bool" -> bool(row);
            case "numeric", "decimal", "dec", "number", "fixed" -> decimal(row, kind, type);
            case "real", "float", "double", "double precision", "float4", "float8", "binary_float" ->
                kind == Kind.SMALLEST ? "0" : (row + 1 + seed) + ".5";
            case "money" -> (row + 1) + ".50";
            case "date" -> LocalDate.of(2020, 1, 1).plusDays(row + seed).toString();
            case "time", "time without time zone" -> time(row);
            case "time with time zone", "timetz" -> time(row) + "+00";
            case "timestamp", "timestamp without time zone", "datetime", "smalldatetime", "datetime2" ->
                LocalDate.of(2020, 1, 1).plusDays(row + seed) + " 10:00:" + two(row % 60) + fraction(plain);
            case "timestamp with time zone", "timestamptz", "datetimeoffset" ->
                LocalDate.of(2020, 1, 1).plusDays(row + seed) + " 10:00:" + two(row % 60) + "+00";
            case "interval" -> (row + 1) + " hours";
            case "year" -> String.valueOf(2000 + row % 100);
            case "uuid", "uniqueidentifier" -> "00000000-0000-4000-8000-" + hex(row, 12);
            case "json", "jsonb" -> kind == Kind.SMALLEST ? "{}" : "{\"k\": " + (row + 1) + "}";
            case "bytea" -> "\\x" + hex(row, 4);
            case "inet", "inet4" -> "10.0." + (row / 250) + "." + (row % 250 + 1);
            case "inet6" -> "::" + Integer.toHexString(row + 1);
            case "cidr" -> "10." + (row % 250 + 1) + ".0.0/16";
            case "macaddr" -> "08:00:2b:01:02:" + hex(row, 2);
            case "macaddr8" -> "08:00:2b:01:02:03:04:" + hex(row, 2);
            case "bit" ->
                bits(row, type.parameters().isEmpty() ? 1 : type.parameters().get(0));
            case "bit varying", "varbit" -> "1" + Integer.toBinaryString(row);
            case "tsvector" -> "word" + row;
            case "tsquery" -> "word" + row;
            case "xml" -> "<k>" + row + "</k>";
            case "hstore" -> "\"k\"=>\"" + row + "\"";
            case "ltree" -> "top.n" + row;
            case "point" -> "(" + row + ",1)";
            case "line" -> "{1,2," + row + "}";
            case "lseg", "box", "path" -> "((0,0),(1," + (row + 1) + "))";
            case "polygon" -> "((0,0),(1,1),(1," + (row + 2) + "))";
            case "circle" -> "<(0,0)," + (row + 1) + ">";
            case "int4range", "int8range", "numrange" -> "[" + row * 10 + "," + (row * 10 + 5) + ")";
            case "daterange" ->
                "[" + LocalDate.of(2020, 1, 1).plusDays(row * 10L) + ","
                        + LocalDate.of(2020, 1, 6).plusDays(row * 10L) + ")";
            case "tsrange", "tstzrange" ->
                "[" + LocalDate.of(2020, 1, 1).plusDays(row * 10L) + ","
                        + LocalDate.of(2020, 1, 6).plusDays(row * 10L) + ")";
            case "int4multirange", "int8multirange", "nummultirange" -> "{[" + row * 10 + "," + (row * 10 + 5) + ")}";
            case "pg_lsn" -> "0/" + hex(row + 1, 4);
            case "vector" -> vector(type, row);
            case "\"char\"" -> letter(row);
            default -> isBinary(plain) ? hex(row, binaryDigits(type)) : string(column, type, plain, row, kind);
        };
    }

    private String bool(int row) {
        boolean value = row % 2 == 0;
        return dialect == Dialect.SQLITE || dialect.isMysqlFamily() ? (value ? "1" : "0") : String.valueOf(value);
    }

    private String whole(int row, Kind kind, SqlType type, int bits) {
        if (kind == Kind.LARGEST) {
            int used = type.unsigned() ? bits + 1 : bits;
            return BigInteger.ONE.shiftLeft(used).subtract(BigInteger.ONE).toString();
        }
        if (kind == Kind.SMALLEST) {
            return "0";
        }
        return String.valueOf((bits == 7 ? 0 : seed) + row + 1);
    }

    private String decimal(int row, Kind kind, SqlType type) {
        List<Integer> parameters = type.parameters();
        if (parameters.isEmpty()) {
            return kind == Kind.SMALLEST ? "0" : (row + 1 + seed) + ".25";
        }
        int scale = parameters.size() > 1 ? Math.max(0, parameters.get(1)) : 0;
        int before = Math.max(0, parameters.get(0) - scale);
        if (kind == Kind.SMALLEST) {
            return "0";
        }
        if (kind == Kind.LARGEST) {
            return (before == 0 ? "0" : "9".repeat(before)) + (scale == 0 ? "" : "." + "9".repeat(scale));
        }
        long limit = before >= 18 ? Long.MAX_VALUE : (long) Math.pow(10, before);
        String whole = before == 0 ? "0" : String.valueOf((row + 1) % limit);
        return scale == 0 ? whole : whole + "." + ((row + 1) % 9 + 1);
    }

    private String fraction(String name) {
        return dialect == Dialect.SQLITE && name.equals("datetime") ? ".000000" : "";
    }

    private static String time(int row) {
        return "10:" + two(row / 60 % 60) + ":" + two(row % 60);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    private static String hex(int row, int digits) {
        String text = Integer.toHexString(row + 1);
        return text.length() >= digits
                ? text.substring(text.length() - digits)
                : "0".repeat(digits - text.length()) + text;
    }

    private static int binaryDigits(SqlType type) {
        int bytes =
                type.parameters().isEmpty() ? 4 : Math.min(16, type.parameters().get(0));
        return 2 * Math.max(1, bytes);
    }

    private static String bits(int row, int length) {
        String text = Integer.toBinaryString(row + 1);
        return text.length() >= length
                ? text.substring(text.length() - length)
                : "0".repeat(length - text.length()) + text;
    }

    private static String vector(SqlType type, int row) {
        int size = type.parameters().isEmpty() ? 3 : type.parameters().get(0);
        return "[" + (row + 1) + ",0".repeat(Math.max(0, size - 1)) + "]";
    }

    private static String letter(int row) {
        return String.valueOf((char) ('a' + row % 26));
    }

    /** Row number first, so that values differ also where they are cut. */
    private static String string(String column, SqlType type, String name, int row, Kind kind) {
        int length = type.parameters().isEmpty() ? 0 : type.parameters().get(0);
        boolean fixed = name.startsWith("char") && !name.contains("varying");
        if (name.equals("character") || name.equals("char") || name.equals("bpchar")) {
            length = Math.max(1, length);
        }
        if (fixed && length == 32) {
            // How SQLAlchemy and Django keep a UUID where the database has no such type.
            return hex(row, 32);
        }
        if (length > 0 && length < 3) {
            return length == 1 ? letter(row) : letter(row / 26) + letter(row);
        }
        if (kind == Kind.SMALLEST && !fixed) {
            return "";
        }
        String text = (row + 1) + " " + column;
        if (kind == Kind.LARGEST) {
            int wanted = length == 0 ? 200 : Math.min(length, 200);
            StringBuilder long200 = new StringBuilder(text).append(" ä€");
            while (long200.length() < wanted) {
                long200.append('x');
            }
            text = long200.toString();
        }
        return length > 0 && text.length() > length ? text.substring(0, length).strip() : text;
    }
}
