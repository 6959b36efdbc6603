// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where to draw a revision graph: a row for each revision, the newest first, and lanes for the lines of descent that pass
 * by. Each edge keeps one lane on its way down, so that lines never lie upon each other.
 *
 * @param nodes the revisions in the order of their rows
 * @param edges from each revision to what it builds on
 * @param lanes how many lanes there are
 */
record RevisionGraph(List<Node> nodes, List<Edge> edges, int lanes) {

    /**
     * A revision.
     *
     * @param id the revision
     * @param lane where it stands, from 0
     * @param width how many lanes are taken in its row
     * @param children how many revisions build on it
     * @param parents how many revisions it builds on
     */
    record Node(String id, int lane, int width, int children, int parents) {}

    /**
     * A line from a revision down to one that it builds on.
     *
     * @param from the row where it starts
     * @param to the row where it ends
     * @param lane the lane that it takes between
     */
    record Edge(int from, int to, int lane) {}

    /** A line that is on its way down to a revision not reached yet. */
    private record Pending(int from, String to) {}

    /**
     * Lays a graph out.
     *
     * @param revisions ids, each after those that build on it
     * @param parents what each builds on; ids that are not among the revisions are left out
     */
    static RevisionGraph of(List<String> revisions, List<List<String>> parents) {
        Map<String, Integer> rows = new HashMap<>();
        for (String id : revisions) {
            rows.put(id, rows.size());
        }
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        List<List<Pending>> lanes = new ArrayList<>();
        int widest = 0;
        for (int row = 0; row < revisions.size(); row++) {
            String id = revisions.get(row);
            int width = lanes.size();
            int own = -1;
            int children = 0;
            for (int lane = 0; lane < lanes.size(); lane++) {
                List<Pending> pending = lanes.get(lane);
                if (pending.isEmpty() || !pending.get(0).to().equals(id)) {
                    continue;
                }
                own = own < 0 ? lane : own;
                for (Pending line : pending) {
                    edges.add(new Edge(line.from(), row, lane));
                    children++;
                }
                pending.clear();
            }
            own = own < 0 ? free(lanes, 0) : own;
            int count = 0;
            for (String parent : parents.get(row)) {
                Integer below = rows.get(parent);
                if (below == null || below <= row) {
                    continue;
                }
                int lane = awaiting(lanes, parent);
                if (lane < 0) {
                    lane = lanes.get(own).isEmpty() ? own : free(lanes, own);
                }
                lanes.get(lane).add(new Pending(row, parent));
                count++;
            }
            width = Math.max(Math.max(width, lanes.size()), own + 1);
            widest = Math.max(widest, width);
            nodes.add(new Node(id, own, width, children, count));
            while (!lanes.isEmpty() && lanes.get(lanes.size() - 1).isEmpty()) {
                lanes.remove(lanes.size() - 1);
            }
        }
        return new RevisionGraph(nodes, edges, widest);
    }

    private static int awaiting(List<List<Pending>> lanes, String id) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            List<Pending> pending = lanes.get(lane);
            if (!pending.isEmpty() && pending.get(0).to().equals(id)) {
                return lane;
            }
        }
        return -1;
    }

    private static int free(List<List<Pending>> lanes, int from) {
        for (int lane = from; lane < lanes.size(); lane++) {
            if (lanes.get(lane).isEmpty()) {
                return lane;
            }
        }
        lanes.add(new ArrayList<>());
        return lanes.size() - 1;
    }
}
