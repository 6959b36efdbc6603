// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * Writes files whole or not at all: where the disk is full or the process is told to end, the old content stays, or there is no
 * file. Stateless.
 */
final class WholeFile {

    private WholeFile() {}

    /** What a file is to hold. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Writes a text in UTF-8. */
    static void write(Path file, String text) throws CannotWrite {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes a file, keeping its permissions where it is there already. */
    static void write(Path file, Content content) throws CannotWrite {
        try {
            if (isWrittenInPlace(file)) {
                try (OutputStream out = Files.newOutputStream(file)) {
                    content.write(out);
                }
            } else {
                replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), content);
            }
        } catch (IOException e) {
            throw new CannotWrite(file, e);
        }
    }

    /** Pipes and devices, and files of directories that take no others. */
    private static boolean isWrittenInPlace(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Files.exists(file);
        }
        Path folder = file.toRealPath().getParent();
        return folder == null || !Files.isWritable(folder);
    }

    private static void replace(Path target, Content content) throws IOException {
        Path draft = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        draft.toFile().deleteOnExit();
        try {
            try (OutputStream out =
                    Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.write(out);
            }
            keepPermissions(target, draft);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void keepPermissions(Path target, Path draft) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (view != null && Files.exists(target)) {
            view.setPermissions(Files.getPosixFilePermissions(target));
        }
    }
}
