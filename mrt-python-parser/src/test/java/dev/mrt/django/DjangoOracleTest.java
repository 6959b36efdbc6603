// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.discovery.ProjectDiscovery;
import dev.mrt.migration.Memory;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.MigrationProject;
import dev.mrt.migration.Workers;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.schema.Column;
import dev.mrt.schema.Constraint;
import dev.mrt.schema.Identity;
import dev.mrt.schema.Index;
import dev.mrt.schema.Schema;
import dev.mrt.schema.Table;
import dev.mrt.schema.Target;
import dev.mrt.schema.Truth;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is read from Django migrations, replayed, is what the catalog of a real PostgreSQL 15 held after real Django 5.2 ran
 * them forth and back; {@code record.py} beside the migrations recorded it.
 */
class DjangoOracleTest {

    @ParameterizedTest
    @ValueSource(strings = {"0001_initial", "0002_changes", "0003_deletions", "0004_more_changes"})
    void forwardsMakesWhatDjangoMakes(String name) throws IOException, URISyntaxException {
        HistoryReplay replay = replay();

        assertThat(text(replay.migration("shop." + name).orElseThrow().after())).isEqualTo(recorded(name + ".catalog"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001_initial", "0002_changes", "0003_deletions", "0004_more_changes"})
    void backwardsLeavesWhatDjangoLeaves(String name) throws IOException, URISyntaxException {
        HistoryReplay replay = replay();

        assertThat(text(replay.migration("shop." + name).orElseThrow().restored()))
                .isEqualTo(recorded(name + ".restored.catalog"));
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(DjangoOracleTest.class.getResource("oracle").toURI());
    }

    private static String recorded(String file) throws IOException, URISyntaxException {
        return Files.readString(folder().resolve(file)).trim();
    }

    private static HistoryReplay replay() throws URISyntaxException {
        DjangoMigrationParser parser = new DjangoMigrationParser();
        MigrationProject project = new ProjectDiscovery(List.of(parser))
                .discover(List.of(folder()), Workers.sequential())
                .projects()
                .get(0);
        List<Migration> migrations =
                parser.parse(project, Workers.sequential(), Memory.none()).migrations();
        return HistoryReplay.of(MigrationHistory.of(migrations), Target.parse("postgresql:15"));
    }

    // ---- the schema in the words of record.py

    private static String text(Schema schema) {
        TreeSet<String> lines = new TreeSet<>();
        for (Table table : schema.tables()) {
            String name = table.name().name();
            if (!table.complete()) {
                continue;
            }
            for (Column column : table.columns()) {
                lines.add("column " + name + "." + column.name() + " " + column.type()
                        + (column.nullable() == Truth.FALSE ? " not null" : "")
                        + (column.identity() == Identity.BY_DEFAULT ? " identity" : "")
                        + (column.serverDefault().isPresent() ? " default" : ""));
            }
            for (Constraint constraint : table.constraints()) {
                lines.add("constraint " + name + "." + constraint.name() + " " + details(constraint));
            }
            for (Index index : table.indexes()) {
                lines.add("index " + name + "." + index.name() + (index.unique() ? " unique" : "") + " (" + parts(index)
                        + ")" + (index.predicate() == null ? "" : " where"));
            }
        }
        return String.join("\n", lines);
    }

    private static String details(Constraint constraint) {
        String columns = " (" + String.join(",", constraint.columns()) + ")";
        if (constraint instanceof Constraint.ForeignKey key) {
            return "f" + columns + " " + key.referencedTable().name() + (key.initiallyDeferred() ? " deferred" : "");
        }
        return switch (constraint.kind()) {
            case PRIMARY_KEY -> "p" + columns;
            case UNIQUE -> "u" + columns;
            case CHECK -> "c" + columns;
            default -> constraint.kind() + columns;
        };
    }

    private static String parts(Index index) {
        StringBuilder text = new StringBuilder();
        for (Index.Part part : index.parts()) {
            text.append(text.isEmpty() ? "" : ",").append(part.column() == null ? "expression" : part.column());
        }
        return text.toString();
    }
}
