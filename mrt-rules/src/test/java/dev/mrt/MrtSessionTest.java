// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.report.Report;
import dev.mrt.rule.RiskWarning;
import dev.mrt.source.MigrationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session says after every change what a new analysis says. */
class MrtSessionTest {

    private static final Path HISTORIES = Path.of("src/test/resources/histories");

    private final Mrt mrt = Mrt.builder().jobs(1).build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyReportEqualsThatOfANewAnalysis(long seed) throws IOException {
        List<MigrationSource> originals = histories();
        Map<String, MigrationSource> current = new TreeMap<>();
        originals.forEach(source -> current.put(source.path(), source));
        MrtSession session = mrt.sessionOfSources(List.copyOf(current.values()));
        Random random = new Random(seed);
        for (int step = 0; step < 60; step++) {
            MigrationSource original = originals.get(random.nextInt(originals.size()));
            String path = original.path();
            Report report;
            if (random.nextInt(10) == 0) {
                current.remove(path);
                report = session.remove(path);
            } else {
                MigrationSource changed = new MigrationSource(path, edited(original, current, random));
                current.put(path, changed);
                report = session.update(changed);
            }
            assertThat(report)
                    .as("after step %d, a change of %s", step, path)
                    .isEqualTo(mrt.analyzeSources(List.copyOf(current.values())));
        }
    }

    private static String edited(MigrationSource original, Map<String, MigrationSource> current, Random random) {
        MigrationSource now = current.getOrDefault(original.path(), original);
        List<String> lines = new ArrayList<>(Arrays.asList(now.text().split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.add("# a remark");
            default -> {
                return original.text();
            }
        }
        return String.join("\n", lines);
    }

    @Test
    void aChangedHelperModuleChangesWhatItsImportersDo(@TempDir Path project) throws IOException {
        Path versions = Files.createDirectories(project.resolve("versions"));
        Files.writeString(project.resolve("helpers.py"), helper("op.create_index('ix', 'users', ['name'])"));
        Files.writeString(versions.resolve("0001.py"), """
                import sqlalchemy as sa
                from alembic import op
                from helpers import tidy

                revision = "0001"
                down_revision = None


                def upgrade():
                    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
                    tidy()


                def downgrade():
                    op.drop_table("users")
                """);
        MrtSession session = mrt.session(List.of(project));
        assertThat(codes(session.report())).doesNotContain("MRT110");

        Report report = session.update(new MigrationSource(
                project + "/helpers.py", helper("op.execute('CREATE TABLE left_behind (id int)')")));

        assertThat(codes(report)).contains("MRT110");
    }

    @Test
    void aNewFileNeedNotBeSavedYet(@TempDir Path project) throws IOException {
        Path versions = Files.createDirectories(project.resolve("versions"));
        Files.writeString(versions.resolve("0001.py"), migration("0001", "None"));
        MrtSession session = mrt.session(List.of(project));
        assertThat(session.report().migrations()).isEqualTo(1);

        String unsaved = versions.resolve("0002.py").toString();
        assertThat(session.update(new MigrationSource(unsaved, migration("0002", "'0001'")))
                        .migrations())
                .isEqualTo(2);
        assertThat(session.remove(unsaved).migrations()).isEqualTo(1);
    }

    private static String helper(String statement) {
        return "from alembic import op\n\ndef tidy():\n    " + statement + "\n";
    }

    private static String migration(String revision, String parent) {
        return """
                revision = "%s"
                down_revision = %s

                def upgrade():
                    pass

                def downgrade():
                    pass
                """.formatted(revision, parent);
    }

    private static List<String> codes(Report report) {
        return report.warnings().stream().map(RiskWarning::code).toList();
    }

    private static List<MigrationSource> histories() throws IOException {
        List<MigrationSource> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(HISTORIES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".py"))
                    .sorted()
                    .toList()) {
                String path = HISTORIES.relativize(file).toString().replace('\\', '/');
                sources.add(new MigrationSource(path, Files.readString(file)));
            }
        }
        return sources;
    }
}
