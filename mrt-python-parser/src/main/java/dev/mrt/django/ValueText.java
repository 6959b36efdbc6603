// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.FunctionValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.ListValue;
import dev.mrt.evaluation.SetValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as Python source: for messages, and to see whether two are the same. */
final class ValueText {

    private static final int LIMIT = 4_000;

    private final StringBuilder text = new StringBuilder();

    private ValueText() {}

    /** The text of a value; what is not known is {@code ?}. */
    static String of(@Nullable Value value) {
        ValueText writer = new ValueText();
        writer.write(value);
        return writer.text.toString();
    }

    private void write(@Nullable Value value) {
        if (text.length() > LIMIT) {
            return;
        }
        if (value == null || value instanceof Value.Unknown) {
            text.append('?');
        } else if (value instanceof Value.Singleton singleton) {
            text.append(
                    switch (singleton) {
                        case NONE -> "None";
                        case TRUE -> "True";
                        case FALSE -> "False";
                        case ELLIPSIS -> "...";
                        case ABSENT -> "";
                    });
        } else if (value instanceof Value.IntegerValue integer) {
            text.append(integer.value());
        } else if (value instanceof Value.FloatValue number) {
            text.append(number.value());
        } else if (value instanceof Text string) {
            text.append('\'').append(string.value().replace("'", "\\'")).append('\'');
        } else if (value instanceof Value.BytesValue bytes) {
            text.append("b'").append(bytes.value()).append('\'');
        } else if (value instanceof Value.Symbol symbol) {
            text.append(symbol.path());
        } else if (value instanceof Value.Attribute attribute) {
            write(attribute.owner());
            text.append('.').append(attribute.name());
        } else if (value instanceof Value.BoundMethod method) {
            write(method.receiver());
            text.append('.').append(method.function().name());
        } else if (value instanceof FunctionValue function) {
            text.append(function.name());
        } else if (value instanceof ClassValue type) {
            text.append(type.name());
        } else if (value instanceof CallValue call) {
            write(call.callee());
            arguments(call.arguments(), call.keywords());
        } else if (value instanceof InstanceValue instance) {
            text.append(instance.type().name());
            arguments(instance.arguments(), instance.keywords());
        } else {
            writeCollection(value);
        }
    }

    private void writeCollection(Value value) {
        if (value instanceof ListValue list) {
            items("[", list.items(), "]");
        } else if (value instanceof Value.TupleValue tuple) {
            items("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")");
        } else if (value instanceof SetValue set) {
            items("{", set.items(), "}");
        } else if (value instanceof DictValue dictionary) {
            text.append('{');
            String separator = "";
            for (Map.Entry<Value, Value> entry : dictionary.entries().entrySet()) {
                text.append(separator);
                write(entry.getKey());
                text.append(": ");
                write(entry.getValue());
                separator = ", ";
            }
            text.append('}');
        } else if (value instanceof Value.Operator operator) {
            items(operator.operator() + "(", operator.operands(), ")");
        } else if (value instanceof Value.Subscript subscript) {
            write(subscript.owner());
            text.append('[');
            write(subscript.index());
            text.append(']');
        } else {
            text.append('?');
        }
    }

    private void arguments(Iterable<Value> positional, Map<String, Value> keywords) {
        text.append('(');
        String separator = "";
        for (Value argument : positional) {
            text.append(separator);
            write(argument);
            separator = ", ";
        }
        for (Map.Entry<String, Value> keyword : keywords.entrySet()) {
            text.append(separator).append(keyword.getKey()).append('=');
            write(keyword.getValue());
            separator = ", ";
        }
        text.append(')');
    }

    private void items(String open, Iterable<Value> items, String close) {
        text.append(open);
        String separator = "";
        for (Value item : items) {
            text.append(separator);
            write(item);
            separator = ", ";
        }
        text.append(close);
    }
}
