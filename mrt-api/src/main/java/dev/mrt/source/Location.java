// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.source;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file as people name it.
 *
 * @param file the path of a {@link MigrationSource}
 * @param line the first line, from 1
 * @param column the first column, from 1, in UTF-16 units
 * @param endLine the last line
 * @param endColumn the column behind the last character
 */
public record Location(String file, int line, int column, int endLine, int endColumn) implements Comparable<Location> {

    public Location {
        Objects.requireNonNull(file, "file");
    }

    /** The place of a range in a source. Costs a pass over the text. */
    public static Location of(MigrationSource source, SourceRange range) {
        LineIndex index = LineIndex.of(source.text());
        int length = source.text().length();
        int start = Math.min(range.start(), length);
        int end = Math.min(range.end(), length);
        return new Location(
                source.path(), index.line(start), index.column(start) + 1, index.line(end), index.column(end) + 1);
    }

    /** As of any record; written out because every report compares places, and the generated code starts slowly. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof Location that
                        && line == that.line
                        && column == that.column
                        && endLine == that.endLine
                        && endColumn == that.endColumn
                        && file.equals(that.file));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * file.hashCode() + line) + column;
    }

    @Override
    public int compareTo(Location other) {
        int order = file.compareTo(other.file);
        if (order == 0) {
            order = Integer.compare(line, other.line);
        }
        if (order == 0) {
            order = Integer.compare(column, other.column);
        }
        if (order == 0) {
            order = Integer.compare(endLine, other.endLine);
        }
        return order == 0 ? Integer.compare(endColumn, other.endColumn) : order;
    }

    /** {@code file:line:column}, which editors and terminals make a link. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
