// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import java.util.LinkedHashMap;
import java.util.Map;

/** Joins what two branches of a condition leave behind. */
final class Merging {

    /** Choices within choices beyond this depth are given up: what hangs on six conditions is as good as not known. */
    private static final int DEPTH = 6;

    private Merging() {}

    static Value join(Condition condition, Value whenTrue, Value whenFalse) {
        if (depth(whenTrue) + depth(whenFalse) > DEPTH) {
            return Value.Unknown.of("depends on too many conditions");
        }
        return Value.Choice.of(condition, whenTrue, whenFalse);
    }

    /** Joins two maps; a key that only one of them has is {@code ABSENT} on the other side. */
    static <K> Map<K, Value> join(Condition condition, Map<K, Value> whenTrue, Map<K, Value> whenFalse) {
        Map<K, Value> result = new LinkedHashMap<>(whenTrue);
        for (Map.Entry<K, Value> entry : result.entrySet()) {
            Value other = whenFalse.get(entry.getKey());
            entry.setValue(join(condition, entry.getValue(), other == null ? Value.Singleton.ABSENT : other));
        }
        for (Map.Entry<K, Value> entry : whenFalse.entrySet()) {
            if (!whenTrue.containsKey(entry.getKey())) {
                result.put(entry.getKey(), join(condition, Value.Singleton.ABSENT, entry.getValue()));
            }
        }
        return result;
    }

    private static int depth(Value value) {
        if (!(value instanceof Value.Choice choice)) {
            return 0;
        }
        return 1 + Math.max(depth(choice.whenTrue()), depth(choice.whenFalse()));
    }
}
