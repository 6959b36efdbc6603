// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a loop over a value gives. */
final class Iteration {

    private static final int CHARACTERS = 10_000;

    private Iteration() {}

    /** The items, or null where they are not all known. */
    static @Nullable List<Value> items(Value value) {
        if (value instanceof ListValue list) {
            return list.isComplete() ? list.items() : null;
        }
        if (value instanceof Value.TupleValue tuple) {
            return tuple.items();
        }
        if (value instanceof DictValue dict) {
            return dict.isComplete() ? new ArrayList<>(dict.entries().keySet()) : null;
        }
        if (value instanceof SetValue set) {
            return new ArrayList<>(set.items());
        }
        if (value instanceof Text text) {
            return characters(text);
        }
        if (value instanceof ClassValue type && type.isEnum()) {
            return new ArrayList<>(type.members());
        }
        if (value instanceof InstanceValue instance && instance.type().derivesFrom("NamedTuple")) {
            return new ArrayList<>(instance.attributes().values());
        }
        return null;
    }

    private static @Nullable List<Value> characters(Text text) {
        if (!text.isKnown() || text.value().length() > CHARACTERS) {
            return null;
        }
        List<Value> characters = new ArrayList<>(text.value().length());
        for (int i = 0; i < text.value().length(); i++) {
            characters.add(text.substring(i, i + 1));
        }
        return characters;
    }
}
