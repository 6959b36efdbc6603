// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for changes of the files that an analysis reads: Python and configuration files below some paths. */
final class FileWatch implements Closeable {

    /** Editors write a file in several steps, and a checkout changes many: this long must be quiet. */
    private static final long QUIET_MILLIS = 100;

    private static final Set<String> NOT_ENTERED =
            Set.of("node_modules", "__pycache__", "venv", "env", "build", "dist", "target", "site-packages");

    private final WatchService service;

    private FileWatch(WatchService service) {
        this.service = service;
    }

    static FileWatch of(List<Path> paths) throws IOException {
        List<Path> directories = new ArrayList<>();
        for (Path path : paths) {
            Path start = path.toAbsolutePath().normalize();
            directories.add(Files.isDirectory(start) ? start : start.getParent());
        }
        FileWatch watch = new FileWatch(directories.get(0).getFileSystem().newWatchService());
        for (Path directory : directories) {
            watch.register(directory);
        }
        return watch;
    }

    private void register(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                String name = String.valueOf(directory.getFileName());
                if (!directory.equals(root) && (name.startsWith(".") || NOT_ENTERED.contains(name))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                directory.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Blocks until something changed and it has been quiet since. False where the thread was interrupted. */
    boolean awaitChange() throws IOException {
        try {
            boolean changed = false;
            while (!changed) {
                changed = isChange(service.take());
            }
            WatchKey more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
            while (more != null) {
                isChange(more);
                more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ClosedWatchServiceException e) {
            return false;
        }
    }

    private boolean isChange(@Nullable WatchKey key) throws IOException {
        if (key == null) {
            return false;
        }
        boolean change = false;
        Path directory = (Path) key.watchable();
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.context() instanceof Path name) {
                Path file = directory.resolve(name);
                if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE && Files.isDirectory(file)) {
                    register(file);
                    change = true;
                }
                change |= isRead(name.toString());
            } else {
                // Events were lost: anything may have changed.
                change = true;
            }
        }
        key.reset();
        return change;
    }

    private static boolean isRead(String name) {
        return name.endsWith(".py") || name.endsWith(".toml") || name.endsWith(".ini") || name.endsWith(".sql");
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
