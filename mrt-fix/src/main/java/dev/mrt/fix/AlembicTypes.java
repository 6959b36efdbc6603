// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import dev.mrt.schema.Dialect;
import dev.mrt.schema.EnumType;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Spells types as SQLAlchemy does. Sources: the type reference of SQLAlchemy 1.4 and 2.0 and the types of its PostgreSQL and
 * MySQL dialects; only names that both versions have.
 */
final class AlembicTypes {

    private final Dialect dialect;
    private final PythonNames names;
    private final PythonQuotes quotes;
    private final List<Schema> schemas;

    /** @param schemas where enum types are looked up, in this order */
    AlembicTypes(Dialect dialect, PythonNames names, PythonQuotes quotes, List<Schema> schemas) {
        this.dialect = dialect;
        this.names = names;
        this.quotes = quotes;
        this.schemas = List.copyOf(schemas);
    }

    /** The type as code; empty where SQLAlchemy has no name for it. */
    Optional<PythonCode> type(SqlType type) {
        if (type.dimensions() > 0) {
            Optional<PythonCode> item = type(type.array(0));
            return item.map(code -> {
                Map<String, PythonCode> more = new LinkedHashMap<>();
                if (type.dimensions() > 1) {
                    more.put("dimensions", PythonCode.atom(Integer.toString(type.dimensions())));
                }
                return PythonCode.call(names.dialect("postgresql") + ".ARRAY", List.of(code), more);
            });
        }
        String name = type.name().toLowerCase(Locale.ROOT);
        PythonCode plain = type.unsigned() ? null : plain(name, type.parameters());
        if (plain != null) {
            return Optional.of(plain);
        }
        return Optional.ofNullable(
                switch (dialect) {
                    case POSTGRESQL -> postgresql(type, name);
                    case MYSQL, MARIADB -> mysql(type, name);
                    default -> null;
                });
    }

    private @Nullable PythonCode plain(String name, List<Integer> numbers) {
        boolean postgresql = dialect == Dialect.POSTGRESQL;
        return switch (name) {
            case "character varying", "varchar" -> length("String", numbers);
            case "character", "char" -> length("CHAR", numbers);
            case "text" -> numbers.isEmpty() ? sa("Text") : null;
            case "integer", "int" -> numbers.isEmpty() ? sa("Integer") : null;
            case "bigint" -> numbers.isEmpty() ? sa("BigInteger") : null;
            case "smallint" -> numbers.isEmpty() ? sa("SmallInteger") : null;
            case "boolean", "bool" -> sa("Boolean");
            case "tinyint" -> dialect.isMysqlFamily() && numbers.equals(List.of(1)) ? sa("Boolean") : null;
            case "date" -> sa("Date");
            case "datetime" -> numbers.isEmpty() ? sa("DateTime") : null;
            case "timestamp without time zone" -> numbers.isEmpty() ? sa("DateTime") : null;
            case "timestamp with time zone" -> numbers.isEmpty() ? zoned("DateTime") : null;
            case "timestamp" -> numbers.isEmpty() ? sa("TIMESTAMP") : null;
            case "time", "time without time zone" -> numbers.isEmpty() ? sa("Time") : null;
            case "time with time zone" -> numbers.isEmpty() ? zoned("Time") : null;
            case "numeric", "decimal" -> numeric(numbers);
            case "real" -> sa("REAL");
            case "double precision" -> numbers.isEmpty() ? sa("Float") : null;
            case "float" -> numbers.isEmpty() ? sa("Float") : null;
            case "bytea", "blob" -> numbers.isEmpty() ? sa("LargeBinary") : null;
            case "json" -> sa("JSON");
            case "jsonb" -> postgresql ? PythonCode.call(names.dialect("postgresql") + ".JSONB", List.of()) : null;
            default -> null;
        };
    }

    private @Nullable PythonCode postgresql(SqlType type, String name) {
        List<Integer> numbers = type.parameters();
        String module = "postgresql";
        switch (name) {
            case "uuid",
                    "inet",
                    "cidr",
                    "macaddr",
                    "money",
                    "tsvector",
                    "tsquery",
                    "hstore",
                    "interval",
                    "oid",
                    "int4range",
                    "int8range",
                    "numrange",
                    "daterange",
                    "tsrange",
                    "tstzrange",
                    "citext" -> {
                return numbers.isEmpty() ? of(module, name, Map.of()) : null;
            }
            case "bit" -> {
                return PythonCode.call(names.dialect(module) + ".BIT", numberList(numbers));
            }
            case "timestamp without time zone",
                    "timestamp with time zone",
                    "time without time zone",
                    "time with time zone" -> {
                Map<String, PythonCode> named = new LinkedHashMap<>();
                if (name.endsWith("with time zone")) {
                    named.put("timezone", PythonCode.atom("True"));
                }
                named.put("precision", PythonCode.atom(numbers.get(0).toString()));
                return of(module, name.startsWith("timestamp") ? "timestamp" : "time", named);
            }
            default -> {
                return enumType(type);
            }
        }
    }

    private @Nullable PythonCode enumType(SqlType type) {
        int dot = type.name().indexOf('.');
        QualifiedName name = dot < 0
                ? QualifiedName.of(type.name())
                : new QualifiedName(type.name().substring(0, dot), type.name().substring(dot + 1));
        for (Schema schema : schemas) {
            EnumType found = schema.enumType(name).orElse(null);
            if (found != null && !found.labels().isEmpty()) {
                List<PythonCode> arguments = new ArrayList<>();
                for (String label : found.labels()) {
                    arguments.add(quotes.code(label));
                }
                arguments.add(PythonCode.keyword("name", quotes.code(name.name())));
                if (name.schema() != null) {
                    arguments.add(PythonCode.keyword("schema", quotes.code(name.schema())));
                }
                arguments.add(PythonCode.keyword("create_type", PythonCode.atom("False")));
                return PythonCode.call(names.dialect("postgresql") + ".ENUM", arguments);
            }
        }
        return null;
    }

    private @Nullable PythonCode mysql(SqlType type, String name) {
        Map<String, PythonCode> named = new LinkedHashMap<>();
        List<Integer> numbers = type.parameters();
        if (!type.labels().isEmpty()) {
            List<PythonCode> labels = new ArrayList<>();
            for (String label : type.labels()) {
                labels.add(quotes.code(label));
            }
            return PythonCode.call(names.dialect("mysql") + "." + name.toUpperCase(Locale.ROOT), labels);
        }
        String known = name.equals("int") ? "integer" : name;
        boolean integer = known.endsWith("int") || known.equals("integer");
        switch (known) {
            case "tinyint", "smallint", "mediumint", "integer", "bigint" -> {
                if (!numbers.isEmpty()) {
                    named.put("display_width", PythonCode.atom(numbers.get(0).toString()));
                }
            }
            case "datetime", "timestamp", "time" ->
                named.put("fsp", PythonCode.atom(numbers.get(0).toString()));
            case "tinytext", "mediumtext", "longtext", "tinyblob", "mediumblob", "longblob", "year", "double" -> {
                if (!numbers.isEmpty()) {
                    return null;
                }
            }
            case "binary", "varbinary" -> {
                return PythonCode.call(names.sqlalchemy() + "." + known.toUpperCase(Locale.ROOT), numberList(numbers));
            }
            default -> {
                return null;
            }
        }
        if (type.unsigned()) {
            if (!integer) {
                return null;
            }
            named.put("unsigned", PythonCode.atom("True"));
        }
        return of("mysql", known, named);
    }

    private PythonCode of(String module, String name, Map<String, PythonCode> named) {
        return PythonCode.call(names.dialect(module) + "." + name.toUpperCase(Locale.ROOT), List.of(), named);
    }

    private PythonCode sa(String name) {
        return PythonCode.call(names.sqlalchemy() + "." + name, List.of());
    }

    private PythonCode zoned(String name) {
        return PythonCode.call(names.sqlalchemy() + "." + name, List.of(), Map.of("timezone", PythonCode.atom("True")));
    }

    private @Nullable PythonCode length(String name, List<Integer> numbers) {
        return numbers.size() > 1 ? null : keyworded(name, numbers, "length");
    }

    private @Nullable PythonCode numeric(List<Integer> numbers) {
        return numbers.size() > 2 ? null : keyworded("Numeric", numbers, "precision", "scale");
    }

    private PythonCode keyworded(String name, List<Integer> numbers, String... keywords) {
        Map<String, PythonCode> named = new LinkedHashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            named.put(keywords[i], PythonCode.atom(numbers.get(i).toString()));
        }
        return PythonCode.call(names.sqlalchemy() + "." + name, List.of(), named);
    }

    private static List<PythonCode> numberList(List<Integer> numbers) {
        List<PythonCode> codes = new ArrayList<>();
        for (Integer number : numbers) {
            codes.add(PythonCode.atom(number.toString()));
        }
        return codes;
    }
}
