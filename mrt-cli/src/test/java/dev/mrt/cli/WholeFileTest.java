// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    @Test
    void what_cannot_be_written_to_the_end_changes_nothing() throws IOException {
        Path migration = Files.writeString(folder.resolve("0001.py"), "old");

        assertThatThrownBy(() -> WholeFile.write(migration, out -> {
                    out.write('n');
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(CannotWrite.class)
                .hasMessage("Cannot write '" + migration + "': No space left on device");

        assertThat(migration).hasContent("old");
        assertThat(folder)
                .isDirectoryContaining(file -> file.equals(migration))
                .isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void devices_are_written_to() throws IOException {
        WholeFile.write(Path.of("/dev/null"), "nothing");

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void links_and_permissions_stay() throws IOException {
        Path file = Files.writeString(folder.resolve("real.py"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        Path link = Files.createSymbolicLink(folder.resolve("link.py"), file);

        WholeFile.write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
    }
}
