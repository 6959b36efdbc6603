// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The oracle for the replay: real Alembic and real Django run histories on real databases, and after each revision and after
 * each downgrade the catalog holds what was replayed. The histories are made at random; {@code -Dmrt.oracle.seeds=100} tries
 * more of them, {@code -Dmrt.oracle.seed=17} one of them again.
 */
class ReplayOracleTest {

    private static final int REVISIONS = 25;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
    void alembic(TestDatabases database) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (long seed : seeds()) {
            Path project = Files.createDirectories(folder.resolve("alembic-" + seed));
            AlembicFixture fixture = AlembicFixture.in(project);
            new RandomAlembicMigrations(seed, database).write(fixture, REVISIONS);
            wrong.addAll(CatalogOracle.differences(
                    database, fixture.project(), project.resolve("migrations/versions"), "seed " + seed));
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
    void django(TestDatabases database) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (long seed : seeds()) {
            Path project = Files.createDirectories(folder.resolve("django-" + seed));
            DjangoFixture fixture = DjangoFixture.in(project);
            new RandomDjangoMigrations(seed, database).write(fixture, REVISIONS);
            wrong.addAll(CatalogOracle.differences(database, fixture.project(), project, "seed " + seed));
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Long> seeds() {
        Long only = Long.getLong("mrt.oracle.seed");
        if (only != null) {
            return List.of(only);
        }
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= Integer.getInteger("mrt.oracle.seeds", 2); seed++) {
            seeds.add(seed);
        }
        return seeds;
    }
}
