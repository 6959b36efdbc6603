// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.verify.RevisionResult;
import dev.mrt.verify.VerificationListener;
import java.io.PrintWriter;

/** Shows on one line of the terminal how far a verification is; the line goes away at the end. */
final class VerificationProgress implements VerificationListener {

    private static final int WIDTH = 20;

    private final PrintWriter err;
    private int total;
    private int done;
    private int failed;

    VerificationProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void started(int revisions) {
        total = revisions;
    }

    @Override
    public void finished(RevisionResult result) {
        done++;
        failed += result.failures().isEmpty() ? 0 : 1;
        int filled = total == 0 ? WIDTH : WIDTH * done / total;
        err.print("\r[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + total
                + (total == 0 ? "" : " (" + 100 * done / total + " %)")
                + (failed == 0 ? "" : ", " + failed + " not restored"));
        if (done == total) {
            err.print("\r\u001b[K");
        }
        err.flush();
    }
}
