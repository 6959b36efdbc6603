// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.evaluation;

import dev.mrt.migration.Condition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Remembers what is changed while one branch of a condition is evaluated, so that the other branch starts from the same
 * state and both can be joined.
 */
final class Journal {

    private Deque<Map<Mutable, Object>> levels = new ArrayDeque<>();

    /** What was going on when another module was evaluated in between. */
    record Levels(Deque<Map<Mutable, Object>> levels) {}

    /** The state in which a branch left what it changed. */
    record Changes(Map<Mutable, Object> after) {}

    /** To be called before each change. */
    void touch(Mutable mutable) {
        Map<Mutable, Object> level = levels.peek();
        if (level != null && !level.containsKey(mutable)) {
            level.put(mutable, mutable.snapshot());
        }
    }

    /** Begins a branch, and returns how many were open before. */
    int open() {
        levels.push(new IdentityHashMap<>());
        return levels.size() - 1;
    }

    /** Ends all branches above a level, and sets everything back to where the lowest of them began. */
    void rollbackTo(int level) {
        while (levels.size() > level) {
            rollback();
        }
    }

    /** From here on changes are not remembered. */
    Levels suspend() {
        Levels suspended = new Levels(levels);
        levels = new ArrayDeque<>();
        return suspended;
    }

    /** Remembers changes again. */
    void resume(Levels suspended) {
        levels = suspended.levels();
    }

    /** Ends a branch: sets everything back to where it began. */
    Changes rollback() {
        Map<Mutable, Object> before = levels.pop();
        Map<Mutable, Object> after = new IdentityHashMap<>();
        for (Map.Entry<Mutable, Object> entry : before.entrySet()) {
            after.put(entry.getKey(), entry.getKey().snapshot());
            entry.getKey().restore(entry.getValue());
        }
        return new Changes(after);
    }

    /** Applies what a branch did. */
    void apply(Changes changes) {
        for (Map.Entry<Mutable, Object> entry : changes.after().entrySet()) {
            touch(entry.getKey());
            entry.getKey().restore(entry.getValue());
        }
    }

    /** Applies what either of two branches did, depending on a condition. */
    void merge(Condition condition, Changes whenTrue, Changes whenFalse) {
        for (Map.Entry<Mutable, Object> entry : whenTrue.after().entrySet()) {
            Mutable mutable = entry.getKey();
            Object other = whenFalse.after().get(mutable);
            touch(mutable);
            mutable.restore(mutable.merge(condition, entry.getValue(), other == null ? mutable.snapshot() : other));
        }
        for (Map.Entry<Mutable, Object> entry : whenFalse.after().entrySet()) {
            Mutable mutable = entry.getKey();
            if (!whenTrue.after().containsKey(mutable)) {
                touch(mutable);
                mutable.restore(mutable.merge(condition, mutable.snapshot(), entry.getValue()));
            }
        }
    }
}
