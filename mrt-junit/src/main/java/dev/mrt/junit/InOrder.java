// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Work that must be done in its order, whatever the order in which tests ask for its parts: a test that asks for a part gets
 * the outcome of that part, after those before it were done. Behind a part that fails nothing is done. Thread-safe.
 */
final class InOrder<T> {

    private final List<Supplier<T>> parts;
    private final List<T> outcomes = new ArrayList<>();
    private @Nullable Throwable failure;

    InOrder(List<Supplier<T>> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * The outcome of a part.
     *
     * @throws TestAbortedException where a part before it failed
     */
    synchronized T outcome(int part) {
        while (failure == null && outcomes.size() <= part) {
            try {
                outcomes.add(parts.get(outcomes.size()).get());
            } catch (RuntimeException | AssertionError e) {
                failure = e;
            }
        }
        if (part < outcomes.size()) {
            return outcomes.get(part);
        }
        if (part == outcomes.size() && failure instanceof AssertionError error) {
            throw error;
        }
        if (part == outcomes.size() && failure instanceof RuntimeException exception) {
            throw exception;
        }
        throw new TestAbortedException("Not reached: a step before it failed");
    }
}
