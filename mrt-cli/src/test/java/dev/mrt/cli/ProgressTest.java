// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.AnalysisListener.Pass;
import dev.mrt.Mrt;
import dev.mrt.source.MigrationSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void aLineTellsPassPercentageAndCount() {
        assertThat(Progress.line(Pass.READING, 0, 0)).isEqualTo("Reading files");
        assertThat(Progress.line(Pass.CHECKING, 250, 1000))
                .isEqualTo("[=====               ] Checking migrations: 25 % (250 of 1000)");
        assertThat(Progress.line(Pass.PARSING, 3, 3))
                .isEqualTo("[====================] Understanding migrations: 100 % (3 of 3)");
    }

    @Test
    void anAnalysisTellsEachMigrationOfEachPass() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        Mrt.builder()
                .jobs(2)
                .listener((pass, done, total) -> heard.add(pass + " " + done + " of " + total))
                .build()
                .analyzeSources(List.of(migration("a", "None"), migration("b", "'a'")));

        assertThat(heard)
                .containsExactlyInAnyOrder("PARSING 1 of 2", "PARSING 2 of 2", "CHECKING 1 of 2", "CHECKING 2 of 2");
    }

    private static MigrationSource migration(String revision, String parent) {
        return new MigrationSource(
                "versions/" + revision + ".py",
                "revision = '" + revision + "'\ndown_revision = " + parent
                        + "\n\ndef upgrade():\n    pass\n\ndef downgrade():\n    pass\n");
    }
}
