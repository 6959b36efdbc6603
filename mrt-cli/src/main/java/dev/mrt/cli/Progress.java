// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.AnalysisListener;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Says on a terminal how far an analysis is, on a line that goes away when it is done. */
final class Progress implements AnalysisListener, AutoCloseable {

    private static final long PATIENCE_MILLIS = 700;
    private static final long TURN_MILLIS = 150;
    private static final int WIDTH = 20;
    private static final String ERASE = "\r\u001b[K";

    private final @Nullable Thread painter;
    private volatile String line = line(Pass.READING, 0, 0);

    private Progress(@Nullable PrintWriter err) {
        painter = err == null ? null : new Thread(() -> paint(err), "mrt-progress");
    }

    /**
     * Starts to show it, after some patience.
     *
     * @param err where to, or null for nowhere
     */
    static Progress start(@Nullable PrintWriter err, Terminal terminal) {
        Progress progress = new Progress(terminal.interactive() ? err : null);
        if (progress.painter != null) {
            progress.painter.setDaemon(true);
            progress.painter.start();
        }
        return progress;
    }

    @Override
    public void progress(Pass pass, int done, int total) {
        if (painter != null) {
            line = line(pass, done, total);
        }
    }

    /** A bar, what is done, the percentage and the count, which are left out as long as nobody knows them. */
    static String line(Pass pass, int done, int total) {
        String words = switch (pass) {
            case READING -> "Reading files";
            case PARSING -> "Understanding migrations";
            case CHECKING -> "Checking migrations";
        };
        if (total == 0) {
            return words;
        }
        int full = (int) ((long) WIDTH * done / total);
        int percent = (int) (100L * done / total);
        return "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + words + ": " + percent + " % (" + done
                + " of " + total + ")";
    }

    private void paint(PrintWriter err) {
        boolean painted = false;
        try {
            Thread.sleep(PATIENCE_MILLIS);
            while (true) {
                err.print(ERASE + line);
                err.flush();
                painted = true;
                Thread.sleep(TURN_MILLIS);
            }
        } catch (InterruptedException e) {
            if (painted) {
                err.print(ERASE);
                err.flush();
            }
        }
    }

    @Override
    public void close() {
        if (painter != null) {
            painter.interrupt();
            try {
                painter.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
