// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import dev.mrt.migration.Memory;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.schema.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one analysis of a session did, and what it took over from the one before. Results that an analysis did not ask for are
 * forgotten with it. Thread-safe.
 */
final class Generation implements Memory, Replays {

    /** What a replay is about; two histories of a session never share both framework and root. */
    private record ReplayKey(String history, Target target) {}

    private final Map<Object, Object> results = new ConcurrentHashMap<>();
    private final Map<ReplayKey, HistoryReplay> replays = new ConcurrentHashMap<>();
    private @Nullable Generation before;

    private Generation(@Nullable Generation before) {
        this.before = before;
    }

    /** A generation that knows nothing. */
    static Generation first() {
        return new Generation(null);
    }

    /** The generation after this one, which forgets what it took over itself. */
    Generation next() {
        before = null;
        return new Generation(this);
    }

    @Override
    @SuppressWarnings("unchecked") // equal keys have results of one type, see Memory
    public <K, R> R recall(K key, Function<? super K, ? extends R> work) {
        Object known = before == null ? null : before.results.get(key);
        R result = known == null ? work.apply(key) : (R) known;
        results.put(key, result);
        return result;
    }

    @Override
    public HistoryReplay replay(AnalyzedHistory analyzed, Target target) {
        String history =
                analyzed.project().framework() + " " + analyzed.project().root();
        ReplayKey key = new ReplayKey(history, target);
        HistoryReplay earlier = before == null ? null : before.replays.get(key);
        HistoryReplay replay = earlier == null
                ? HistoryReplay.of(analyzed.history(), target)
                : HistoryReplay.of(analyzed.history(), target, earlier);
        replays.put(key, replay);
        return replay;
    }
}
