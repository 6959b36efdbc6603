// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@code CreateModel} holds beside its name: fields, options and bases. */
final class ModelReader {

    private final FieldReader fields;
    private final String app;

    ModelReader(String app, FieldReader fields) {
        this.app = app;
        this.fields = fields;
    }

    /** The fields, from a list of pairs; the name is empty where it is not known. */
    List<Field> fields(String model, @Nullable Value value) {
        List<Field> result = new ArrayList<>();
        for (Value item : Construction.items(value)) {
            List<Value> pair = Construction.items(Choices.usual(item));
            if (pair.size() == 2 && Choices.usual(pair.get(0)) instanceof Text name) {
                result.add(fields.read(name.isKnown() ? name.value() : "", model, pair.get(1)));
            } else if (pair.size() == 2) {
                result.add(fields.read("", model, pair.get(1)));
            }
        }
        return result;
    }

    /** The models among the bases; classes that are no models of the project's state are left out. */
    List<ModelKey> bases(@Nullable Value value) {
        List<ModelKey> result = new ArrayList<>();
        for (Value base : Construction.items(value)) {
            if (base instanceof Text text && text.value().indexOf('.') > 0) {
                result.add(ModelKey.parse(text.value(), app));
            }
        }
        return result;
    }

    /** The options, from a dictionary. */
    ModelOptions options(@Nullable Value value) {
        if (!(value instanceof DictValue dictionary)) {
            return ModelOptions.NONE;
        }
        String table = Construction.text(dictionary.get("db_table"));
        String swappable = Construction.text(dictionary.get("swappable"));
        String order = Construction.text(dictionary.get("order_with_respect_to"));
        String comment = Construction.text(dictionary.get("db_table_comment"));
        List<ModelIndex> indexes = new ArrayList<>();
        for (Value index : Construction.items(dictionary.get("indexes"))) {
            indexes.add(index(index));
        }
        List<ModelConstraint> constraints = new ArrayList<>();
        for (Value constraint : Construction.items(dictionary.get("constraints"))) {
            constraints.add(constraint(constraint));
        }
        return new ModelOptions(
                table.isEmpty() ? null : table,
                dictionary.get("managed") != Value.FALSE,
                dictionary.get("proxy") == Value.TRUE,
                swappable.isEmpty() ? null : swappable,
                together(dictionary.get("unique_together")),
                together(dictionary.get("index_together")),
                indexes,
                constraints,
                order.isEmpty() ? null : order,
                comment.isEmpty() ? null : comment);
    }

    /** Groups of fields, from a set of tuples or from a single one. */
    static List<List<String>> together(@Nullable Value value) {
        List<Value> items = Construction.items(value);
        List<List<String>> groups = new ArrayList<>();
        if (!items.isEmpty() && items.get(0) instanceof Text) {
            groups.add(Construction.texts(value));
            return groups;
        }
        for (Value item : items) {
            List<String> group = Construction.texts(item);
            if (!group.isEmpty() && !groups.contains(group)) {
                groups.add(group);
            }
        }
        return groups;
    }

    /** An index, from the call that makes it. */
    static ModelIndex index(@Nullable Value value) {
        Construction made = Construction.of(value);
        if (made == null) {
            return new ModelIndex("", List.of(new QueryExpression.Unknown(ValueText.of(value))), "", null, List.of());
        }
        List<String> classes = Construction.texts(made.keyword("opclasses"));
        List<QueryExpression> parts = new ArrayList<>();
        List<String> names = Construction.texts(made.keyword("fields"));
        for (int i = 0; i < names.size(); i++) {
            QueryExpression part = ExpressionReader.readIndexed(names.get(i));
            parts.add(i < classes.size() ? new QueryExpression.WithOperatorClass(part, classes.get(i)) : part);
        }
        for (Value expression : made.positional()) {
            parts.add(ExpressionReader.read(expression));
        }
        return new ModelIndex(
                made.text(-1, "name"),
                parts,
                method(made.name()),
                condition(made),
                Construction.texts(made.keyword("include")));
    }

    private static String method(String indexClass) {
        return switch (indexClass) {
            case "GinIndex", "GistIndex", "BrinIndex", "HashIndex", "BloomIndex", "SpGistIndex", "BTreeIndex" ->
                indexClass.substring(0, indexClass.length() - "Index".length()).toLowerCase(Locale.ROOT);
            default -> "";
        };
    }

    private static @Nullable QueryExpression condition(Construction made) {
        Value value = made.keyword("condition");
        return value == null || value == Value.NONE ? null : ExpressionReader.readOperand(value);
    }

    /** A constraint, from the call that makes it. */
    static ModelConstraint constraint(@Nullable Value value) {
        Construction made = Construction.of(value);
        if (made == null) {
            return new ModelConstraint.Unknown("", ValueText.of(value));
        }
        String name = made.text(-1, "name");
        return switch (made.name()) {
            case "CheckConstraint" -> {
                Value check = made.keyword("condition");
                yield new ModelConstraint.Check(
                        name, ExpressionReader.readOperand(check == null ? made.keyword("check") : check));
            }
            case "UniqueConstraint" -> unique(name, made);
            case "ExclusionConstraint" -> exclusion(name, made);
            default -> new ModelConstraint.Unknown(name, made.path());
        };
    }

    private static ModelConstraint unique(String name, Construction made) {
        List<String> names = Construction.texts(made.keyword("fields"));
        List<String> classes = Construction.texts(made.keyword("opclasses"));
        List<QueryExpression> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            QueryExpression part = new QueryExpression.FieldReference(names.get(i));
            parts.add(i < classes.size() ? new QueryExpression.WithOperatorClass(part, classes.get(i)) : part);
        }
        for (Value expression : made.positional()) {
            parts.add(ExpressionReader.read(expression));
        }
        String deferrable = ValueText.of(made.keyword("deferrable")).toUpperCase(Locale.ROOT);
        Value distinct = made.keyword("nulls_distinct");
        return new ModelConstraint.Unique(
                name,
                names,
                parts,
                condition(made),
                deferrable.contains("DEFERRED") || deferrable.contains("IMMEDIATE"),
                deferrable.contains("DEFERRED"),
                Construction.texts(made.keyword("include")),
                distinct == Value.TRUE ? Boolean.TRUE : distinct == Value.FALSE ? Boolean.FALSE : null,
                !classes.isEmpty());
    }

    private static ModelConstraint exclusion(String name, Construction made) {
        List<QueryExpression> expressions = new ArrayList<>();
        List<String> operators = new ArrayList<>();
        for (Value item : Construction.items(made.keyword("expressions"))) {
            List<Value> pair = Construction.items(item);
            if (pair.size() == 2) {
                expressions.add(ExpressionReader.read(pair.get(0)));
                operators.add(operator(pair.get(1)));
            }
        }
        String method = made.text(-1, "index_type");
        return new ModelConstraint.Exclusion(
                name, method.isEmpty() ? "GIST" : method, expressions, operators, condition(made));
    }

    private static final Map<String, String> RANGE_OPERATORS = Map.of(
            "EQUAL", "=",
            "NOT_EQUAL", "<>",
            "CONTAINS", "@>",
            "CONTAINED_BY", "<@",
            "OVERLAPS", "&&",
            "FULLY_LT", "<<",
            "FULLY_GT", ">>",
            "NOT_LT", "&>",
            "NOT_GT", "&<",
            "ADJACENT_TO", "-|-");

    private static String operator(Value value) {
        if (value instanceof Text text) {
            return text.value();
        }
        String path = ValueText.of(value);
        return RANGE_OPERATORS.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "?");
    }
}
