// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RevisionGraphTest {

    @Test
    void a_straight_history_needs_one_lane() {
        RevisionGraph graph = RevisionGraph.of(List.of("3", "2", "1"), List.of(List.of("2"), List.of("1"), List.of()));
        assertThat(graph.lanes()).isEqualTo(1);
        assertThat(graph.edges()).containsExactly(new RevisionGraph.Edge(0, 1, 0), new RevisionGraph.Edge(1, 2, 0));
    }

    @Test
    void a_branch_and_its_merge_take_a_second_lane() {
        RevisionGraph graph = RevisionGraph.of(
                List.of("merge", "b", "a", "base"),
                List.of(List.of("a", "b"), List.of("base"), List.of("base"), List.of()));
        assertThat(graph.lanes()).isEqualTo(2);
        assertThat(graph.nodes())
                .extracting(RevisionGraph.Node::lane, RevisionGraph.Node::children, RevisionGraph.Node::parents)
                .containsExactly(tuple(0, 0, 2), tuple(1, 1, 1), tuple(0, 1, 1), tuple(1, 2, 0));
    }

    @Test
    void parents_that_are_not_there_or_form_a_circle_are_left_out() {
        RevisionGraph graph = RevisionGraph.of(List.of("2", "1"), List.of(List.of("1", "gone"), List.of("2", "1")));
        assertThat(graph.edges()).containsExactly(new RevisionGraph.Edge(0, 1, 0));
    }

    /** An edge may share its lane on the way only with edges to the same revision, and no revision stands on it. */
    @Test
    void lines_never_lie_upon_each_other() {
        Random random = new Random(11);
        List<String> ids = new ArrayList<>();
        List<List<String>> parents = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ids.add(Integer.toString(i));
            List<String> own = new ArrayList<>();
            for (int count = random.nextInt(3); count >= 0 && i < 299; count--) {
                String parent = Integer.toString(Math.min(299, i + 1 + random.nextInt(9)));
                if (!own.contains(parent)) {
                    own.add(parent);
                }
            }
            parents.add(own);
        }
        RevisionGraph graph = RevisionGraph.of(ids, parents);
        int[][] taken = new int[300][graph.lanes()];
        for (int row = 0; row < 300; row++) {
            taken[row][graph.nodes().get(row).lane()] = -1;
        }
        for (RevisionGraph.Edge edge : graph.edges()) {
            for (int row = edge.from() + 1; row < edge.to(); row++) {
                assertThat(taken[row][edge.lane()]).isIn(0, edge.to());
                taken[row][edge.lane()] = edge.to();
            }
        }
        assertThat(graph.edges()).hasSize(parents.stream().mapToInt(List::size).sum());
    }
}
