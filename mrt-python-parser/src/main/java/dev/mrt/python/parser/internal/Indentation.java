// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser.internal;

import java.util.Arrays;

/** The blocks that are open at a line, by their columns. */
final class Indentation {

    private final int limit;
    private int[] columns = new int[16];
    private int[] tablessColumns = new int[16];
    private boolean[] cases = new boolean[16];
    private int level;

    Indentation(int limit) {
        this.limit = limit;
    }

    /** Whether the innermost block is that of a match statement. */
    boolean holdsCases() {
        return cases[level];
    }

    boolean isNested() {
        return level > 0;
    }

    int column() {
        return columns[level];
    }

    /** A line at the same column must have the same tabs. */
    void same(int tablessColumn, int offset) {
        if (tablessColumn != tablessColumns[level]) {
            throw inconsistent(offset);
        }
    }

    void open(int column, int tablessColumn, boolean holdsCases, int offset) {
        if (tablessColumn <= tablessColumns[level]) {
            throw inconsistent(offset);
        }
        if (level == limit) {
            throw SyntaxProblem.limit(
                    offset, "more than " + limit + " blocks within one another", "move code to functions");
        }
        level++;
        if (level == columns.length) {
            columns = Arrays.copyOf(columns, level * 2);
            tablessColumns = Arrays.copyOf(tablessColumns, level * 2);
            cases = Arrays.copyOf(cases, level * 2);
        }
        columns[level] = column;
        tablessColumns[level] = tablessColumn;
        cases[level] = holdsCases;
    }

    void close() {
        level--;
    }

    private static SyntaxProblem inconsistent(int offset) {
        return SyntaxProblem.invalid(offset, "inconsistent use of tabs and spaces in indentation");
    }
}
