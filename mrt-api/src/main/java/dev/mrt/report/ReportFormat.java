// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.report;

import java.io.IOException;

/**
 * Service provider interface: writes a report in one format. Found by {@link java.util.ServiceLoader}; implementations are
 * thread-safe and have a public constructor without parameters.
 */
public interface ReportFormat {

    /** The name that selects the format, such as {@code json}; lower case, without spaces. */
    String name();

    /** Whether the format shows every revision, so that the report should hold {@link HistorySummary#revisions}. */
    default boolean showsRevisions() {
        return false;
    }

    /**
     * Writes a report.
     *
     * @param report what to write
     * @param style how it will be looked at; formats for machines ignore it
     * @param out receives the text; not closed
     * @throws IOException where {@code out} throws it
     */
    void write(Report report, Style style, Appendable out) throws IOException;

    /**
     * How a report will be looked at.
     *
     * @param width columns of the terminal, at least 40
     * @param colour whether ANSI colours are wanted
     */
    record Style(int width, boolean colour) {
        public Style {
            width = Math.max(width, 40);
        }
    }
}
