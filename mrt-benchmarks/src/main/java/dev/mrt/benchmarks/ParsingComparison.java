// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.benchmarks;

import dev.mrt.python.parser.PythonParser;
import dev.mrt.source.SourceDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses 1,000 generated migrations and the standard library of a {@code python3}, in turns with that Python's own
 * {@code ast.parse}, and prints what each reads in a second of processor time, on one thread. Takes the path of the interpreter as
 * its argument; tell whether that one was built with optimisation, for it makes a difference of half.
 */
public final class ParsingComparison {

    private static final int ROUNDS = 5;
    private static final int PASSES = 4;

    private final PythonParser parser = PythonParser.create();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final String python;
    private final Path script;

    private ParsingComparison(String python, Path script) {
        this.python = python;
        this.script = script;
    }

    /** Runs the comparison and prints a table to standard output. */
    public static void main(String[] arguments) throws Exception {
        Path script = Files.createTempFile("parse_speed", ".py");
        try (InputStream resource = ParsingComparison.class.getResourceAsStream("parse_speed.py")) {
            if (resource == null) {
                throw new IllegalStateException("parse_speed.py is not on the class path");
            }
            Files.write(script, resource.readAllBytes());
            new ParsingComparison(arguments.length > 0 ? arguments[0] : "python3", script).run();
        } finally {
            Files.delete(script);
        }
    }

    private void run() throws Exception {
        Path directory = Files.createTempDirectory("migrations");
        List<Path> migrations = new ArrayList<>();
        try {
            for (String text : GeneratedMigrations.texts(1_000)) {
                migrations.add(Files.writeString(directory.resolve(migrations.size() + ".py"), text));
            }
            System.out.printf("%-18s %10s %12s %12s %8s%n", "input", "files", "CPython MB/s", "mrt MB/s", "ratio");
            compare("migrations", migrations);
            compare("standard library", standardLibrary());
        } finally {
            for (Path migration : migrations) {
                Files.delete(migration);
            }
            Files.delete(directory);
        }
    }

    private void compare(String name, List<Path> files) throws Exception {
        List<String> texts = new ArrayList<>();
        List<Path> accepted = new ArrayList<>();
        long bytes = 0;
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            if (SourceDecoder.decode(content) instanceof SourceDecoder.Decoded decoded
                    && parser.parse(decoded.text()).isValid()) {
                texts.add(decoded.text());
                accepted.add(file);
                bytes += content.length;
            }
        }
        double theirs = Double.MAX_VALUE;
        double ours = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            theirs = Math.min(theirs, pythonSeconds(accepted));
            for (int pass = 0; pass < PASSES; pass++) {
                ours = Math.min(ours, seconds(texts));
            }
        }
        double megabytes = bytes / 1e6;
        System.out.printf(
                "%-18s %10d %12.1f %12.1f %8.1f%n",
                name, texts.size(), megabytes / theirs, megabytes / ours, theirs / ours);
    }

    private double seconds(List<String> texts) {
        long start = threads.getCurrentThreadCpuTime();
        int statements = 0;
        for (String text : texts) {
            statements += parser.parse(text).module().body().size();
        }
        if (statements == 0) {
            throw new IllegalStateException("Nothing was parsed");
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private double pythonSeconds(List<Path> files) throws Exception {
        StringBuilder input = new StringBuilder();
        for (Path file : files) {
            input.append(file).append('\n');
        }
        return Double.parseDouble(python("parse", input.toString()).trim());
    }

    private List<Path> standardLibrary() throws Exception {
        List<Path> files = new ArrayList<>();
        for (String line : python("list", "").lines().toList()) {
            files.add(Path.of(line));
        }
        return files;
    }

    private String python(String command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(python, script.toString(), command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(python + " failed");
        }
        return output;
    }
}
