// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import dev.mrt.MrtException;
import dev.mrt.config.ConfigurationException;
import java.io.IOException;

/** What to say and how to end when a whole command fails. */
final class Failure {

    private Failure() {}

    static String words(Throwable failure) {
        String message = failure.getMessage();
        if (isExpected(failure) && message != null) {
            return message;
        }
        return "internal error, please report it: " + failure;
    }

    static int exitCode(Throwable failure) {
        if (failure instanceof CannotWrite) {
            return ExitCode.OUTPUT;
        }
        return isExpected(failure) ? ExitCode.USAGE : ExitCode.DEFECT;
    }

    private static boolean isExpected(Throwable failure) {
        return failure instanceof WrongUse
                || failure instanceof ConfigurationException
                || failure instanceof MrtException
                || failure instanceof IOException;
    }
}
