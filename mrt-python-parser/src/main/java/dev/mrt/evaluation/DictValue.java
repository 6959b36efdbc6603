// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code dict}, in the order of insertion. Not thread-safe. */
public final class DictValue implements Value, Mutable {

    private Map<Value, Value> entries;
    private @Nullable Value factory;
    private boolean complete = true;

    private record State(Map<Value, Value> entries, boolean complete) {}

    /** A dictionary with these entries. */
    public DictValue(Map<Value, Value> entries) {
        this.entries = new LinkedHashMap<>(entries);
    }

    /** The entries that are known. */
    public Map<Value, Value> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** The value of a string key, or null. */
    public @Nullable Value get(String key) {
        return entries.get(Text.of(key));
    }

    /** Whether there are no more entries than are known. */
    public boolean isComplete() {
        return complete;
    }

    Map<Value, Value> mutableEntries() {
        return entries;
    }

    void markIncomplete() {
        complete = false;
    }

    /** What makes the value of a missing key ({@code defaultdict}), or null. */
    @Nullable
    Value factory() {
        return factory;
    }

    void setFactory(Value factory) {
        this.factory = factory;
    }

    @Override
    public Object snapshot() {
        return new State(new LinkedHashMap<>(entries), complete);
    }

    @Override
    public void restore(Object snapshot) {
        State state = (State) snapshot;
        entries = new LinkedHashMap<>(state.entries());
        complete = state.complete();
    }

    @Override
    public Object merge(Condition condition, Object whenTrue, Object whenFalse) {
        State first = (State) whenTrue;
        State second = (State) whenFalse;
        return new State(
                Merging.join(condition, first.entries(), second.entries()), first.complete() && second.complete());
    }
}
