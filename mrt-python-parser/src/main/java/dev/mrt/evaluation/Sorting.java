// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sorted} and {@code list.sort}. */
final class Sorting {

    private Sorting() {}

    private record Keyed(Value key, Value item) {}

    /** The items in order; null where the order is not known. */
    static @Nullable List<Value> sorted(List<Value> items, CallArguments arguments, Interpreter interpreter) {
        Value function = arguments.keywords().get("key");
        List<Keyed> keyed = new ArrayList<>(items.size());
        for (Value item : List.copyOf(items)) {
            Value key = function == null || function == Value.NONE ? item : interpreter.call(function, List.of(item));
            if (Comparisons.order(key, key) == null
                    || !keyed.isEmpty() && Comparisons.order(keyed.get(0).key(), key) == null) {
                return null;
            }
            keyed.add(new Keyed(key, item));
        }
        keyed.sort((one, other) -> {
            Integer order = Comparisons.order(one.key(), other.key());
            return order == null ? 0 : order;
        });
        List<Value> result = new ArrayList<>(keyed.size());
        keyed.forEach(entry -> result.add(entry.item()));
        if (arguments.keywords().get("reverse") == Value.TRUE) {
            Collections.reverse(result);
        }
        return result;
    }
}
