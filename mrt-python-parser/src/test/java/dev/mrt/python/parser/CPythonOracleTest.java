// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.python.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mrt.python.ParsedSource;
import dev.mrt.source.SourceDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * CPython's own parser is the judge: each file of its standard library must yield the same tree, with the same positions, and
 * what it rejects must be rejected. Set the system property {@code mrt.python} to another interpreter than {@code python3}.
 */
class CPythonOracleTest {

    private static final String PYTHON = System.getProperty("mrt.python", "python3");
    private static final Path SCRIPT = Path.of("src/test/python/dump_trees.py");

    @BeforeAll
    static void requirePython() throws Exception {
        String version = "none";
        try {
            version = lines(python("--version")).get(0);
        } catch (IOException e) {
            // No such program: skipped below.
        }
        boolean usable = version.compareTo("3.09") >= 0;
        if (!usable) {
            System.out.println("Skipped: needs " + PYTHON + " 3.9 or later to compare with, found " + version);
        }
        assumeTrue(usable, "no Python 3.9 or later");
    }

    @Test
    @Timeout(300)
    void readsTheStandardLibraryAsCPythonDoes() throws Exception {
        compare(lines(python("--list")));
    }

    /** CPython agrees that what the other tests call malformed is so, and that their trees are as they say. */
    @Test
    void judgesTheFixturesAsCPythonDoes(@TempDir Path directory) throws Exception {
        List<String> paths = new ArrayList<>();
        for (Path file : MalformedSourceTest.files().toList()) {
            for (MalformedSourceTest.Case malformed : MalformedSourceTest.cases(file)) {
                // Python 3.14 takes this for two types; see Python2.
                if (!malformed.source().contains("except ValueError, e")
                        && !malformed.source().contains("), error")) {
                    Path path = directory.resolve(paths.size() + ".py");
                    paths.add(Files.writeString(path, malformed.source()).toString());
                }
            }
        }
        assertThat(compare(paths)).isEqualTo(new Outcome(0, paths.size()));
    }

    private record Outcome(int accepted, int rejected) {}

    private static Outcome compare(List<String> paths) throws Exception {
        Process dump = python();
        Thread feeder = new Thread(() -> feed(dump, paths));
        feeder.start();

        List<String> differences = new ArrayList<>();
        int accepted = 0;
        int rejected = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(dump.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = reader.readLine();
            while (line != null) {
                String path = line.substring(2);
                if (line.startsWith("R ")) {
                    rejected++;
                    if (isAccepted(path)) {
                        differences.add(path + ": rejected by CPython, accepted by mrt");
                    }
                    line = reader.readLine();
                    continue;
                }
                accepted++;
                List<String> expected = new ArrayList<>();
                line = reader.readLine();
                while (line != null && line.startsWith("N ")) {
                    expected.add(line);
                    line = reader.readLine();
                }
                compare(path, expected, differences);
            }
        }
        assertThat(dump.waitFor()).isZero();
        feeder.join();
        System.out.println("Compared with " + PYTHON + ": " + accepted + " trees, " + rejected + " rejections, "
                + differences.size() + " differences");
        assertThat(accepted + rejected).isEqualTo(paths.size());
        assertThat(differences).isEmpty();
        return new Outcome(accepted, rejected);
    }

    private static boolean isAccepted(String path) throws IOException {
        return SourceDecoder.decode(Files.readAllBytes(Path.of(path))) instanceof SourceDecoder.Decoded decoded
                && PythonParser.create().parse(decoded.text()).isValid();
    }

    private static void compare(String path, List<String> expected, List<String> differences) throws IOException {
        SourceDecoder.Result result = SourceDecoder.decode(Files.readAllBytes(Path.of(path)));
        if (!(result instanceof SourceDecoder.Decoded decoded)) {
            differences.add(path + ": " + result);
            return;
        }
        ParsedSource parsed = PythonParser.create().parse(decoded.text());
        if (!parsed.isValid()) {
            differences.add(path + ": " + parsed.errors());
            return;
        }
        List<String> actual = new TreeLines(parsed.lines()).of(parsed.module());
        for (int i = 0; i < Math.max(actual.size(), expected.size()); i++) {
            String ours = i < actual.size() ? actual.get(i) : "nothing";
            String theirs = i < expected.size() ? expected.get(i) : "nothing";
            if (!matches(theirs, ours)) {
                differences.add(path + "\n  CPython: " + theirs + "\n  mrt:     " + ours);
                return;
            }
        }
    }

    /** Compares two lines, where CPython's may have {@code -} for what that version does not tell. */
    private static boolean matches(String expected, String actual) {
        if (expected.equals(actual)) {
            return true;
        }
        String[] theirs = expected.split(" ", -1);
        String[] ours = actual.split(" ", -1);
        if (theirs.length > 3 && theirs[3].equals("-")) {
            return matches(rest(theirs, 4), rest(ours, 7));
        }
        return expected.endsWith("kind=-")
                && matches(expected.replace("kind=-", "kind=None"), actual.replace("kind='u'", "kind=None"));
    }

    private static String rest(String[] words, int from) {
        StringBuilder text = new StringBuilder("N x y z");
        for (int i = from; i < words.length; i++) {
            text.append(' ').append(words[i]);
        }
        return text.toString();
    }

    private static Process python(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PYTHON, SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> lines(Process process) throws Exception {
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    private static void feed(Process process, List<String> paths) {
        try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String path : paths) {
                writer.write(path + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
