// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify.internal.database;

import dev.mrt.schema.Dialect;
import dev.mrt.verify.DatabaseUrl;
import dev.mrt.verify.internal.catalog.SqliteCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A SQLite file in a folder of its own below the temporary folder. A lock on a file in it, which the operating system gives
 * up when the process ends in whatever way, tells others that the folder is in use.
 */
final class SqliteScratch extends ScratchDatabase {

    private static final Logger LOGGER = LoggerFactory.getLogger(SqliteScratch.class);
    private static final String PREFIX = "mrt-scratch-";

    private static final String DATABASE = "test.sqlite";
    private static final String COPY = "copy.sqlite";

    private final Path folder;
    private final FileChannel lock;

    private SqliteScratch(Path folder, FileChannel lock) {
        super(
                new DatabaseUrl(
                        Dialect.SQLITE,
                        "",
                        null,
                        null,
                        null,
                        0,
                        folder.resolve(DATABASE).toString(),
                        Map.of()),
                new SqliteCatalog());
        this.folder = folder;
        this.lock = lock;
    }

    /** A new empty file; folders that dead processes left behind are removed. */
    static SqliteScratch create(@Nullable Path parent) {
        Path base = parent == null ? fastest() : parent;
        try {
            String own = ownPrefix();
            removeStale(base, own);
            Path folder = Files.createTempDirectory(base, own);
            Path unlocked = folder.resolve("lock-to-be");
            FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            // Nobody sees a lock that nobody holds yet.
            Files.move(unlocked, folder.resolve("lock"), StandardCopyOption.ATOMIC_MOVE);
            return new SqliteScratch(folder, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a test database in " + base, e);
        }
    }

    /** What the names of this process's folders begin with; a process that follows with the same number has another. */
    private static String ownPrefix() {
        ProcessHandle process = ProcessHandle.current();
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return PREFIX + process.pid() + "-" + Long.toString(start, Character.MAX_RADIX) + "-";
    }

    /** In memory where the system has such a place: on a disk each statement of a migration would wait for it. */
    private static Path fastest() {
        Path memory = Path.of("/dev/shm");
        return Files.isDirectory(memory) && Files.isWritable(memory)
                ? memory
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Removes the folders of processes that are no more. Our own are not even looked at: a process that closes a file gives up
     * every lock that it has on it.
     */
    private static void removeStale(Path base, String own) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, PREFIX + "*")) {
            for (Path folder : folders) {
                Path lock = folder.resolve("lock");
                if (!Files.exists(lock) || folder.getFileName().toString().startsWith(own)) {
                    continue;
                }
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                        FileLock free = channel.tryLock()) {
                    if (free != null) {
                        delete(folder);
                    }
                } catch (IOException | OverlappingFileLockException e) {
                    LOGGER.debug("{} is in use, or belongs to somebody else", folder);
                }
            }
        }
    }

    @Override
    public void stopStatements() {
        // SQLite runs in the process of its client: ending that process ends the statement.
    }

    @Override
    public boolean save() {
        try {
            replace(DATABASE, COPY);
            return true;
        } catch (UncheckedIOException e) {
            // Without a copy all goes on, only slower.
            LOGGER.debug("No room for a copy of the test database", e);
            remove(COPY);
            return false;
        }
    }

    @Override
    public void restore() {
        catalog().forget();
        replace(COPY, DATABASE);
    }

    @Override
    public void clear() {
        catalog().forget();
        remove(DATABASE);
    }

    /** Copies all files of one kind over those of the other: a project of several databases has several. */
    private void replace(String from, String to) {
        remove(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, from + "*")) {
            for (Path file : files) {
                String name = to + file.getFileName().toString().substring(from.length());
                Files.copy(file, folder.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the test database", e);
        }
    }

    private void remove(String kind) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, kind + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the test database", e);
        }
    }

    @Override
    public void close() {
        disconnect();
        try {
            try (lock) {
                delete(folder);
            }
        } catch (IOException e) {
            // A migration may have removed it; otherwise the next verification removes what is left.
            LOGGER.warn("The folder {} could not be removed: {}", folder, e.toString());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
