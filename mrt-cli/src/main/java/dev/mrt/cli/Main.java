// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The entry point of the command line: the only place that knows the process's streams and ends it. */
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        StandardOutput standardOutput = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintWriter out = new PrintWriter(new OutputStreamWriter(standardOutput, StandardCharsets.UTF_8));
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
        Terminal terminal = Terminal.of(isInteractive(), System.getenv());
        int exit = MrtCommand.run(arguments, out, err, terminal, System.getenv());
        out.flush();
        IOException failure = standardOutput.failure();
        if (failure != null) {
            exit = ExitCode.OUTPUT;
            if (!StandardOutput.isClosedPipe(failure)) {
                err.println("mrt: cannot write to standard output: " + failure.getMessage());
            }
        }
        err.flush();
        System.exit(exit);
    }

    /**
     * Whether somebody looks at the output. Java 22 to 24 have a console even where there is no terminal, unless they are
     * told to use the one of {@code java.base}.
     */
    @SuppressWarnings("SystemConsoleNull") // the property below brings the null back
    private static boolean isInteractive() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }
}
