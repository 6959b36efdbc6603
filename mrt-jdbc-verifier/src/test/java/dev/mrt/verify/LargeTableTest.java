// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Schema;
import dev.mrt.verify.internal.database.ScratchDatabase;
import dev.mrt.verify.internal.database.ScratchDatabases;
import dev.mrt.verify.internal.rows.RowComparison;
import dev.mrt.verify.internal.rows.RowReader;
import dev.mrt.verify.internal.rows.Rows;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Large tables are compared where they are: their rows are fetched only where they are others. */
class LargeTableTest {

    private static final QualifiedName LARGE = QualifiedName.of("large");
    private static final String NUMBERS =
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 900) ";

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void onlyOtherRowsAreFetched(TestDatabases kind) throws SQLException {
        try (ScratchDatabase database = ScratchDatabases.create(kind.server(), false, false)) {
            execute(database, "create table large (id integer primary key, a varchar(200), b varchar(9000))");
            fill(kind, database, "'a row', null");
            String wide = "update large set b = '" + "wide ".repeat(1700) + "' where id % 500 = 7";
            execute(database, wide);
            RowReader reader = new RowReader(database.url());
            Rows first = read(database, reader);
            assertThat(first.count(LARGE)).isEqualTo(2700);

            execute(database, "update large set a = 'other' where id = 1234");
            Rows other = read(database, reader);
            assertThat(RowComparison.compare(first, other, schema(database)))
                    .singleElement()
                    .satisfies(difference -> {
                        assertThat(difference.lost()).isEmpty();
                        assertThat(difference.added()).isEmpty();
                        assertThat(difference.changed()).containsOnlyKeys("a");
                        assertThat(difference.changed().get("a")).hasSize(1);
                    });
            assertThat(read(database, reader).of(LARGE)).isSameAs(other.of(LARGE));

            execute(database, "update large set b = '" + "wide ".repeat(1699) + "WIDE ' where id = 2507");
            assertThat(RowComparison.compare(other, read(database, reader), schema(database)))
                    .singleElement()
                    .satisfies(difference -> assertThat(difference.changed()).containsOnlyKeys("b"));

            execute(database, "update large set a = case id when 1 then 'first' else 'second' end where id in (1, 2)");
            // Two values that change places leave every sum over a column what it was.
            Rows before = read(database, reader);
            execute(database, "update large set a = case id when 1 then 'second' else 'first' end where id in (1, 2)");
            assertThat(RowComparison.compare(before, read(database, reader), schema(database)))
                    .singleElement()
                    .satisfies(difference ->
                            assertThat(difference.changed().get("a")).hasSize(2));
        }
    }

    /** There and back, which is what a verification does: on a server the state before is known by its hash. */
    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "SQLITE", mode = EnumSource.Mode.EXCLUDE)
    void theStateBeforeIsNotFetchedAgain(TestDatabases kind) throws SQLException {
        try (ScratchDatabase database = ScratchDatabases.create(kind.server(), false, false)) {
            execute(database, "create table large (id integer primary key, a varchar(200))");
            fill(kind, database, "'a row'");
            RowReader reader = new RowReader(database.url());
            Rows before = read(database, reader);
            execute(database, "alter table large add column c integer default 5");
            assertThat(read(database, reader).of(LARGE)).isNotNull();
            execute(database, "alter table large drop column c");
            assertThat(read(database, reader).of(LARGE)).isSameAs(before.of(LARGE));
        }
    }

    private static void fill(TestDatabases kind, ScratchDatabase database, String values) {
        for (int thousand = 0; thousand < 3; thousand++) {
            String rows = "select i + " + 1000 * thousand + ", " + values + " from n";
            // MariaDB wants the numbers within the insert, and makes a thousand of them at most.
            execute(
                    database,
                    kind == TestDatabases.MARIADB || kind == TestDatabases.MYSQL
                            ? "insert into large " + NUMBERS + rows
                            : NUMBERS + "insert into large " + rows);
        }
    }

    private static Rows read(ScratchDatabase database, RowReader reader) throws SQLException {
        return reader.read(
                database.handle().getConnection(), List.copyOf(schema(database).tables()));
    }

    private static Schema schema(ScratchDatabase database) {
        return database.catalog().read(database.handle());
    }

    private static void execute(ScratchDatabase database, String sql) {
        database.handle().execute(sql);
    }
}
