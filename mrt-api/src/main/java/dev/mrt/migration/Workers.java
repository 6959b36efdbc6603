// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs independent work, in parallel where the analysis was given several threads. */
public interface Workers {

    /** Applies a function to each item; results are in the order of the items. */
    <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> function);

    /** Everything on the calling thread. */
    static Workers sequential() {
        return new Workers() {
            @Override
            public <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> function) {
                List<R> results = new ArrayList<>(items.size());
                for (T item : items) {
                    results.add(function.apply(item));
                }
                return results;
            }
        };
    }
}
