// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Value;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Dialect;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The column types that SQLAlchemy, its dialects and well-known packages have by name. */
final class NamedTypes {

    private NamedTypes() {}

    /**
     * The type of a class, or {@link ColumnType#UNKNOWN}.
     *
     * @param call what makes the type; null where the class itself stands for it
     */
    static ColumnType type(Value.Symbol symbol, @Nullable CallValue call) {
        Value size = call == null ? null : call.argument(0, "length");
        switch (symbol.name()) {
            case "Integer", "INTEGER", "INT" -> {
                return integer("INTEGER", call);
            }
            case "SmallInteger", "SMALLINT", "SmallInt" -> {
                return integer("SMALLINT", call);
            }
            case "BigInteger", "BIGINT", "BigInt" -> {
                return integer("BIGINT", call);
            }
            case "TINYINT", "MEDIUMINT" -> {
                return integer(symbol.name(), call);
            }
            case "String", "VARCHAR", "Unicode", "AutoString", "StringEnum" -> {
                return ColumnType.of(sized("VARCHAR", size));
            }
            case "NVARCHAR", "NCHAR", "CHAR", "BINARY", "VARBINARY", "VARCHAR2", "NVARCHAR2" -> {
                return ColumnType.of(sized(symbol.name(), size));
            }
            case "Text", "TEXT", "UnicodeText" -> {
                return ColumnType.of("TEXT").on(Dialect.ORACLE, "CLOB");
            }
            case "CLOB",
                    "NCLOB",
                    "NTEXT",
                    "LONGTEXT",
                    "MEDIUMTEXT",
                    "TINYTEXT",
                    "LONGBLOB",
                    "MEDIUMBLOB",
                    "TINYBLOB" -> {
                return ColumnType.of(symbol.name());
            }
            case "Boolean", "BOOLEAN", "BOOL" -> {
                return ColumnType.of("BOOLEAN")
                        .on(Dialect.MYSQL, "BOOL")
                        .on(Dialect.MSSQL, "BIT")
                        .on(Dialect.ORACLE, "SMALLINT");
            }
            case "Date",
                    "DATE",
                    "YEAR",
                    "REAL",
                    "MONEY",
                    "OID",
                    "REGCLASS",
                    "JSONB",
                    "INET",
                    "CIDR",
                    "MACADDR",
                    "MACADDR8",
                    "TSVECTOR",
                    "TSQUERY",
                    "HSTORE",
                    "BYTEA",
                    "INT4RANGE",
                    "INT8RANGE",
                    "NUMRANGE",
                    "DATERANGE",
                    "TSRANGE",
                    "TSTZRANGE",
                    "INT4MULTIRANGE",
                    "INT8MULTIRANGE",
                    "NUMMULTIRANGE",
                    "DATEMULTIRANGE",
                    "TSMULTIRANGE",
                    "TSTZMULTIRANGE",
                    "JSONPATH",
                    "CITEXT",
                    "XML",
                    "ROWID",
                    "IMAGE",
                    "UNIQUEIDENTIFIER",
                    "DATETIME2",
                    "SMALLDATETIME",
                    "DATETIMEOFFSET",
                    "SMALLMONEY",
                    "PG_LSN" -> {
                return ColumnType.of(symbol.name().toUpperCase(Locale.ROOT));
            }
            case "CIText" -> {
                return ColumnType.of("CITEXT");
            }
            case "JSON", "JSONType", "JSONEncodedDict" -> {
                boolean ofPackage = symbol.root().equals("sqlalchemy_utils");
                return symbol.name().equals("JSON") || ofPackage ? ColumnType.of("JSON") : ColumnType.UNKNOWN;
            }
            case "DateTime", "DATETIME" -> {
                return dateTime(call);
            }
            case "TIMESTAMP" -> {
                return timestamp(call);
            }
            case "Time", "TIME" -> {
                String zone = zone(call);
                return ColumnType.of("TIME").on(Dialect.POSTGRESQL, "TIME" + precision(call) + zone);
            }
            case "Interval", "INTERVAL" -> {
                boolean isNative =
                        symbol.name().equals("INTERVAL") || symbol.path().contains("postgresql");
                return isNative
                        ? ColumnType.of("INTERVAL")
                        : ColumnType.of("DATETIME")
                                .on(Dialect.POSTGRESQL, "INTERVAL")
                                .on(Dialect.ORACLE, "INTERVAL");
            }
            case "Float", "FLOAT" -> {
                // only some dialects take the precision
                String text = sized("FLOAT", call == null ? null : call.argument(0, "precision"));
                return ColumnType.of("FLOAT").on(Dialect.POSTGRESQL, text).on(Dialect.MYSQL, text);
            }
            case "Double", "DOUBLE", "DOUBLE_PRECISION" -> {
                return ColumnType.of("DOUBLE PRECISION")
                        .on(Dialect.MYSQL, "DOUBLE")
                        .on(Dialect.SQLITE, "DOUBLE");
            }
            case "Numeric", "NUMERIC", "DECIMAL", "NUMBER" -> {
                return numeric(symbol.name(), call);
            }
            case "LargeBinary", "Binary", "BLOB", "PickleType" -> {
                return blob(symbol.name().equals("PickleType") ? null : size);
            }
            case "Uuid", "UUIDType" -> {
                boolean text = call != null
                        && (call.keyword("native_uuid") == Value.FALSE || call.keyword("native") == Value.FALSE);
                boolean ofUtils = symbol.name().equals("UUIDType");
                ColumnType type = ColumnType.of(ofUtils ? "BINARY(16)" : "CHAR(32)");
                ColumnType typed = text ? type : type.on(Dialect.POSTGRESQL, "UUID");
                return text || ofUtils ? typed : typed.on(Dialect.MARIADB, "UUID");
            }
            case "UUID" -> {
                return ColumnType.of("UUID")
                        .on(Dialect.MYSQL, "CHAR(32)")
                        .on(Dialect.MARIADB, "UUID")
                        .on(Dialect.SQLITE, "CHAR(32)");
            }
            case "GUID" -> {
                return ColumnType.of("CHAR(36)").on(Dialect.POSTGRESQL, "UUID");
            }
            case "BIT" -> {
                boolean varying = call != null && Values.isTrue(call.keyword("varying"));
                return ColumnType.of(sized(varying ? "BIT VARYING" : "BIT", size));
            }
            case "ArrowType" -> {
                return ColumnType.of("DATETIME").on(Dialect.POSTGRESQL, "TIMESTAMP WITHOUT TIME ZONE");
            }
            case "EmailType",
                    "URLType",
                    "LocaleType",
                    "TimezoneType",
                    "CountryType",
                    "CurrencyType",
                    "PhoneNumberType",
                    "ColorType",
                    "IPAddressType" -> {
                return utilityType(symbol.name(), call);
            }
            case "TSVectorType" -> {
                return ColumnType.of("TEXT").on(Dialect.POSTGRESQL, "TSVECTOR");
            }
            case "Vector", "VECTOR", "HALFVEC", "SPARSEVEC" -> {
                Value dimension = call == null ? null : call.argument(0, "dim");
                return ColumnType.of(sized(symbol.name().toUpperCase(Locale.ROOT), dimension));
            }
            case "LtreeType", "LTREE" -> {
                return ColumnType.of("LTREE");
            }
            case "Geometry", "Geography", "Raster" -> {
                return geometry(symbol.name(), call);
            }
            default -> {
                return ColumnType.UNKNOWN;
            }
        }
    }

    private static ColumnType utilityType(String name, @Nullable CallValue call) {
        return switch (name) {
            case "EmailType" -> ColumnType.of("VARCHAR(255)").on(Dialect.POSTGRESQL, "CITEXT");
            case "URLType" -> ColumnType.of("TEXT");
            case "LocaleType" -> ColumnType.of("VARCHAR(10)");
            case "CountryType" -> ColumnType.of("VARCHAR(2)");
            case "CurrencyType" -> ColumnType.of("VARCHAR(3)");
            case "ColorType" -> ColumnType.of("VARCHAR(20)");
            case "PhoneNumberType" -> ColumnType.of(sized("VARCHAR", call == null ? null : call.keyword("max_length")));
            default -> ColumnType.of("VARCHAR(50)");
        };
    }

    private static ColumnType integer(String name, @Nullable CallValue call) {
        boolean unsigned = call != null && Values.isTrue(call.keyword("unsigned"));
        Value width = call == null ? null : call.argument(0, "display_width");
        return ColumnType.of(sized(name, width) + (unsigned ? " UNSIGNED" : ""));
    }

    private static ColumnType dateTime(@Nullable CallValue call) {
        Value fraction = call == null ? null : call.keyword("fsp");
        String zone = zone(call);
        return ColumnType.of(sized("DATETIME", fraction))
                .on(Dialect.POSTGRESQL, "TIMESTAMP" + zone)
                .on(Dialect.ORACLE, zone.equals(" WITH TIME ZONE") ? "TIMESTAMP WITH TIME ZONE" : "DATE");
    }

    private static ColumnType timestamp(@Nullable CallValue call) {
        Value fraction = call == null ? null : call.keyword("fsp");
        return ColumnType.of(sized("TIMESTAMP", fraction))
                .on(Dialect.POSTGRESQL, "TIMESTAMP" + precision(call) + zone(call));
    }

    private static String precision(@Nullable CallValue call) {
        Value value = call == null ? null : call.keyword("precision");
        return value instanceof Value.IntegerValue number ? "(" + number.value() + ")" : "";
    }

    private static String zone(@Nullable CallValue call) {
        Value zone = call == null ? null : call.argument(0, "timezone");
        return Values.isTrue(zone) ? " WITH TIME ZONE" : " WITHOUT TIME ZONE";
    }

    private static ColumnType numeric(String name, @Nullable CallValue call) {
        Value precision = call == null ? null : call.argument(0, "precision");
        Value scale = call == null ? null : call.argument(1, "scale");
        String type = name.equals("Numeric") ? "NUMERIC" : name;
        if (!(precision instanceof Value.IntegerValue digits)) {
            return ColumnType.of(type);
        }
        String rest = scale instanceof Value.IntegerValue places ? ", " + places.value() : "";
        return ColumnType.of(type + "(" + digits.value() + rest + ")");
    }

    static ColumnType blob(@Nullable Value size) {
        return ColumnType.of("BLOB")
                .on(Dialect.POSTGRESQL, "BYTEA")
                .on(Dialect.MYSQL, sized("BLOB", size))
                .on(Dialect.MSSQL, "VARBINARY(max)");
    }

    private static ColumnType geometry(String name, @Nullable CallValue call) {
        String kind = call == null ? null : Values.name(call.argument(0, "geometry_type"));
        Value srid = call == null ? null : call.argument(1, "srid");
        String number = srid instanceof Value.IntegerValue id ? Long.toString(id.value()) : "-1";
        String lower = name.toLowerCase(Locale.ROOT);
        return ColumnType.of(kind == null ? lower : lower + "(" + kind + "," + number + ")");
    }

    private static String sized(String name, @Nullable Value size) {
        return size instanceof Value.IntegerValue number ? name + "(" + number.value() + ")" : name;
    }
}
