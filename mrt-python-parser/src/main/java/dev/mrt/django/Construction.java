// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import dev.mrt.evaluation.CallValue;
import dev.mrt.evaluation.ClassValue;
import dev.mrt.evaluation.DictValue;
import dev.mrt.evaluation.InstanceValue;
import dev.mrt.evaluation.ListValue;
import dev.mrt.evaluation.SetValue;
import dev.mrt.evaluation.Text;
import dev.mrt.evaluation.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object by how it was made: a call of a class from outside, or an object of a class of the project.
 *
 * @param path the dotted path of the class as imported; its bare name where it is the project's own
 * @param type the class where it is the project's own, otherwise null
 * @param positional the positional arguments
 * @param keywords the keyword arguments
 * @param call the call of the class, or of the constructor of its base, where that is from outside
 */
record Construction(
        String path,
        @Nullable ClassValue type,
        List<Value> positional,
        Map<String, Value> keywords,
        @Nullable CallValue call) {

    /** Reads a value; null where it is no object that was made by a call of a class. */
    static @Nullable Construction of(@Nullable Value value) {
        if (value instanceof CallValue call
                && call.receiver() == null
                && !call.path().isEmpty()) {
            return new Construction(call.path(), null, call.arguments(), call.keywords(), call);
        }
        if (value instanceof InstanceValue instance) {
            return new Construction(
                    instance.type().name(),
                    instance.type(),
                    instance.arguments(),
                    instance.keywords(),
                    instance.outerConstruction());
        }
        return null;
    }

    /** The class's own name. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The argument of that position or keyword, or null. */
    @Nullable
    Value argument(int position, String keyword) {
        Value named = keywords.get(keyword);
        return named == null && position >= 0 && position < positional.size() ? positional.get(position) : named;
    }

    /** The keyword argument, or null. */
    @Nullable
    Value keyword(String keyword) {
        return keywords.get(keyword);
    }

    /** The text of an argument; empty where it is not given or not known. */
    String text(int position, String keyword) {
        return text(argument(position, keyword));
    }

    /** Whether a keyword argument is {@code True}; {@code otherwise} where it is not given or not known. */
    boolean flag(String keyword, boolean otherwise) {
        Value value = keywords.get(keyword);
        if (value == Value.TRUE) {
            return true;
        }
        return value == Value.FALSE || value == Value.NONE ? false : otherwise;
    }

    /** A number; {@code otherwise} where it is not given or not known. */
    int number(int position, String keyword, int otherwise) {
        return argument(position, keyword) instanceof Value.IntegerValue integer ? (int) integer.value() : otherwise;
    }

    /** The characters of a text that is known, the empty string for anything else. */
    static String text(@Nullable Value value) {
        return value instanceof Text text && text.isKnown() ? text.value() : "";
    }

    /** The items of a list, tuple or set as far as they are known; of anything else none. */
    static List<Value> items(@Nullable Value value) {
        if (value instanceof ListValue list) {
            return list.items();
        }
        if (value instanceof Value.TupleValue tuple) {
            return tuple.items();
        }
        if (value instanceof SetValue set) {
            return List.copyOf(set.items());
        }
        if (value instanceof DictValue dictionary) {
            return List.copyOf(dictionary.entries().keySet());
        }
        return List.of();
    }

    /** The texts in a list, tuple or set. */
    static List<String> texts(@Nullable Value value) {
        List<String> texts = new ArrayList<>();
        for (Value item : items(value)) {
            if (item instanceof Text text) {
                texts.add(text.value());
            }
        }
        return texts;
    }
}
