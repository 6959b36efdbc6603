// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mrt.Mrt;
import dev.mrt.config.ConfigurationException;
import dev.mrt.config.MrtConfig;
import dev.mrt.report.Baseline;
import dev.mrt.report.Report;
import dev.mrt.rule.RiskWarning;
import dev.mrt.rules.testkit.RulePage;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps findings out of a report: comments, skip, paths, a baseline, and the part that is not new. */
class SilencingTest {

    private static final String PHONE = "op.create_index(\"ix_phone\", \"users\", [\"phone\"])";

    private static MrtConfig.Builder config() {
        return MrtConfig.builder().select("MRT407", "MRT807").today(LocalDate.of(2027, 2, 1));
    }

    private static MigrationSource migration(String revision, String parent, String upgrade) {
        String text =
                "import sqlalchemy as sa\nfrom alembic import op\n\nrevision = \"" + revision + "\"\ndown_revision = \""
                        + parent + "\"\n\n\ndef upgrade():\n    " + upgrade + "\n\n\ndef downgrade():\n    pass\n";
        return new MigrationSource("versions/" + revision + ".py", text);
    }

    private static Report check(MrtConfig config, MigrationSource... migrations) {
        List<MigrationSource> all = new ArrayList<>(List.of(migrations));
        all.add(new MigrationSource("versions/base.py", RulePage.ALEMBIC_BASE));
        return Mrt.builder().config(config).jobs(1).build().analyzeSources(all);
    }

    private static List<String> codes(Report report) {
        return report.warnings().stream().map(RiskWarning::code).toList();
    }

    @Test
    void commentSilencesAndStaysInTheReportWithItsReason() {
        Report report = check(
                config().build(), migration("a", "base", PHONE + "  # mrt: ignore[MRT407] small until 2027-02-01"));

        assertThat(codes(report)).isEmpty();
        assertThat(report.suppressed()).singleElement().satisfies(suppressed -> {
            assertThat(suppressed.warning().code()).isEqualTo("MRT407");
            assertThat(suppressed.reason()).isEqualTo("small");
        });
    }

    @Test
    void oldNamesOfTheRuleSilenceToo() {
        assertThat(codes(check(config().build(), migration("a", "base", PHONE + "  # noqa: MRT413"))))
                .isEmpty();
        assertThat(codes(check(config().build(), migration("a", "base", PHONE + "  # noqa"))))
                .isEmpty();
    }

    @Test
    void expiredSuppressionSilencesNothingAndIsAFinding() {
        Report report = check(
                config().build(), migration("a", "base", PHONE + "  # mrt: ignore[MRT407] small until 2027-01-31"));

        assertThat(codes(report)).containsExactly("MRT407", "MRT807");
        assertThat(report.warnings().get(1).message()).contains("it ended on 2027-01-31");
    }

    @Test
    void suppressionMayHaveToSayWhy() {
        MigrationSource migration = migration("a", "base", PHONE + "  # mrt: ignore[MRT407]");

        assertThat(codes(check(config().build(), migration))).isEmpty();
        assertThat(codes(check(config().requireReasons(true).build(), migration)))
                .containsExactly("MRT807");
    }

    @Test
    void skipAndPathSilence() {
        MigrationSource migration = migration("a", "base", PHONE);

        assertThat(check(config().skip("a", "done by hand").build(), migration).suppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed.reason()).isEqualTo("done by hand"));
        assertThat(codes(check(config().ignoreAt("versions/*", "MRT4").build(), migration)))
                .isEmpty();
    }

    @Test
    void baselineSurvivesMovedLines(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("baseline.txt");
        MrtConfig config = config().baseline(file).build();
        Files.writeString(file, Baseline.write(check(config, migration("a", "base", PHONE))));

        Report moved = check(
                config,
                migration("a", "base", "\n\n    " + PHONE + "\n    op.create_index(\"ix_age\", \"users\", [\"age\"])"));
        assertThat(moved.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.subject()).isEqualTo("users.ix_age"));
        assertThat(moved.suppressed()).hasSize(1);
    }

    @Test
    void sinceAndMinRevisionRestrictTheReportOnly() {
        MigrationSource first = migration("first", "base", PHONE);
        MigrationSource second = migration("second", "first", "op.create_index(\"ix_age\", \"users\", [\"age\"])");

        Report since = check(config().since("first").build(), first, second);
        assertThat(since.warnings()).extracting(RiskWarning::revision).containsExactly("second");
        assertThat(since.migrations()).isEqualTo(3);
        assertThat(check(config().minRevision("first").build(), first, second).warnings())
                .extracting(RiskWarning::revision)
                .containsExactly("first", "second");
        assertThatThrownBy(() -> check(config().since("third").build(), first, second))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("`since` 'third' matches neither a revision nor a git reference");
        assertThatThrownBy(() -> check(config().minRevision("third").build(), first, second))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void sinceAGitReferenceReportsOnTheFilesChangedAfterIt(@TempDir Path directory) throws Exception {
        Path versions = Files.createDirectories(directory.resolve("versions"));
        Files.writeString(versions.resolve("base.py"), RulePage.ALEMBIC_BASE);
        MigrationSource first = migration("first", "base", PHONE);
        Files.writeString(directory.resolve(first.path()), first.text());
        git(directory, "init", "-q", "-b", "main");
        git(directory, "add", ".");
        git(directory, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first");
        git(directory, "tag", "v1");
        MigrationSource second = migration("second", "first", "op.create_index(\"ix_age\", \"users\", [\"age\"])");
        Files.writeString(directory.resolve(second.path()), second.text());

        Report report = Mrt.builder()
                .config(config().since("v1").build())
                .jobs(1)
                .build()
                .analyze(List.of(directory));
        assertThat(report.warnings()).extracting(RiskWarning::revision).containsExactly("second");
    }

    private static void git(Path directory, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
