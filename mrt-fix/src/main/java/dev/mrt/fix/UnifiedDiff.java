// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import java.util.ArrayList;
import java.util.List;

/** A unified diff of two texts that differ in few places. */
final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /** A run of lines that differs: lines of the old text and lines of the new one. */
    private record Change(int oldStart, int oldEnd, int newStart, int newEnd) {}

    static String of(String path, String before, String after) {
        List<String> old = lines(before);
        List<String> fresh = lines(after);
        List<Change> changes = new ArrayList<>();
        compare(old, 0, old.size(), fresh, 0, fresh.size(), changes);
        StringBuilder diff = new StringBuilder();
        diff.append("--- a/").append(path).append("\n+++ b/").append(path).append('\n');
        for (int i = 0; i < changes.size(); ) {
            int last = i;
            while (last + 1 < changes.size()
                    && changes.get(last + 1).oldStart() - changes.get(last).oldEnd() <= 2 * CONTEXT) {
                last++;
            }
            hunk(old, fresh, changes.subList(i, last + 1), diff);
            i = last + 1;
        }
        return diff.toString();
    }

    /** Lines with their ends. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = LineEnds.next(text, start);
            if (end < text.length()) {
                boolean pair = text.charAt(end) == '\r' && end + 1 < text.length() && text.charAt(end + 1) == '\n';
                end += pair ? 2 : 1;
            }
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    /** Cuts off what is equal at both ends, then splits at the longest common run of the rest. */
    private static void compare(
            List<String> old, int oldStart, int oldEnd, List<String> fresh, int newStart, int newEnd, List<Change> to) {
        int from = oldStart;
        int freshFrom = newStart;
        while (from < oldEnd && freshFrom < newEnd && old.get(from).equals(fresh.get(freshFrom))) {
            from++;
            freshFrom++;
        }
        int until = oldEnd;
        int freshUntil = newEnd;
        while (until > from && freshUntil > freshFrom && old.get(until - 1).equals(fresh.get(freshUntil - 1))) {
            until--;
            freshUntil--;
        }
        if (from == until || freshFrom == freshUntil) {
            if (from < until || freshFrom < freshUntil) {
                to.add(new Change(from, until, freshFrom, freshUntil));
            }
            return;
        }
        int best = 0;
        int bestOld = 0;
        int bestNew = 0;
        int[] runs = new int[freshUntil - freshFrom + 1];
        for (int i = from; i < until; i++) {
            int diagonal = 0;
            for (int j = freshFrom; j < freshUntil; j++) {
                int above = runs[j - freshFrom + 1];
                int run = old.get(i).equals(fresh.get(j)) ? diagonal + 1 : 0;
                runs[j - freshFrom + 1] = run;
                diagonal = above;
                if (run > best) {
                    best = run;
                    bestOld = i + 1 - run;
                    bestNew = j + 1 - run;
                }
            }
        }
        if (best == 0) {
            to.add(new Change(from, until, freshFrom, freshUntil));
            return;
        }
        compare(old, from, bestOld, fresh, freshFrom, bestNew, to);
        compare(old, bestOld + best, until, fresh, bestNew + best, freshUntil, to);
    }

    private static void hunk(List<String> old, List<String> fresh, List<Change> changes, StringBuilder diff) {
        Change first = changes.get(0);
        Change last = changes.get(changes.size() - 1);
        int lead = Math.min(CONTEXT, first.oldStart());
        int start = first.oldStart() - lead;
        int end = Math.min(old.size(), last.oldEnd() + CONTEXT);
        int freshStart = first.newStart() - lead;
        int freshEnd = last.newEnd() + end - last.oldEnd();
        diff.append("@@ -")
                .append(range(start, end))
                .append(" +")
                .append(range(freshStart, freshEnd))
                .append(" @@\n");
        int at = start;
        for (Change change : changes) {
            at = lines(' ', old, at, change.oldStart(), diff);
            at = lines('-', old, at, change.oldEnd(), diff);
            lines('+', fresh, change.newStart(), change.newEnd(), diff);
        }
        lines(' ', old, at, end, diff);
    }

    private static int lines(char sign, List<String> lines, int start, int end, StringBuilder diff) {
        for (int i = start; i < end; i++) {
            String line = lines.get(i);
            diff.append(sign).append(line);
            if (!line.endsWith("\n")) {
                diff.append(line.endsWith("\r") ? "\n" : "\n\\ No newline at end of file\n");
            }
        }
        return Math.max(start, end);
    }

    private static String range(int start, int end) {
        int count = end - start;
        return (count == 0 ? start : start + 1) + (count == 1 ? "" : "," + count);
    }
}
