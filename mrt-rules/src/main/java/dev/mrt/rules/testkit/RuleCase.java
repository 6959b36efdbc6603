// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules.testkit;

import dev.mrt.Mrt;
import dev.mrt.config.MrtConfig;
import dev.mrt.report.Report;
import dev.mrt.rule.RiskRule;
import dev.mrt.rule.RiskWarning;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One test case of rules: migrations, and the findings that they must have. In a folder a case is a file {@code name.py} or a
 * directory {@code name/} with files below it, beside a file {@code name.findings}.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> cases() {
 *     return RuleCase.in(Path.of("src/test/resources/cases"), new RenamedAuditTable()).stream()
 *             .map(each -> DynamicTest.dynamicTest(each.name(), () -> assertEquals(each.expected(), each.actual())));
 * }
 * }</pre>
 *
 * <p>With the system property {@code mrt.acceptFindings} set to {@code true}, {@link #actual} writes what it finds into the
 * {@code .findings} file first, and {@link #expected} reads that: run once, then read the difference. Immutable and
 * thread-safe.
 *
 * @param name the case's name
 * @param sources the migrations
 * @param findings the file with the expected findings; it need not exist
 * @param rules the rules under test; empty for all that are found
 */
public record RuleCase(String name, List<MigrationSource> sources, Path findings, List<RiskRule> rules) {

    public RuleCase {
        sources = List.copyOf(sources);
        rules = List.copyOf(rules);
    }

    /**
     * The cases of a folder, ordered by name.
     *
     * @param rules the rules under test; none for all that are found
     * @throws IOException where the folder cannot be read
     */
    public static List<RuleCase> in(Path folder, RiskRule... rules) throws IOException {
        List<RuleCase> cases = new ArrayList<>();
        for (Path path : children(folder)) {
            String file = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                cases.add(new RuleCase(file, below(path), folder.resolve(file + ".findings"), List.of(rules)));
            } else if (file.endsWith(".py")) {
                String name = file.substring(0, file.length() - 3);
                MigrationSource source = new MigrationSource("versions/" + file, Files.readString(path));
                cases.add(new RuleCase(name, List.of(source), folder.resolve(name + ".findings"), List.of(rules)));
            }
        }
        return cases;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }

    private static List<MigrationSource> below(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(directory)) {
            files = paths.filter(Files::isRegularFile).sorted().toList();
        }
        List<MigrationSource> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(new MigrationSource(
                    directory.relativize(file).toString().replace('\\', '/'), Files.readString(file)));
        }
        return sources;
    }

    /**
     * The findings as text, a line for each: {@code [ERROR] versions/0002.py:12 MRT201 users.phone: message}.
     *
     * @throws IOException where the findings are to be accepted and cannot be written
     */
    public String actual() throws IOException {
        StringBuilder text = new StringBuilder();
        for (RiskWarning warning : report().warnings()) {
            text.append('[')
                    .append(warning.severity())
                    .append("] ")
                    .append(warning.location().file())
                    .append(':')
                    .append(warning.location().line())
                    .append(' ')
                    .append(warning.code())
                    .append(warning.subject().isEmpty() ? "" : " ")
                    .append(warning.subject())
                    .append(": ")
                    .append(warning.message())
                    .append('\n');
        }
        if (Boolean.getBoolean("mrt.acceptFindings")) {
            Files.writeString(findings, text);
        }
        return text.toString();
    }

    private Report report() {
        MrtConfig.Builder config = MrtConfig.builder();
        Mrt.Builder mrt = Mrt.builder().jobs(1);
        for (RiskRule rule : rules) {
            mrt.rule(rule);
            config.select(rule.info().code());
        }
        return mrt.config(config.build()).build().analyzeSources(sources);
    }

    /**
     * The findings that must come out.
     *
     * @throws IOException where the file with them cannot be read
     */
    public String expected() throws IOException {
        if (Boolean.getBoolean("mrt.acceptFindings")) {
            return actual();
        }
        return Files.exists(findings) ? Files.readString(findings) : "";
    }
}
