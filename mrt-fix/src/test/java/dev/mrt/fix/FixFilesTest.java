// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Histories;
import dev.mrt.Mrt;
import dev.mrt.schema.Target;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder beside this class's resources is a history; what can be done about it stands in {@code expected.diff}. Run with
 * {@code -Dmrt.acceptFixes=FOLDER}, the folder of the resources, to accept what is found.
 */
class FixFilesTest {

    @ParameterizedTest
    @MethodSource("folders")
    void fixesAreAsWritten(Path folder) throws IOException {
        String found = describe(fix(folder));

        String accept = System.getProperty("mrt.acceptFixes");
        if (accept != null) {
            Files.writeString(Path.of(accept).resolve(folder.getFileName()).resolve("expected.diff"), found);
        }
        assertThat(found).isEqualTo(Files.readString(folder.resolve("expected.diff")));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aFixedHistoryNeedsNoFix(Path folder) throws IOException {
        List<MigrationSource> fixed = new ArrayList<>();
        for (Fix fix : fix(folder)) {
            fixed.add(new MigrationSource(fix.source().path(), fix.fixedText()));
        }
        for (Fix again : fix(fixed, target(folder))) {
            assertThat(again.edits()).as(again.source().path()).isEmpty();
        }
    }

    @Test
    void editsKeepEveryOtherByte() throws IOException, URISyntaxException {
        Fix fix = fix(resources().resolve("windows_line_ends")).get(0);

        assertThat(fix.edits()).hasSize(1);
        SourceEdit edit = fix.edits().get(0);
        assertThat(fix.fixedText().substring(0, edit.range().start()))
                .isEqualTo(fix.source().text().substring(0, edit.range().start()));
        assertThat(fix.fixedText()).doesNotContainPattern("[^\r]\n").endsWith("\r\n");
    }

    private static List<Fix> fix(Path folder) throws IOException {
        List<MigrationSource> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".py"))
                    .sorted()
                    .toList()) {
                sources.add(new MigrationSource("shop/migrations/" + file.getFileName(), Files.readString(file)));
            }
        }
        return fix(sources, target(folder));
    }

    static List<Fix> fix(List<MigrationSource> sources, Target target) {
        Histories read = Mrt.builder().build().readSources(sources);
        assertThat(read.problems()).isEmpty();
        List<Fix> fixes = new ArrayList<>();
        for (AnalyzedHistory history : read.histories()) {
            fixes.addAll(MigrationFixer.create(List.of(target)).fix(history, file -> true));
        }
        return fixes;
    }

    /** Most are for PostgreSQL; a file {@code target} names another database. */
    private static Target target(Path folder) throws IOException {
        Path file = folder.resolve("target");
        return Files.exists(file) ? Target.parse(Files.readString(file)) : Target.POSTGRESQL;
    }

    private static String describe(List<Fix> fixes) {
        StringBuilder text = new StringBuilder();
        for (Fix fix : fixes) {
            text.append("# ")
                    .append(fix.revision())
                    .append(' ')
                    .append(fix.outcome())
                    .append('\n');
            if (!fix.reason().isEmpty()) {
                text.append("# reason: ").append(fix.reason()).append('\n');
            }
            for (String lost : fix.notBroughtBack()) {
                text.append("# not brought back: ").append(lost).append('\n');
            }
            text.append(fix.diff());
        }
        return text.toString();
    }

    private static Path resources() throws URISyntaxException {
        return Path.of(FixFilesTest.class.getResource("/dev/mrt/fix").toURI());
    }

    static List<Path> folders() throws IOException, URISyntaxException {
        try (Stream<Path> all = Files.list(resources())) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }
}
