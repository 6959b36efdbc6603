// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.schema;

import java.util.List;

/**
 * PostgreSQL's types as {@code format_type} prints them. Names and conversions:
 * <a href="https://www.postgresql.org/docs/15/datatype.html">data types</a>,
 * <a href="https://www.postgresql.org/docs/15/sql-altertable.html">ALTER TABLE</a>; casts and rewrites were observed on
 * PostgreSQL 15.
 */
final class PostgresqlTypes extends TypeSystem {

    PostgresqlTypes(Target target) {
        super(target);
    }

    @Override
    public SqlType type(ColumnType asked) {
        EnumType named = asked.enumType();
        if (named == null) {
            return super.type(asked);
        }
        String schema = named.name().schema();
        String name = schema == null || schema.equals("public")
                ? named.name().name()
                : schema + "." + named.name().name();
        int dimensions = TypeText.parse(asked.textOn(Dialect.POSTGRESQL)).dimensions();
        return new SqlType(name, List.of(), List.of(), dimensions, false);
    }

    @Override
    public boolean isSerial(String text) {
        return switch (TypeText.parse(text).words()) {
            case "serial", "serial2", "serial4", "serial8", "smallserial", "bigserial" -> true;
            default -> false;
        };
    }

    @Override
    SqlType read(TypeText written) {
        // the catalog does not tell how many dimensions an array was declared with
        TypeText text = written.dimensions() > 1
                ? new TypeText(written.words(), written.quoted(), written.arguments(), written.tail(), 1)
                : written;
        if (text.quoted()) {
            return named(withoutPublic(text.words()), text);
        }
        return switch (text.words()) {
            case "int", "int4", "integer", "serial", "serial4", "mediumint" -> plain("integer", text);
            case "int2", "smallint", "smallserial", "serial2", "tinyint" -> plain("smallint", text);
            case "int8", "bigint", "bigserial", "serial8" -> plain("bigint", text);
            case "float4", "real" -> plain("real", text);
            case "float8", "double precision", "double" -> plain("double precision", text);
            case "float" ->
                plain(text.numbers().isEmpty() || text.numbers().get(0) > 24 ? "double precision" : "real", text);
            case "numeric", "decimal", "dec" -> numeric(text);
            case "bool", "boolean" -> plain("boolean", text);
            case "varchar",
                    "character varying",
                    "char varying",
                    "national character varying",
                    "nvarchar",
                    "varchar2",
                    "string" -> named("character varying", text);
            case "char", "character", "nchar", "national character" ->
                text.arguments().isEmpty()
                        ? SqlType.of("character", 1).array(text.dimensions())
                        : named("character", text);
            case "bpchar" -> named(text.arguments().isEmpty() ? "bpchar" : "character", text);
            case "text", "clob", "longtext", "mediumtext", "tinytext" -> plain("text", text);
            case "bytea", "blob", "longblob", "mediumblob", "varbinary", "binary" -> plain("bytea", text);
            case "bit" ->
                text.arguments().isEmpty() ? SqlType.of("bit", 1).array(text.dimensions()) : named("bit", text);
            case "bit varying", "varbit" -> named("bit varying", text);
            case "timestamp", "datetime" -> zoned("timestamp", text);
            case "timestamp without time zone" -> named("timestamp without time zone", text);
            case "timestamptz", "timestamp with time zone" -> named("timestamp with time zone", text);
            case "time" -> zoned("time", text);
            case "time without time zone" -> named("time without time zone", text);
            case "timetz", "time with time zone" -> named("time with time zone", text);
            default -> named(withoutPublic(text.words()), text);
        };
    }

    private static String withoutPublic(String name) {
        return name.startsWith("public.") ? name.substring("public.".length()) : name;
    }

    private static SqlType plain(String name, TypeText text) {
        return new SqlType(name, List.of(), List.of(), text.dimensions(), false);
    }

    private static SqlType zoned(String name, TypeText text) {
        return named(name + (text.tail().equals("with time zone") ? " with time zone" : " without time zone"), text);
    }

    private static SqlType numeric(TypeText text) {
        List<Integer> numbers = text.numbers();
        List<Integer> both = numbers.size() == 1 ? List.of(numbers.get(0), 0) : numbers;
        return new SqlType("numeric", both, List.of(), text.dimensions(), false);
    }

    @Override
    TypeChange changeOf(SqlType from, SqlType to) {
        if (from.dimensions() != to.dimensions()) {
            return new TypeChange(
                    TypeChange.Kind.UNKNOWN, "", Truth.TRUE, Truth.of(to.dimensions() > 0 || !isString(to)));
        }
        ValueRange source = range(from);
        ValueRange sink = range(to);
        ValueRange.Loss loss = source.to(sink, from, to);
        return new TypeChange(loss.kind(), loss.detail(), rewrites(from, to, source, sink), needsUsing(from, to));
    }

    private static boolean isString(SqlType type) {
        return switch (type.name()) {
            case "text", "character varying", "character", "bpchar", "citext", "name" -> true;
            default -> false;
        };
    }

    private static boolean isUnpadded(SqlType type) {
        return type.name().equals("text") || type.name().equals("character varying");
    }

    private static ValueRange range(SqlType type) {
        List<Integer> numbers = type.parameters();
        int first = numbers.isEmpty() ? ValueRange.UNBOUNDED : numbers.get(0);
        return switch (type.name()) {
            case "smallint" -> ValueRange.of(TypeFamily.INTEGER, 2);
            case "integer" -> ValueRange.of(TypeFamily.INTEGER, 4);
            case "bigint" -> ValueRange.of(TypeFamily.INTEGER, 8);
            case "real" -> ValueRange.of(TypeFamily.FLOAT, 4);
            case "double precision" -> ValueRange.of(TypeFamily.FLOAT, 8);
            case "numeric" ->
                numbers.size() < 2
                        ? new ValueRange(TypeFamily.DECIMAL, ValueRange.UNBOUNDED, ValueRange.UNBOUNDED, false, false)
                        : new ValueRange(TypeFamily.DECIMAL, first - numbers.get(1), numbers.get(1), false, false);
            case "boolean" -> ValueRange.of(TypeFamily.BOOLEAN);
            case "text", "character varying", "character", "bpchar", "citext" ->
                ValueRange.of(TypeFamily.STRING, first);
            case "bytea" -> ValueRange.of(TypeFamily.BINARY);
            case "date" -> ValueRange.of(TypeFamily.DATE);
            case "time without time zone", "timestamp without time zone" -> time(type, numbers, false);
            case "time with time zone", "timestamp with time zone" -> time(type, numbers, true);
            case "json", "jsonb" -> ValueRange.of(TypeFamily.JSON);
            case "uuid" -> ValueRange.of(TypeFamily.UUID);
            default -> ValueRange.of(TypeFamily.OTHER);
        };
    }

    private static ValueRange time(SqlType type, List<Integer> numbers, boolean zoned) {
        TypeFamily family = type.name().startsWith("timestamp") ? TypeFamily.TIMESTAMP : TypeFamily.TIME;
        return new ValueRange(family, numbers.isEmpty() ? 6 : numbers.get(0), 0, zoned, false);
    }

    /** Only where the stored bytes stay valid as they are does the table stay as it is. */
    private Truth rewrites(SqlType from, SqlType to, ValueRange source, ValueRange sink) {
        if (from.dimensions() > 0) {
            return Truth.TRUE;
        }
        if (isUnpadded(from) && isUnpadded(to)) {
            return Truth.of(sink.size() < source.size());
        }
        if (from.name().equals("numeric") && to.name().equals("numeric")) {
            boolean unbounded = to.parameters().isEmpty();
            boolean wider = sink.scale() == source.scale() && sink.size() >= source.size();
            return Truth.of(!unbounded && !wider);
        }
        if (from.name().equals(to.name()) && source.family() == TypeFamily.TIMESTAMP) {
            return Truth.of(sink.size() < source.size());
        }
        if (from.name().equals(to.name()) && source.family() == TypeFamily.TIME) {
            return Truth.of(sink.size() < source.size());
        }
        if (source.family() == TypeFamily.TIMESTAMP && sink.family() == TypeFamily.TIMESTAMP) {
            // since version 12 not where the session's time zone is UTC
            return target().isAtLeast(12, 0) ? Truth.UNKNOWN : Truth.TRUE;
        }
        if (areBinaryAlike(from, to)
                || (from.name().equals("bit varying") && to.name().equals("bit varying"))
                || (from.name().equals("citext")
                        && isUnpadded(to)
                        && to.parameters().isEmpty())
                || (isUnpadded(from) && to.name().equals("citext"))
                || (from.name().equals("cidr") && to.name().equals("inet"))) {
            return Truth.FALSE;
        }
        return Truth.TRUE;
    }

    private static boolean areBinaryAlike(SqlType from, SqlType to) {
        return switch (from.name()) {
            case "integer" -> to.name().equals("oid");
            case "oid" -> to.name().equals("integer");
            case "xml" -> isUnpadded(to) && to.parameters().isEmpty();
            case "bit" -> to.name().equals("bit varying") && to.parameters().isEmpty();
            default -> false;
        };
    }

    /** PostgreSQL converts by itself where there is a cast in assignment, which to strings there always is. */
    private static Truth needsUsing(SqlType from, SqlType to) {
        if (isString(to) || from.name().equals(to.name())) {
            return Truth.FALSE;
        }
        TypeFamily source = range(from).family();
        TypeFamily sink = range(to).family();
        if (source == TypeFamily.OTHER || sink == TypeFamily.OTHER) {
            if (hasAssignmentCast(from, to)) {
                return Truth.FALSE;
            }
            // two types that are not built in may have a cast of their own
            return isBuiltIn(from, source) || isBuiltIn(to, sink) ? Truth.TRUE : Truth.UNKNOWN;
        }
        boolean numbers = isNumber(source) && isNumber(sink);
        boolean times = (source == TypeFamily.TIMESTAMP
                        && (sink == TypeFamily.TIMESTAMP
                                || sink == TypeFamily.DATE
                                || (sink == TypeFamily.TIME
                                        && (range(from).zoned() || !range(to).zoned()))))
                || (source == TypeFamily.DATE && sink == TypeFamily.TIMESTAMP)
                || (source == TypeFamily.TIME && sink == TypeFamily.TIME);
        boolean json = source == TypeFamily.JSON && sink == TypeFamily.JSON;
        return Truth.of(!numbers && !times && !json);
    }

    private static boolean isBuiltIn(SqlType type, TypeFamily family) {
        if (family != TypeFamily.OTHER) {
            return true;
        }
        return switch (type.name()) {
            case "interval",
                    "inet",
                    "cidr",
                    "macaddr",
                    "macaddr8",
                    "bit",
                    "bit varying",
                    "money",
                    "oid",
                    "xml",
                    "tsvector",
                    "tsquery",
                    "point" -> true;
            default -> false;
        };
    }

    /** The casts in assignment between built-in types that are not of the common families. */
    private static boolean hasAssignmentCast(SqlType from, SqlType to) {
        return switch (from.name()) {
            case "money" -> to.name().equals("numeric");
            case "numeric" -> to.name().equals("money");
            case "integer", "bigint" -> to.name().equals("money") || to.name().equals("oid");
            case "smallint" -> to.name().equals("oid");
            case "oid" -> to.name().equals("integer") || to.name().equals("bigint");
            case "interval" -> to.name().equals("time without time zone");
            case "time without time zone" -> to.name().equals("interval");
            case "cidr" -> to.name().equals("inet");
            case "inet" -> to.name().equals("cidr");
            case "bit" -> to.name().equals("bit varying");
            case "bit varying" -> to.name().equals("bit");
            default -> false;
        };
    }

    private static boolean isNumber(TypeFamily family) {
        return family == TypeFamily.INTEGER || family == TypeFamily.DECIMAL || family == TypeFamily.FLOAT;
    }
}
