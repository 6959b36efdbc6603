// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.AnalysisListener.Pass;
import dev.mrt.migration.Workers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Workers that tell a listener how many of the items of a pass are done. */
record CountedWorkers(Workers workers, Pass pass, AnalysisListener listener) implements Workers {

    @Override
    public <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> function) {
        AtomicInteger done = new AtomicInteger();
        return workers.map(items, item -> {
            R result = function.apply(item);
            listener.progress(pass, done.incrementAndGet(), items.size());
            return result;
        });
    }
}
