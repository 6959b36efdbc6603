// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.io.IOException;

/** Words for what went wrong with a whole command. */
final class Failure {

    private Failure() {}

    static String words(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof IOException || failure instanceof IllegalArgumentException) {
            return message == null ? failure.getClass().getSimpleName() : message;
        }
        return "internal error, please report it: " + failure;
    }
}
