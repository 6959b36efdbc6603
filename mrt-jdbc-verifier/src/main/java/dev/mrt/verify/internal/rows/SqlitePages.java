// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.rows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a SQLite file at one moment, to see without a query that a table's rows are what they were: the rows of a
 * small table all lie on its root page. The format is that of https://www.sqlite.org/fileformat2.html, sections 1.3 and 1.6.
 * Immutable.
 */
final class SqlitePages {

    private static final int MOST_BYTES = 1 << 26;
    private static final int FILE_HEADER = 100;
    private static final int WRITE_VERSION = 18;
    private static final int ROLLBACK_JOURNAL = 1;
    private static final int LEAF_OF_A_TABLE = 13;
    private static final int PAGE_HEADER = 8;

    private final byte[] file;
    private final int pageSize;
    private final int usable;

    private SqlitePages(byte[] file, int pageSize, int usable) {
        this.file = file;
        this.pageSize = pageSize;
        this.usable = usable;
    }

    /** The pages of a file; null where the file is not all there is, as in WAL mode, or is too large to look at. */
    static @Nullable SqlitePages read(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) > MOST_BYTES) {
            return null;
        }
        byte[] file = Files.readAllBytes(path);
        if (file.length < FILE_HEADER || file[WRITE_VERSION] != ROLLBACK_JOURNAL) {
            return null;
        }
        int size = number(file, 16);
        int pageSize = size == 1 ? 1 << 16 : size;
        return new SqlitePages(file, pageSize, pageSize - file[20]);
    }

    /**
     * The only page that a table's rows are on.
     *
     * @param root the number of its root page
     * @return null where the rows are on several pages
     */
    @Nullable
    ByteBuffer onlyPage(int root) {
        int start = (root - 1) * pageSize;
        if (root < 2 || start + pageSize > file.length || file[start] != LEAF_OF_A_TABLE) {
            return null;
        }
        int cells = number(file, start + 3);
        for (int cell = 0; cell < cells; cell++) {
            int payload = start + number(file, start + PAGE_HEADER + 2 * cell);
            // A length of one or two bytes is below 16384; what does not fit into the page lies on others.
            int high = file[payload];
            int length = high >= 0 ? high : (high & 0x7f) << 7 | file[payload + 1] & 0x7f;
            if (high < 0 && file[payload + 1] < 0 || length > usable - 35) {
                return null;
            }
        }
        return ByteBuffer.wrap(Arrays.copyOfRange(file, start, start + pageSize));
    }

    /** Whether a page is the same as one that was looked at earlier. */
    boolean isSame(int root, ByteBuffer page) {
        int start = (root - 1) * pageSize;
        return start >= 0
                && start + pageSize <= file.length
                && ByteBuffer.wrap(file, start, pageSize).equals(page);
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
