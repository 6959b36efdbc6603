// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.rows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a SQLite file at one moment, to see without a query that a table's rows are what they were. The format is
 * that of https://www.sqlite.org/fileformat2.html, sections 1.3 and 1.6. Immutable.
 */
final class SqlitePages {

    private static final int MOST_BYTES = 1 << 26;
    private static final int FILE_HEADER = 100;
    private static final int WRITE_VERSION = 18;
    private static final int ROLLBACK_JOURNAL = 1;
    private static final int LEAF_OF_A_TABLE = 13;
    private static final int INNER_OF_A_TABLE = 5;
    private static final int PAGE_HEADER = 8;
    private static final int INNER_PAGE_HEADER = 12;

    /**
     * The pages that the rows of a table lie on.
     *
     * @param numbers their numbers, the root's first
     * @param pages what is on them, in the same order
     */
    record Tree(List<Integer> numbers, List<ByteBuffer> pages) {}

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
     * The pages of a table's rows.
     *
     * @param root the number of its root page
     * @return null where they are not those of a table with row numbers
     */
    @Nullable
    Tree tree(int root) {
        List<Integer> numbers = new ArrayList<>();
        if (!addTree(root, numbers)) {
            return null;
        }
        List<ByteBuffer> pages = new ArrayList<>();
        for (int number : numbers) {
            int start = (number - 1) * pageSize;
            pages.add(ByteBuffer.wrap(Arrays.copyOfRange(file, start, start + pageSize)));
        }
        return new Tree(List.copyOf(numbers), List.copyOf(pages));
    }

    private boolean addTree(int page, List<Integer> numbers) {
        int start = (page - 1) * pageSize;
        if (page < 2 || start + pageSize > file.length) {
            return false;
        }
        numbers.add(page);
        int cells = number(file, start + 3);
        boolean understood = file[start] == LEAF_OF_A_TABLE || file[start] == INNER_OF_A_TABLE;
        if (file[start] == INNER_OF_A_TABLE) {
            understood = addTree(pageNumber(start + PAGE_HEADER), numbers);
        }
        for (int cell = 0; understood && cell < cells; cell++) {
            understood = file[start] == INNER_OF_A_TABLE
                    ? addTree(pageNumber(start + number(file, start + INNER_PAGE_HEADER + 2 * cell)), numbers)
                    : addOverflow(start + number(file, start + PAGE_HEADER + 2 * cell), numbers);
        }
        return understood;
    }

    /** The pages on which a row goes on that does not fit into its own. */
    private boolean addOverflow(int cell, List<Integer> numbers) {
        long length = 0;
        int at = cell;
        do {
            length = length << 7 | file[at] & 0x7f;
        } while (file[at++] < 0);
        if (length <= usable - 35) {
            return true;
        }
        // Behind the length comes the row's number, of up to nine bytes.
        for (int i = 0; i < 8 && file[at] < 0; i++) {
            at++;
        }
        at++;
        int least = (usable - 12) * 32 / 255 - 23;
        int here = least + (int) ((length - least) % (usable - 4));
        int page = pageNumber(at + (here <= usable - 35 ? here : least));
        while (page != 0) {
            int start = (page - 1) * pageSize;
            if (page < 2 || start + pageSize > file.length) {
                return false;
            }
            numbers.add(page);
            page = pageNumber(start);
        }
        return true;
    }

    /** Whether the pages of a table are the same as some that were looked at earlier. */
    boolean isSame(int root, Tree earlier) {
        for (int i = 0; i < earlier.numbers().size(); i++) {
            // All but the root are named on a page that was compared before them.
            int start = ((i == 0 ? root : earlier.numbers().get(i)) - 1) * pageSize;
            if (start < 0
                    || start + pageSize > file.length
                    || !ByteBuffer.wrap(file, start, pageSize)
                            .equals(earlier.pages().get(i))) {
                return false;
            }
        }
        return true;
    }

    private int pageNumber(int at) {
        return number(file, at) << 16 | number(file, at + 2);
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
