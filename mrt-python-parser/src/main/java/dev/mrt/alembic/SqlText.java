// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.alembic;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders SQLAlchemy expressions as SQL, {@code ?} standing for what is not known. */
final class SqlText {

    private static final int DEPTH = 24;
    private static final int LENGTH = 20_000;

    private SqlText() {}

    /** An expression as SQL; a Python string in it is a string literal. */
    static String of(@Nullable Value value) {
        StringBuilder text = new StringBuilder();
        append(value, text, DEPTH);
        return text.toString();
    }

    /** SQL that may be given as a string or as an expression, such as a check's condition. */
    static String sql(@Nullable Value value) {
        return value instanceof Text text ? known(text) : of(value);
    }

    /** A string literal. */
    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String known(Text text) {
        return text.value().replace(Text.UNKNOWN_PIECE, '?');
    }

    private static void append(@Nullable Value value, StringBuilder to, int depth) {
        if (value == null || depth == 0 || to.length() > LENGTH) {
            to.append('?');
        } else if (value instanceof Text text) {
            to.append(text.isKnown() ? literal(text.value()) : "?");
        } else if (value == Value.NONE) {
            to.append("NULL");
        } else if (value == Value.TRUE || value == Value.FALSE) {
            to.append(value == Value.TRUE);
        } else if (value instanceof Value.IntegerValue number) {
            to.append(number.value());
        } else if (value instanceof Value.FloatValue number) {
            to.append(number.value());
        } else if (value instanceof InstanceValue) {
            String name = Values.name(value);
            to.append(name == null ? "?" : literal(name));
        } else if (value instanceof CallValue call) {
            appendCall(call, to, depth);
        } else if (value instanceof Value.Attribute
                || value instanceof Value.Subscript
                || value instanceof Value.Symbol) {
            String table = Tables.nameOf(value);
            String column = table == null ? Values.columnName(value) : literal(table);
            to.append(column == null ? "?" : column);
        } else if (value instanceof Value.Operator operator) {
            appendOperator(operator, to, depth);
        } else {
            List<Value> items = value instanceof Value.Unknown ? null : Values.items(value);
            boolean isList = items != null && !(items.size() == 1 && items.get(0) == value);
            if (items == null || !isList) {
                to.append('?');
            } else {
                to.append('(');
                appendList(items, to, depth);
                to.append(')');
            }
        }
    }

    private static void appendList(List<Value> items, StringBuilder to, int depth) {
        for (int i = 0; i < items.size(); i++) {
            to.append(i == 0 ? "" : ", ");
            append(items.get(i), to, depth - 1);
        }
    }

    private static void appendOperator(Value.Operator operator, StringBuilder to, int depth) {
        List<Value> operands = operator.operands();
        if (operands.size() == 1) {
            to.append(operator.operator().equals("~") ? "NOT (" : operator.operator() + "(");
            append(operands.get(0), to, depth - 1);
            to.append(')');
            return;
        }
        Value right = operands.get(1);
        boolean logical = operator.operator().equals("&") || operator.operator().equals("|");
        to.append(logical ? "(" : "");
        append(operands.get(0), to, depth - 1);
        to.append(' ').append(sign(operator.operator(), right)).append(' ');
        append(right, to, depth - 1);
        to.append(logical ? ")" : "");
    }

    private static String sign(String operator, Value right) {
        boolean againstNull = right == Value.NONE;
        return switch (operator) {
            case "==" -> againstNull ? "IS" : "=";
            case "!=" -> againstNull ? "IS NOT" : "!=";
            case "&" -> "AND";
            case "|" -> "OR";
            default -> operator;
        };
    }

    private static void appendCall(CallValue call, StringBuilder to, int depth) {
        Value receiver = call.receiver();
        if (receiver != null) {
            appendMethod(call, receiver, to, depth);
            return;
        }
        if (call.path().contains(".func.")) {
            appendFunction(call.name(), call, to, depth);
            return;
        }
        Value first = call.argument(0);
        switch (call.name()) {
            case "text", "literal_column", "TextClause", "DDL", "DefaultClause" ->
                to.append(first instanceof Text text ? known(text) : of(first));
            case "column", "Column" -> {
                String name = Values.name(first);
                to.append(name == null ? "?" : name);
            }
            case "literal", "inline_literal", "bindparam_value" -> append(first, to, depth - 1);
            case "bindparam" -> {
                String name = Values.name(first);
                to.append(name == null ? "?" : ":" + name);
            }
            case "null" -> to.append("NULL");
            case "true" -> to.append("true");
            case "false" -> to.append("false");
            case "not_" -> {
                to.append("NOT (");
                append(first, to, depth - 1);
                to.append(')');
            }
            case "and_", "or_" -> {
                to.append('(');
                for (int i = 0; i < call.arguments().size(); i++) {
                    to.append(i == 0 ? "" : call.name().equals("and_") ? " AND " : " OR ");
                    append(call.argument(i), to, depth - 1);
                }
                to.append(')');
            }
            case "cast", "type_coerce", "asc", "collate" -> append(first, to, depth - 1);
            case "desc" -> {
                append(first, to, depth - 1);
                to.append(" DESC");
            }
            case "select" -> to.append("(SELECT …)");
            case "table", "Table", "create_table" -> {
                String name = Values.name(first);
                to.append(name == null ? "?" : name);
            }
            case "UUID", "Decimal" -> append(first, to, depth - 1);
            case "nextval", "next_value" -> to.append('?');
            default -> to.append('?');
        }
    }

    /** Functions that SQLAlchemy renders without parentheses (its class {@code AnsiFunction}). */
    private static final Set<String> WITHOUT_PARENTHESES = Set.of(
            "current_date",
            "current_time",
            "current_timestamp",
            "current_user",
            "localtime",
            "localtimestamp",
            "session_user",
            "sysdate",
            "user");

    private static void appendFunction(String name, CallValue call, StringBuilder to, int depth) {
        if (call.arguments().isEmpty() && WITHOUT_PARENTHESES.contains(name)) {
            to.append(name.toUpperCase(Locale.ROOT));
            return;
        }
        to.append(name).append('(');
        appendList(call.arguments(), to, depth);
        to.append(')');
    }

    private static void appendMethod(CallValue call, Value receiver, StringBuilder to, int depth) {
        boolean isFunction =
                receiver instanceof Value.Attribute owner && owner.name().equals("func");
        if (isFunction) {
            appendFunction(call.name(), call, to, depth);
            return;
        }
        String operator = switch (call.name()) {
            case "is_", "is" -> "IS";
            case "isnot", "is_not" -> "IS NOT";
            case "in_" -> "IN";
            case "notin_", "not_in" -> "NOT IN";
            case "like" -> "LIKE";
            case "ilike" -> "ILIKE";
            case "notlike", "not_like" -> "NOT LIKE";
            default -> "";
        };
        if (!operator.isEmpty()) {
            append(receiver, to, depth - 1);
            to.append(' ').append(operator).append(' ');
            append(call.argument(0), to, depth - 1);
            return;
        }
        switch (call.name()) {
            case "next_value" -> appendNextValue(receiver, to);
            case "label",
                    "self_group",
                    "scalar_subquery",
                    "as_scalar",
                    "asc",
                    "bindparams",
                    "execution_options",
                    "columns",
                    "concat",
                    "cast" -> append(receiver, to, depth - 1);
            case "desc" -> {
                append(receiver, to, depth - 1);
                to.append(" DESC");
            }
            default -> to.append('?');
        }
    }

    private static void appendNextValue(Value sequence, StringBuilder to) {
        String name = sequence instanceof CallValue call ? Values.name(call.argument(0, "name")) : null;
        to.append(name == null ? "?" : "nextval('" + name + "')");
    }

    /** The conditions given to {@code where} or {@code filter}, joined; {@code ?} where one of them is not known. */
    static String all(List<Value> conditions) {
        List<String> parts = new ArrayList<>();
        for (Value condition : conditions) {
            parts.add(sql(condition));
        }
        return String.join(" AND ", parts);
    }
}
