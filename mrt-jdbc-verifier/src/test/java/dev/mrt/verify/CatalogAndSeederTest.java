// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.schema.Column;
import dev.mrt.schema.Difference;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.schema.Table;
import dev.mrt.schema.Truth;
import dev.mrt.verify.internal.catalog.Catalog;
import dev.mrt.verify.internal.catalog.MysqlCatalog;
import dev.mrt.verify.internal.catalog.PostgresqlCatalog;
import dev.mrt.verify.internal.catalog.SqliteCatalog;
import dev.mrt.verify.internal.database.ScratchDatabase;
import dev.mrt.verify.internal.database.ScratchDatabases;
import dev.mrt.verify.internal.rows.RowReader;
import dev.mrt.verify.internal.rows.Rows;
import dev.mrt.verify.internal.seed.Seeder;
import dev.mrt.verify.internal.seed.Seeding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The statements of {@code schemas/*.sql}, each of which changes what a catalog must show. */
class CatalogAndSeederTest {

    private static ScratchDatabase scratch(TestDatabases database) {
        return ScratchDatabases.create(database.server(), false, false);
    }

    private static List<String> statements(TestDatabases database) throws Exception {
        String name = (database == TestDatabases.MYSQL ? TestDatabases.MARIADB : database).name();
        Path file = Path.of("src/test/resources/schemas", name.toLowerCase(Locale.ROOT) + ".sql");
        return List.of(Files.readString(file).split("\n--\n", -1));
    }

    private static Catalog fresh(TestDatabases database) {
        return switch (database) {
            case SQLITE -> new SqliteCatalog();
            case POSTGRESQL -> new PostgresqlCatalog();
            case MARIADB -> new MysqlCatalog(true);
            case MYSQL -> new MysqlCatalog(false);
        };
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void everyStatementShowsAndReadingWhatChangedIsReadingAll(TestDatabases database) throws Exception {
        try (ScratchDatabase scratch = scratch(database)) {
            Handle handle = scratch.handle();
            Schema before = scratch.catalog().read(handle);
            for (String statement : statements(database)) {
                handle.getConnection().createStatement().execute(statement);
                Schema after = scratch.catalog().read(handle);
                List<Difference> missed =
                        SchemaDiff.of(fresh(database).read(handle), after).differences();
                assertThat(missed).describedAs(statement).isEmpty();
                boolean noChange = statement.contains("drop not null");
                assertThat(SchemaDiff.of(before, after).isEmpty())
                        .describedAs("unseen: " + statement)
                        .isEqualTo(noChange);
                before = after;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void everyTableIsFilledAndEveryColumnHasAValue(TestDatabases database) throws Exception {
        try (ScratchDatabase scratch = scratch(database)) {
            Handle handle = scratch.handle();
            for (String statement : statements(database)) {
                handle.getConnection().createStatement().execute(statement);
            }
            Schema schema = scratch.catalog().read(handle);
            Seeding seeding = new Seeder(scratch.dialect(), 0, 3, Map.of())
                    .seed(handle.getConnection(), schema, Rows.NONE, name -> true);
            assertThat(seeding.unseeded()).isEmpty();
            Rows rows = new RowReader(scratch.url()).read(handle.getConnection(), schema.tables());
            for (Table table : schema.tables()) {
                Rows.OfTable own = Objects.requireNonNull(rows.of(table.name()));
                boolean partitioned = table.name().name().equals("logs");
                assertThat(own.rows().isEmpty())
                        .describedAs(table.name().toString())
                        .isEqualTo(partitioned);
                for (int i = 0; i < own.columns().size() && !partitioned; i++) {
                    int place = i;
                    Column column = table.column(own.columns().get(i)).orElseThrow();
                    assertThat(own.rows())
                            .describedAs(table.name() + "." + column.name())
                            .anyMatch(row -> row.get(place) != null);
                    if (column.nullable() == Truth.TRUE && own.rows().size() > 3 && column.generated() == null) {
                        assertThat(own.rows())
                                .describedAs("NULL in " + table.name() + "." + column.name())
                                .anyMatch(row -> row.get(place) == null);
                    }
                }
            }
        }
    }
}
