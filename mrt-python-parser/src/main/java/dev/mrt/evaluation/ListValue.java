// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A {@code list}, or what a generator yields. An item that is there under a condition only is a {@link Value.Choice} with
 * {@code ABSENT} on the other side. Not thread-safe.
 */
public final class ListValue implements Value, Mutable {

    /** How the items that are known relate to those that are there; what comes later tells less. */
    private enum Extent {
        /** There are just these. */
        ALL,
        /** Each was added in a loop of unknown length, so it can be there any number of times, or not at all. */
        REPEATED,
        /** There may be others. */
        OPEN
    }

    private List<Value> items;
    private Extent extent = Extent.ALL;

    private record State(List<Value> items, Extent extent) {}

    /** A list of these items. */
    public ListValue(List<Value> items) {
        this.items = new ArrayList<>(items);
    }

    /** The items that are known. */
    public List<Value> items() {
        return Collections.unmodifiableList(items);
    }

    /** Whether there are no more items, and none less, than are known. */
    public boolean isComplete() {
        return extent == Extent.ALL;
    }

    /** Whether no items are there but those that are known, each any number of times or not at all. */
    boolean isRepeated() {
        return extent == Extent.REPEATED;
    }

    List<Value> mutableItems() {
        return items;
    }

    void markIncomplete() {
        extent = Extent.OPEN;
    }

    void markRepeated() {
        extent = extent == Extent.OPEN ? Extent.OPEN : Extent.REPEATED;
    }

    /** What is not known of the items of another list is not known of this one's. */
    void markAs(ListValue other) {
        extent = wider(extent, other.extent);
    }

    private static Extent wider(Extent one, Extent other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public Object snapshot() {
        return new State(List.copyOf(items), extent);
    }

    @Override
    public void restore(Object snapshot) {
        State state = (State) snapshot;
        items = new ArrayList<>(state.items());
        extent = state.extent();
    }

    @Override
    public Object merge(Condition condition, Object whenTrue, Object whenFalse) {
        State first = (State) whenTrue;
        State second = (State) whenFalse;
        List<Value> merged = new ArrayList<>();
        int common = 0;
        int both = Math.min(first.items().size(), second.items().size());
        while (common < both && first.items().get(common).equals(second.items().get(common))) {
            merged.add(first.items().get(common++));
        }
        for (Value item : first.items().subList(common, first.items().size())) {
            merged.add(Merging.join(condition, item, Singleton.ABSENT));
        }
        for (Value item : second.items().subList(common, second.items().size())) {
            merged.add(Merging.join(condition, Singleton.ABSENT, item));
        }
        return new State(merged, wider(first.extent(), second.extent()));
    }
}
