// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.source;

import java.util.Objects;

/**
 * The path and text of one file. The path is a label with {@code /} as separator, relative to what was analysed; it need
 * not exist, so a caller may analyse texts that live only in memory.
 *
 * @param path where findings say the text stands
 * @param text the decoded text, line ends as in the file
 */
public record MigrationSource(String path, String text) {

    public MigrationSource {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(text, "text");
    }

    /** Of the path alone: the text is long. */
    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /** The last segment of the path, such as {@code 0001_initial.py}. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The text's length, not the text: a source in a log line should stay one line. */
    @Override
    public String toString() {
        return path + " (" + text.length() + " characters)";
    }
}
