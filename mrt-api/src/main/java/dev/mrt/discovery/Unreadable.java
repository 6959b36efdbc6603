// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.discovery;

import dev.mrt.source.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Words for files that cannot be read. */
final class Unreadable {

    private Unreadable() {}

    static Problem problem(String label, IOException cause) {
        String message;
        if (cause instanceof NoSuchFileException) {
            message = "There is no such file or directory. Check the path.";
        } else if (cause instanceof AccessDeniedException) {
            message = "Reading is not permitted. Grant read access, or leave the file out.";
        } else if (cause instanceof FileSystemLoopException) {
            message = "A link leads back to a directory above it. Remove the link.";
        } else {
            message = "Could not be read: " + cause.getMessage();
        }
        return new Problem(Problem.Kind.UNREADABLE, label, 0, message);
    }
}
