// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.discovery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what is left out, by reason. Not thread-safe: lives within one discovery. */
final class LeftOutCounter {

    private static final int EXAMPLES = 3;

    private final Map<String, List<String>> byReason = new TreeMap<>();

    void add(String reason, String path) {
        byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(path);
    }

    List<LeftOut> counts() {
        List<LeftOut> counts = new ArrayList<>();
        byReason.forEach((reason, paths) -> {
            Collections.sort(paths);
            counts.add(new LeftOut(reason, paths.size(), paths.subList(0, Math.min(EXAMPLES, paths.size()))));
        });
        return counts;
    }
}
