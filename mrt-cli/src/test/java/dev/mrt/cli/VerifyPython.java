// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Python environment with Alembic, made once for each user. */
final class VerifyPython {

    private static final List<String> PACKAGES = List.of("alembic==1.20.0", "SQLAlchemy==2.1.1");

    private VerifyPython() {}

    /** The environment's interpreter. */
    static String interpreter() throws Exception {
        String home = System.getenv("XDG_CACHE_HOME");
        Path base = home == null || home.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(home);
        Path cache = Files.createDirectories(base.resolve("mrt-tests"));
        Path environment =
                cache.resolve("python-cli-" + String.join("-", PACKAGES).replace("==", "-"));
        Path done = environment.resolve("complete");
        try (FileChannel channel = FileChannel.open(
                        cache.resolve("python.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(done)) {
                run(List.of("python3", "-m", "venv", "--clear", environment.toString()));
                List<String> install = new ArrayList<>(
                        List.of(environment.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet"));
                install.addAll(PACKAGES);
                run(install);
                Files.writeString(done, "");
            }
        }
        return environment.resolve("bin/python").toString();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + output);
        }
    }
}
