// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.Interpreter;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import dev.mrt.schema.ColumnType;
import dev.mrt.schema.Generated;
import dev.mrt.schema.ServerDefault;
import dev.mrt.schema.Truth;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads fields from the calls that make them. Serves one file. */
final class FieldReader {

    /** Arguments that no database knows of: {@code Field.non_db_attrs}, and what is only for people and forms. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "blank",
            "choices",
            "db_column",
            "editable",
            "error_messages",
            "help_text",
            "limit_choices_to",
            "on_delete",
            "related_name",
            "related_query_name",
            "validators",
            "verbose_name");

    private final String app;
    private final ProjectFieldClasses classes;

    /** A reader for a file of an app. */
    FieldReader(String app, Interpreter interpreter) {
        this.app = app;
        this.classes = new ProjectFieldClasses(interpreter);
    }

    /** Reads a field of a model; {@code model} is what {@code "self"} stands for. */
    Field read(String name, String model, @Nullable Value value) {
        Construction made = Construction.of(Choices.usual(value));
        if (made == null) {
            return new Field(
                    name, "", ColumnType.UNKNOWN, null, true, unknownOptions(), Map.of("", ValueText.of(value)));
        }
        FieldClass type = classes.find(made);
        Relation relation = type.relation() == null ? null : relation(type.relation(), type, made, model);
        if (type == FieldClass.UNKNOWN && made.keywords().containsKey("on_delete")) {
            type = FieldClass.relation(Relation.Kind.FOREIGN_KEY);
            relation = relation(Relation.Kind.FOREIGN_KEY, type, made, model);
        } else if (type == FieldClass.UNKNOWN && made.keywords().containsKey("to")) {
            // Without on_delete it is no foreign key; where it is a manager of tags, it names the model in between.
            type = FieldClass.relation(Relation.Kind.MANY_TO_MANY);
            relation = relation(Relation.Kind.MANY_TO_MANY, type, made, model);
        }
        String internalType = internalType(type);
        return new Field(
                name,
                internalType,
                relation == null ? type(type, internalType, made) : ColumnType.UNKNOWN,
                relation,
                type.concrete(),
                options(type, internalType, made),
                arguments(made));
    }

    // ---- relations

    private Relation relation(Relation.Kind kind, FieldClass type, Construction made, String model) {
        ModelKey to = type.target();
        if (to == null || made.keywords().containsKey("to")) {
            ModelKey given = modelKey(made.argument(0, "to"), model);
            to = given == null ? to : given;
        }
        String toField = made.text(-1, "to_field");
        String table = made.text(-1, "db_table");
        Value through = made.keyword("through");
        return new Relation(
                kind,
                to,
                toField.isEmpty() ? null : toField,
                through == null || through == Value.NONE ? null : modelKey(through, model),
                kind != Relation.Kind.MANY_TO_MANY || table.isEmpty() ? null : table,
                made.flag("db_constraint", true),
                made.flag("parent_link", false),
                made.text(-1, "related_name"));
    }

    /** The model that a value names; null where that is not known. */
    @Nullable
    ModelKey modelKey(@Nullable Value value, String model) {
        if (value instanceof Text text) {
            if (!text.isKnown()) {
                return null;
            }
            return text.value().equals("self") ? ModelKey.of(app, model) : ModelKey.parse(text.value(), app);
        }
        return ModelReferences.of(value);
    }

    // ---- types

    private static String internalType(FieldClass type) {
        String name = type.internalType();
        if (name.equals("GeneratedField")) {
            return name;
        }
        return isSpatial(name) ? "GeometryField" : name;
    }

    private static boolean isSpatial(String internalType) {
        return switch (internalType) {
            case "GeometryField",
                    "PointField",
                    "LineStringField",
                    "PolygonField",
                    "MultiPointField",
                    "MultiLineStringField",
                    "MultiPolygonField",
                    "GeometryCollectionField" -> true;
            default -> false;
        };
    }

    private ColumnType type(FieldClass type, String internalType, Construction made) {
        if (type.type() != null) {
            return type.type();
        }
        if (isSpatial(type.internalType())) {
            return spatial(type.internalType(), made);
        }
        return switch (internalType) {
            case "CharField", "SlugField", "FileField", "FilePathField" -> characters(type, made);
            case "DecimalField" -> decimal(made);
            case "ArrayField" -> {
                Field base = read("", "", made.argument(0, "base_field"));
                yield ColumnTypes.array(base.type());
            }
            case "GeneratedField" -> read("", "", made.keyword("output_field")).type();
            default -> ColumnTypes.of(internalType);
        };
    }

    private static ColumnType characters(FieldClass type, Construction made) {
        Value length = made.keyword("max_length");
        if (length == null || length == Value.NONE) {
            return ColumnTypes.characters(type.maxLength());
        }
        return ColumnTypes.characters(made.number(-1, "max_length", -1));
    }

    private static ColumnType decimal(Construction made) {
        int digits = made.number(2, "max_digits", -1);
        int places = made.number(3, "decimal_places", -1);
        return digits < 0 || places < 0 ? ColumnType.UNKNOWN : ColumnTypes.decimal(digits, places);
    }

    private static ColumnType spatial(String internalType, Construction made) {
        String shape = internalType
                .substring(0, internalType.length() - "Field".length())
                .toUpperCase(Locale.ROOT);
        String dimension = made.number(-1, "dim", 2) == 3 ? "Z" : "";
        String base = made.flag("geography", false) ? "geography" : "geometry";
        return ColumnType.of(base + "(" + shape + dimension + "," + made.number(-1, "srid", 4326) + ")");
    }

    // ---- options

    private static FieldOptions unknownOptions() {
        return new FieldOptions(
                Truth.UNKNOWN, false, false, false, false, null, null, false, ServerDefault.UNKNOWN, null, null, null);
    }

    private FieldOptions options(FieldClass type, String internalType, Construction made) {
        boolean primaryKey = made.flag("primary_key", false);
        boolean blank = made.flag("blank", false);
        Truth nullable = nullable(type, made);
        String column = made.text(-1, "db_column");
        String comment = made.text(-1, "db_comment");
        String collation = made.text(-1, "db_collation");
        Value given = made.keyword("default");
        boolean defaulted = given != null && !ValueText.of(given).endsWith("NOT_PROVIDED");
        return new FieldOptions(
                nullable,
                blank,
                primaryKey,
                primaryKey || made.flag("unique", type.unique()),
                indexed(type, internalType, made),
                column.isEmpty() ? null : column,
                fill(type, internalType, made, defaulted ? given : null, nullable, blank),
                defaulted,
                serverDefault(made.keyword("db_default")),
                generated(internalType, made),
                comment.isEmpty() ? null : comment,
                collation.isEmpty() ? null : collation);
    }

    private static boolean indexed(FieldClass type, String internalType, Construction made) {
        return internalType.equals("GeometryField")
                ? made.flag("spatial_index", true)
                : made.flag("db_index", type.indexed());
    }

    private static Truth nullable(FieldClass type, Construction made) {
        Value value = made.keyword("null");
        if (value == null) {
            boolean open = type == FieldClass.UNKNOWN
                    && made.call() != null
                    && made.call().isOpen();
            return open ? Truth.UNKNOWN : Truth.of(type.nullable());
        }
        if (value == Value.TRUE || value == Value.FALSE) {
            return Truth.of(value == Value.TRUE);
        }
        return value == Value.NONE ? Truth.FALSE : Truth.UNKNOWN;
    }

    /** See {@code BaseDatabaseSchemaEditor._effective_default}. */
    private static @Nullable String fill(
            FieldClass type,
            String internalType,
            Construction made,
            @Nullable Value given,
            Truth nullable,
            boolean blank) {
        if (given == Value.NONE) {
            return null;
        }
        if (given != null) {
            String literal = SqlLiterals.of(given);
            if (literal != null && internalType.equals("JSONField")) {
                return "?";
            }
            if (given instanceof Value.Symbol symbol && internalType.equals("JSONField")) {
                return symbol.name().equals("dict") ? "'{}'" : symbol.name().equals("list") ? "'[]'" : "?";
            }
            return literal == null ? "?" : literal;
        }
        String empty = !nullable.isTrue() && blank ? ColumnTypes.emptyText(internalType) : null;
        if (empty != null) {
            return empty;
        }
        boolean timed = type.timed() || made.flag("auto_now", false) || made.flag("auto_now_add", false);
        return timed ? "?" : null;
    }

    private static ServerDefault serverDefault(@Nullable Value value) {
        if (value == null || ValueText.of(value).endsWith("NOT_PROVIDED")) {
            return ServerDefault.NONE;
        }
        String sql = ExpressionSql.of(ExpressionReader.readOperand(value), field -> field)
                .sql();
        return sql == null ? ServerDefault.UNKNOWN : ServerDefault.of(sql);
    }

    private static @Nullable Generated generated(String internalType, Construction made) {
        if (!internalType.equals("GeneratedField")) {
            return null;
        }
        String sql = ExpressionSql.of(ExpressionReader.read(made.keyword("expression")), field -> field)
                .sql();
        return new Generated(sql == null ? "?" : sql, made.flag("db_persist", true));
    }

    private static Map<String, String> arguments(Construction made) {
        Map<String, String> arguments = new HashMap<>();
        arguments.put("", made.path());
        for (Map.Entry<String, Value> keyword : made.keywords().entrySet()) {
            if (!NOT_COMPARED.contains(keyword.getKey())) {
                String text = ValueText.of(keyword.getValue());
                arguments.put(keyword.getKey(), keyword.getKey().equals("to") ? text.toLowerCase(Locale.ROOT) : text);
            }
        }
        return arguments;
    }
}
