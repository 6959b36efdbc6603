// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

/** Hears how a verification goes on. With several jobs it is called from several threads, never at the same time. */
public interface VerificationListener {

    /** Hears nothing. */
    VerificationListener SILENT = new VerificationListener() {};

    /** The history is known, and so many revisions will be looked at. */
    default void started(int revisions) {}

    /** A revision is done. */
    default void finished(RevisionResult result) {}
}
