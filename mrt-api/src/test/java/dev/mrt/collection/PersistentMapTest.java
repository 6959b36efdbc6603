// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PersistentMapTest {

    @Test
    void behavesLikeATreeMapAndLeavesOlderVersionsAlone() {
        Random random = new Random(7);
        PersistentMap<Integer, String> map = PersistentMap.empty();
        TreeMap<Integer, String> expected = new TreeMap<>();
        List<PersistentMap<Integer, String>> versions = new ArrayList<>();
        List<Map<Integer, String>> copies = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            int key = random.nextInt(400);
            if (random.nextInt(3) == 0) {
                map = map.remove(key);
                expected.remove(key);
            } else {
                map = map.put(key, "v" + i);
                expected.put(key, "v" + i);
            }
            if (i % 500 == 0) {
                versions.add(map);
                copies.add(new TreeMap<>(expected));
            }
        }
        assertThat(map.values()).containsExactlyElementsOf(expected.values());
        assertThat(map.size()).isEqualTo(expected.size());
        for (int i = 0; i < versions.size(); i++) {
            assertThat(versions.get(i).values())
                    .containsExactlyElementsOf(copies.get(i).values());
        }
    }

    @Test
    void visitsExactlyWhatDiffers() {
        Random random = new Random(11);
        PersistentMap<Integer, Integer> before = PersistentMap.empty();
        for (int i = 0; i < 500; i++) {
            before = before.put(i * 2, i);
        }
        PersistentMap<Integer, Integer> after = before;
        TreeMap<Integer, String> expected = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            int key = random.nextInt(1_000);
            after = i % 3 == 0 ? after.remove(key) : after.put(key, -i - 1);
        }
        for (int key = 0; key < 1_000; key++) {
            Integer mine = before.get(key);
            Integer theirs = after.get(key);
            if (mine != null ? !mine.equals(theirs) : theirs != null) {
                expected.put(key, mine + " " + theirs);
            }
        }
        TreeMap<Integer, String> seen = new TreeMap<>();
        before.forEachDifference(after, (key, mine, theirs) -> seen.put(key, mine + " " + theirs));
        assertThat(seen).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void comparesVersionsOfALargeMapInTheTimeOfTheirDifference() {
        PersistentMap<Integer, CountedValue> map = PersistentMap.empty();
        for (int i = 0; i < 10_000; i++) {
            map = map.put(i, new CountedValue());
        }
        PersistentMap<Integer, CountedValue> changed = map.put(5_000, new CountedValue());
        List<Integer> seen = new ArrayList<>();
        CountedValue.comparisons = 0;
        map.forEachDifference(changed, (key, mine, theirs) -> seen.add(key));
        assertThat(seen).containsExactly(5_000);
        assertThat(CountedValue.comparisons).isLessThan(20);
    }

    private static final class CountedValue {
        static int comparisons;

        @Override
        public boolean equals(Object other) {
            comparisons++;
            return this == other;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
