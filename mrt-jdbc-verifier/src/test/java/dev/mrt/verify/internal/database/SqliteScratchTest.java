// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders in use stay, those left behind go: also where one process has several. */
class SqliteScratchTest {

    @TempDir
    private Path folder;

    @Test
    void anotherProcessRemovesWhatIsLeftBehindAndNothingInUse() throws IOException, InterruptedException {
        Path leftBehind = Files.createDirectory(folder.resolve("mrt-scratch-1-0-of-the-dead"));
        Files.createFile(leftBehind.resolve("lock"));
        try (SqliteScratch first = SqliteScratch.create(folder);
                SqliteScratch second = SqliteScratch.create(folder)) {
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SqliteScratchTest.class.getName(),
                            folder.toString())
                    .inheritIO()
                    .start();
            assertThat(other.waitFor()).isZero();
            assertThat(Path.of(first.url().database()).getParent()).exists();
            assertThat(Path.of(second.url().database()).getParent()).exists();
            assertThat(leftBehind).doesNotExist();
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** The other process. */
    public static void main(String[] arguments) {
        SqliteScratch.create(Path.of(arguments[0])).close();
    }
}
