// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

/** Hears how far an analysis is: for a progress bar. Called from all threads of the analysis, also at the same time. */
@FunctionalInterface
public interface AnalysisListener {

    /** What is done to each migration, in this order. */
    enum Pass {
        /** Files are read. */
        READING,
        /** Migrations become operations. */
        PARSING,
        /** Rules look at what the replay shows. */
        CHECKING
    }

    /** So many of a pass are done. A pass begins anew with each history. */
    void progress(Pass pass, int done, int total);
}
