// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationHistoryTest {

    private static final Procedure NOTHING = Procedure.missing(SourceRange.FILE_START);

    private static Migration migration(
            Framework framework,
            String id,
            List<String> parents,
            List<String> dependsOn,
            List<String> labels,
            List<String> replaces) {
        return new Migration(
                framework,
                id,
                parents,
                dependsOn,
                labels,
                replaces,
                "",
                new MigrationSource(id + ".py", ""),
                SourceRange.FILE_START,
                true,
                NOTHING,
                NOTHING,
                List.of(),
                Map.of());
    }

    private static Migration alembic(String id, String... parents) {
        return migration(Framework.ALEMBIC, id, List.of(parents), List.of(), List.of(), List.of());
    }

    private static Migration django(String id, String... parents) {
        return migration(Framework.DJANGO, id, List.of(parents), List.of(), List.of(), List.of());
    }

    private static List<String> ids(List<Migration> migrations) {
        return migrations.stream().map(Migration::id).toList();
    }

    private static List<String> problems(MigrationHistory history) {
        return history.problems().stream().map(HistoryProblem::sentence).toList();
    }

    @Test
    void ordersParentsFirstWhateverTheOrderOfFiles() {
        List<Migration> files = List.of(alembic("c", "b"), alembic("a"), alembic("b", "a"));
        MigrationHistory history = MigrationHistory.of(files);
        assertThat(ids(history.order())).containsExactly("a", "b", "c");
        assertThat(ids(history.heads())).containsExactly("c");
        assertThat(ids(history.bases())).containsExactly("a");
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void knowsBranchesAndMerges() {
        MigrationHistory history = MigrationHistory.of(
                List.of(alembic("a"), alembic("b", "a"), alembic("c", "a"), alembic("d", "b", "c"), alembic("e", "d")));
        assertThat(ids(history.order())).containsExactly("a", "b", "c", "d", "e");
        assertThat(ids(history.branchPoints())).containsExactly("a");
        assertThat(ids(history.merges())).containsExactly("d");
        assertThat(ids(history.heads())).containsExactly("e");
        assertThat(ids(history.ancestors(history.migration("d").orElseThrow()))).containsExactly("a", "b", "c");
    }

    @Test
    void dependsOnOrdersButDoesNotContinueALine() {
        Migration labelled = migration(Framework.ALEMBIC, "m1", List.of(), List.of(), List.of("money"), List.of());
        Migration dependent = migration(Framework.ALEMBIC, "a1", List.of(), List.of("money"), List.of(), List.of());
        MigrationHistory history = MigrationHistory.of(List.of(dependent, labelled));
        assertThat(ids(history.order())).containsExactly("m1", "a1");
        assertThat(ids(history.heads())).containsExactly("a1", "m1");
        assertThat(ids(history.bases())).containsExactly("a1", "m1");
    }

    @Test
    void resolvesNoShortenedIds() {
        MigrationHistory history =
                MigrationHistory.of(List.of(alembic("abcdef"), alembic("b", "abc"), alembic("c", "b")));
        assertThat(problems(history)).containsExactly("revision `b` builds on `abc`, which is not there");
        assertThat(ids(history.orphans())).containsExactly("c");
        assertThat(ids(history.order())).containsExactly("abcdef", "b", "c");
    }

    @Test
    void findsCirclesAndDuplicates() {
        MigrationHistory circle = MigrationHistory.of(
                List.of(alembic("a"), alembic("b", "a", "d"), alembic("c", "b"), alembic("d", "c"), alembic("e", "d")));
        assertThat(problems(circle)).containsExactly("revisions build on each other in a circle: `b`, `c`, `d`");
        assertThat(ids(circle.order())).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        MigrationHistory itself = MigrationHistory.of(List.of(alembic("a", "a")));
        assertThat(problems(itself)).containsExactly("revisions build on each other in a circle: `a`");
        MigrationHistory twice = MigrationHistory.of(List.of(alembic("a"), alembic("a")));
        assertThat(problems(twice)).containsExactly("revision `a` is claimed by a.py, a.py");
        assertThat(twice.order()).hasSize(1);
    }

    @Test
    void keepsHeadsOfDjangoApplicationsApart() {
        MigrationHistory history = MigrationHistory.of(List.of(
                django("shop.0001_initial", "auth.0012_name"),
                django("shop.0002_price", "shop.0001_initial", "people.0001_initial"),
                django("people.0001_initial")));
        assertThat(ids(history.heads())).containsExactly("people.0001_initial", "shop.0002_price");
        assertThat(ids(history.heads("shop"))).containsExactly("shop.0002_price");
        assertThat(ids(history.order())).containsExactly("people.0001_initial", "shop.0001_initial", "shop.0002_price");
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void letsASquashedMigrationStandInForTheReplacedOnes() {
        Migration squashed = migration(
                Framework.DJANGO,
                "shop.0001_squashed_0002",
                List.of(),
                List.of(),
                List.of(),
                List.of("shop.0001_initial", "shop.0002_price"));
        Migration next = django("shop.0003_tax", "shop.0002_price");
        MigrationHistory withFiles = MigrationHistory.of(
                List.of(django("shop.0001_initial"), django("shop.0002_price", "shop.0001_initial"), squashed, next));
        MigrationHistory withoutFiles = MigrationHistory.of(List.of(squashed, next));
        for (MigrationHistory history : List.of(withFiles, withoutFiles)) {
            assertThat(ids(history.order())).containsExactly("shop.0001_squashed_0002", "shop.0003_tax");
            assertThat(ids(history.heads())).containsExactly("shop.0003_tax");
            assertThat(history.problems()).isEmpty();
            assertThat(history.replacementOf("shop.0002_price")).contains(squashed);
        }
        assertThat(ids(withFiles.replaced())).containsExactly("shop.0001_initial", "shop.0002_price");
    }

    @Test
    void doesNotRecurseIntoALongLine() {
        List<Migration> line = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            line.add(i == 0 ? alembic("r0") : alembic("r" + i, "r" + (i - 1)));
        }
        Collections.reverse(line);
        MigrationHistory history = MigrationHistory.of(line);
        assertThat(history.order().get(0).id()).isEqualTo("r0");
        assertThat(ids(history.heads())).containsExactly("r19999");
    }
}
