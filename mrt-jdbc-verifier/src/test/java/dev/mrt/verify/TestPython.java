// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * A Python environment with the packages of {@code src/test/python/requirements.txt}, made once for each user. With
 * {@code -Dmrt.test.python} an interpreter with other versions of them, such as those of a Debian release.
 */
public final class TestPython {

    /** From the folder of any module: others test with the same environment. */
    private static final Path REQUIREMENTS = Path.of("../mrt-jdbc-verifier/src/test/python/requirements.txt");

    private static final Path INTERPRETER = make();

    private TestPython() {}

    /** The environment's interpreter. */
    public static Path interpreter() {
        return INTERPRETER;
    }

    private static Path make() {
        String given = System.getProperty("mrt.test.python");
        if (given != null) {
            return Path.of(given);
        }
        try {
            byte[] requirements = Files.readAllBytes(REQUIREMENTS);
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(requirements), 0, 6);
            Path cache = TestFolders.cache();
            Path environment = cache.resolve("python-" + hash);
            Path done = environment.resolve("complete");
            try (FileChannel channel = FileChannel.open(
                            cache.resolve("python.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(done)) {
                    run("python3", "-m", "venv", "--clear", environment.toString());
                    run(
                            environment.resolve("bin/python").toString(),
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--disable-pip-version-check",
                            "-r",
                            REQUIREMENTS.toString());
                    Files.writeString(done, "");
                }
            }
            return environment.resolve("bin/python");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command to its end, and returns what it printed. */
    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + output);
            }
            return output;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
