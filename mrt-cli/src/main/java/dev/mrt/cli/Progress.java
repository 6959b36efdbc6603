// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Says on a terminal that something long is under way, on a line that goes away when it is done. */
final class Progress implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 700;
    private static final long TURN_MILLIS = 150;
    private static final String[] BAR = {"[=   ]", "[==  ]", "[ == ]", "[  ==]", "[   =]", "[    ]"};

    private final @Nullable Thread painter;

    private Progress(@Nullable Thread painter) {
        this.painter = painter;
    }

    /**
     * Starts to show it, after some patience.
     *
     * @param err where to, or null for nowhere
     */
    static Progress start(String words, @Nullable PrintWriter err, Terminal terminal) {
        if (err == null || !terminal.interactive()) {
            return new Progress(null);
        }
        Thread painter = new Thread(() -> paint(words, err), "mrt-progress");
        painter.setDaemon(true);
        painter.start();
        return new Progress(painter);
    }

    private static void paint(String words, PrintWriter err) {
        long start = System.nanoTime();
        boolean painted = false;
        try {
            Thread.sleep(PATIENCE_MILLIS);
            for (int turn = 0; ; turn++) {
                long seconds = (System.nanoTime() - start) / 1_000_000_000;
                err.print("\r" + BAR[turn % BAR.length] + " " + words + ", " + seconds + " s");
                err.flush();
                painted = true;
                Thread.sleep(TURN_MILLIS);
            }
        } catch (InterruptedException e) {
            if (painted) {
                err.print("\r\u001b[K");
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
