// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.discovery;

import java.nio.file.Path;

/**
 * Names files in findings as the user wrote the way to them: below the path that was given.
 *
 * @param given the path as it was given
 * @param real the same place, absolute and without links
 */
record Labels(Path given, Path real) {

    /** The name of a file at or below the given path; other files by their whole path. */
    String of(Path file) {
        Path named = file.startsWith(real) ? given.resolve(real.relativize(file)) : file;
        String text = named.normalize().toString().replace('\\', '/');
        return text.isEmpty() ? "." : text;
    }
}
