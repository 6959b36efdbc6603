// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code Q}, {@code F}, {@code Value} and database functions. */
final class ExpressionReader {

    private static final Set<String> LOOKUPS = Set.of("exact", "isnull", "gt", "gte", "lt", "lte", "in", "range");

    private static final Set<String> OTHER_LOOKUPS = Set.of(
            "iexact", "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "regex", "iregex");

    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("Lower", "LOWER"),
            Map.entry("Upper", "UPPER"),
            Map.entry("Coalesce", "COALESCE"),
            Map.entry("Length", "LENGTH"),
            Map.entry("Trim", "TRIM"),
            Map.entry("LTrim", "LTRIM"),
            Map.entry("RTrim", "RTRIM"),
            Map.entry("Abs", "ABS"),
            Map.entry("Round", "ROUND"),
            Map.entry("MD5", "MD5"),
            Map.entry("Greatest", "GREATEST"),
            Map.entry("Least", "LEAST"),
            Map.entry("NullIf", "NULLIF"),
            Map.entry("Now", "STATEMENT_TIMESTAMP"),
            Map.entry("RandomUUID", "GEN_RANDOM_UUID"));

    private ExpressionReader() {}

    /** Reads an expression in which a plain text names a field. */
    static QueryExpression read(@Nullable Value value) {
        if (value instanceof Text text) {
            return reference(text.value());
        }
        return readOperand(value);
    }

    /** Reads an indexed field as {@code Index(fields=…)} has it: a minus says that it is descending. */
    static QueryExpression readIndexed(String field) {
        return field.startsWith("-")
                ? new QueryExpression.Ordered(new QueryExpression.FieldReference(field.substring(1)), true)
                : new QueryExpression.FieldReference(field);
    }

    private static QueryExpression reference(String field) {
        return field.contains("__")
                ? new QueryExpression.PathReference(field)
                : new QueryExpression.FieldReference(field);
    }

    /** Reads an expression in which a plain text is a value. */
    static QueryExpression readOperand(@Nullable Value value) {
        String literal = SqlLiterals.of(value);
        if (literal != null) {
            return new QueryExpression.Literal(literal);
        }
        if (value instanceof CallValue call) {
            return call.receiver() == null ? construction(call) : method(call);
        }
        if (value instanceof Value.Operator operator) {
            return operator(operator);
        }
        return new QueryExpression.Unknown(ValueText.of(value));
    }

    private static QueryExpression construction(CallValue call) {
        String name = call.name();
        switch (name) {
            case "Q":
                return readCondition(call);
            case "F":
                return reference(Construction.text(call.argument(0, "name")));
            case "Value", "ExpressionWrapper":
                return readOperand(call.argument(0, name.equals("Value") ? "value" : "expression"));
            case "OrderBy":
                return new QueryExpression.Ordered(
                        read(call.argument(0, "expression")), call.keyword("descending") == Value.TRUE);
            case "OpClass":
                return new QueryExpression.WithOperatorClass(
                        read(call.argument(0, "expression")), Construction.text(call.argument(1, "name")));
            case "TransactionNow":
                return new QueryExpression.Literal("CURRENT_TIMESTAMP");
            default:
                String function = FUNCTIONS.get(name);
                if (function == null || !call.path().startsWith("django.")) {
                    return new QueryExpression.Unknown(ValueText.of(call));
                }
                List<QueryExpression> arguments = new ArrayList<>();
                for (Value argument : call.arguments()) {
                    arguments.add(read(argument));
                }
                return new QueryExpression.Function(function, arguments);
        }
    }

    private static QueryExpression method(CallValue call) {
        QueryExpression receiver = readOperand(call.receiver());
        return switch (call.name()) {
            case "desc" -> new QueryExpression.Ordered(receiver, true);
            case "asc" -> new QueryExpression.Ordered(receiver, false);
            default -> new QueryExpression.Unknown(ValueText.of(call));
        };
    }

    private static QueryExpression operator(Value.Operator operator) {
        List<QueryExpression> operands = new ArrayList<>();
        for (Value operand : operator.operands()) {
            operands.add(readOperand(operand));
        }
        return switch (operator.operator()) {
            case "&" -> new QueryExpression.Logic("AND", false, operands);
            case "|" -> new QueryExpression.Logic("OR", false, operands);
            case "~" -> new QueryExpression.Logic("AND", true, operands);
            case "+", "-", "*", "/", "%" ->
                operands.size() == 2
                        ? new QueryExpression.Combined(operands.get(0), operator.operator(), operands.get(1))
                        : new QueryExpression.Unknown(ValueText.of(operator));
            default -> new QueryExpression.Unknown(ValueText.of(operator));
        };
    }

    /** Reads what {@code Q}, and {@code filter} in the same way, are called with. */
    static QueryExpression readCondition(CallValue call) {
        List<QueryExpression> parts = new ArrayList<>();
        for (Value argument : call.arguments()) {
            if (argument instanceof Value.TupleValue pair && pair.items().size() == 2) {
                parts.add(lookup(
                        Construction.text(pair.items().get(0)), pair.items().get(1)));
            } else {
                parts.add(readOperand(argument));
            }
        }
        for (Map.Entry<String, Value> keyword : call.keywords().entrySet()) {
            if (!keyword.getKey().startsWith("_")) {
                parts.add(lookup(keyword.getKey(), keyword.getValue()));
            }
        }
        String connector = Construction.text(call.keyword("_connector"));
        return new QueryExpression.Logic(
                connector.isEmpty() ? "AND" : connector.toUpperCase(Locale.ROOT),
                call.keyword("_negated") == Value.TRUE,
                parts);
    }

    private static QueryExpression lookup(String path, Value value) {
        int last = path.lastIndexOf("__");
        String name = last < 0 ? "" : path.substring(last + 2);
        boolean named = LOOKUPS.contains(name) || OTHER_LOOKUPS.contains(name);
        String field = named ? path.substring(0, last) : path;
        List<QueryExpression> values = new ArrayList<>();
        if (name.equals("in") || name.equals("range")) {
            for (Value item : Construction.items(value)) {
                values.add(readOperand(item));
            }
        } else {
            values.add(readOperand(value));
        }
        return new QueryExpression.Lookup(reference(field), named ? name : "exact", values);
    }
}
