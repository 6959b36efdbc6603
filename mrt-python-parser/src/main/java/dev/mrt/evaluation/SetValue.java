// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A {@code set} or {@code frozenset}, in the order of insertion. Not thread-safe. */
public final class SetValue implements Value, Mutable {

    private Set<Value> items;

    /** A set of these items. */
    public SetValue(Iterable<Value> items) {
        this.items = new LinkedHashSet<>();
        items.forEach(this.items::add);
    }

    /** The items. */
    public Set<Value> items() {
        return Collections.unmodifiableSet(items);
    }

    Set<Value> mutableItems() {
        return items;
    }

    @Override
    public Object snapshot() {
        return new LinkedHashSet<>(items);
    }

    @Override
    @SuppressWarnings("unchecked") // only snapshots of this class come back
    public void restore(Object snapshot) {
        items = new LinkedHashSet<>((Set<Value>) snapshot);
    }

    @Override
    @SuppressWarnings("unchecked") // only snapshots of this class come back
    public Object merge(Condition condition, Object whenTrue, Object whenFalse) {
        return new LinkedHashSet<>(
                Merging.join(condition, identity((Set<Value>) whenTrue), identity((Set<Value>) whenFalse))
                        .values());
    }

    private static Map<Value, Value> identity(Set<Value> items) {
        Map<Value, Value> map = new LinkedHashMap<>();
        items.forEach(item -> map.put(item, item));
        return map;
    }
}
