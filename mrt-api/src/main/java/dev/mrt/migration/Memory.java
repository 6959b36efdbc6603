// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import java.util.function.Function;

/**
 * Remembers results between analyses of nearly the same input, so that an editor need not wait for what a changed text does
 * not affect. The work must be pure: its result may depend on nothing but the key and on texts that are not migrations, which
 * stay the same as long as a memory lives. Thread-safe.
 */
public interface Memory {

    /**
     * The result of some work, done now or remembered.
     *
     * @param key what the result depends on; equal keys have equal results, so each kind of work needs a key type of its own
     * @param work does the work; called at most once at a time for a key
     */
    <K, R> R recall(K key, Function<? super K, ? extends R> work);

    /** Remembers nothing. */
    static Memory none() {
        return new Memory() {
            @Override
            public <K, R> R recall(K key, Function<? super K, ? extends R> work) {
                return work.apply(key);
            }
        };
    }
}
