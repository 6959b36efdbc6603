// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static dev.mrt.verify.HeadlineTest.sentences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What the verifier tells apart, and how it is told what to do. */
@SuppressWarnings("StringConcatToTextBlock") // two short statements read better side by side
class VerifierTest {

    private static final String USERS = """
            op.create_table('users', sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.String(50)))
            """;
    private static final String NO_USERS = "op.drop_table('users')";

    @TempDir
    private Path folder;

    private RevisionResult second(TestDatabases database, String upgrade, String downgrade) {
        return database.verifier(AlembicFixture.in(folder)
                        .revision("001", USERS, NO_USERS)
                        .revision("002", upgrade, downgrade)
                        .project())
                .build()
                .verifyAll()
                .results()
                .get(1);
    }

    @Test
    void anUpgradeThatFailsOnlyOnRowsIsToldApart() {
        assertThat(sentences(second(
                        TestDatabases.POSTGRESQL,
                        "op.add_column('users', sa.Column('age', sa.Integer, nullable=False))",
                        "op.drop_column('users', 'age')")))
                .singleElement()
                .asString()
                .startsWith("upgrade works on empty tables but fails on tables with rows: IntegrityError")
                .contains("age");
    }

    @Test
    void aDowngradeThatFailsOnlyOnNewRowsIsToldApart() {
        assertThat(sentences(second(
                        TestDatabases.POSTGRESQL,
                        "op.create_table('notes', sa.Column('id', sa.Integer, primary_key=True))",
                        "op.execute(\"do $$ begin if exists (select 1 from notes) then raise exception 'not empty';"
                                + " end if; end $$\")\nop.drop_table('notes')")))
                .containsExactly("downgrade fails once rows were written after the upgrade: InternalError:"
                        + " (psycopg2.errors.RaiseException) not empty");
    }

    @Test
    void anEnumTypeThatIsLeftBehindStopsTheSecondUpgrade() {
        assertThat(sentences(second(
                        TestDatabases.POSTGRESQL, "op.execute(\"create type mood as enum ('a', 'b')\")", "pass")))
                .hasSize(2)
                .anyMatch(sentence ->
                        sentence.equals("downgrade does not restore the schema: enum type `mood` is left behind"))
                .anyMatch(sentence -> sentence.startsWith("upgrade fails when it is run again after the downgrade"));
    }

    /** In one run Alembic creates an enum type once; upgrade, downgrade and upgrade are three runs. */
    @Test
    void anEnumTypeThatTheDowngradeDropsIsCreatedAgain() {
        assertThat(sentences(second(
                        TestDatabases.POSTGRESQL,
                        "op.create_table('orders', sa.Column('state', sa.Enum('new', 'paid', name='order_state')))",
                        "op.drop_table('orders')\nsa.Enum(name='order_state').drop(op.get_bind())")))
                .isEmpty();
    }

    @Test
    void lostAndAddedRowsAndChangedValuesAreNamed() {
        assertThat(sentences(second(
                        TestDatabases.SQLITE,
                        "op.execute(\"update users set name = 'x' where id = 1001\")\n"
                                + "op.execute('delete from users where id = 1002')",
                        "op.execute(\"insert into users values (7, 'new')\")")))
                .containsExactly(
                        "1 row of table `users` is lost: id=1002",
                        "1 row of table `users` is left behind: id=7",
                        "1 value changed in column `users.name`: row id=1001 had '1 name' and has 'x'");
    }

    @Test
    void anUpgradeThatDemandsMoreOfRowsIsRunWithRowsThatSatisfyIt() {
        VerificationReport report = TestDatabases.POSTGRESQL
                .verifier(AlembicFixture.in(folder)
                        .revision(
                                "001",
                                USERS + "op.create_table('notes', sa.Column('id', sa.Integer, primary_key=True),"
                                        + " sa.Column('user_id', sa.Integer), sa.Column('text', sa.String(20)))",
                                NO_USERS + "\nop.drop_table('notes')")
                        .revision(
                                "002",
                                "op.create_foreign_key('fk', 'notes', 'users', ['user_id'], ['id'])\n"
                                        + "op.alter_column('notes', 'user_id', nullable=False)\n"
                                        + "op.drop_column('notes', 'text')",
                                "op.add_column('notes', sa.Column('text', sa.String(20)))\n"
                                        + "op.alter_column('notes', 'user_id', nullable=True)\n"
                                        + "op.drop_constraint('fk', 'notes')")
                        .project())
                .build()
                .verifyAll();
        RevisionResult result = report.results().get(1);
        assertThat(sentences(result)).hasSize(2);
        assertThat(sentences(result).get(0)).startsWith("upgrade works on empty tables but fails on tables with rows");
        assertThat(sentences(result).get(1)).startsWith("4 values lost in column `notes.text`");
        assertThat(result.notes()).contains("run with rows that satisfy what the upgrade demands of them");
    }

    @Test
    void aRevisionThatCannotBeAppliedIsAGapAndNoEnd() {
        VerificationReport report = MigrationVerifier.builder(AlembicFixture.in(folder)
                        .revision("001", USERS, NO_USERS)
                        .revision(
                                "002", "op.create_table('t', sa.Column('id', sa.Integer))\nraise ValueError('no')", "")
                        .revision(
                                "003",
                                "op.drop_column('users', 'name')",
                                "op.add_column('users', sa.Column('name', sa.String(50)))")
                        .revision("004", "op.drop_table('t')", "")
                        .project())
                .build()
                .verifyAll();
        assertThat(sentences(report.results().get(1))).containsExactly("upgrade fails: ValueError: no");
        assertThat(sentences(report.results().get(2))).anyMatch(failure -> failure.startsWith("4 values lost"));
        assertThat(report.results().get(2).notes()).contains("run without revision 002, which cannot be applied");
        assertThat(report.results().get(3).skipped())
                .startsWith("upgrade fails, maybe for want of revision 002, which cannot be applied");
    }

    @Test
    void anUpgradeThatDoesLessTheSecondTimeIsFound() {
        assertThat(sentences(second(
                        TestDatabases.SQLITE,
                        "if not os.path.exists('done'):\n"
                                + "    open('done', 'w').close()\n"
                                + "    op.execute(\"insert into users values (7, 'new')\")",
                        "op.execute('delete from users where id = 7')")))
                .containsExactly(
                        "upgrade leaves 5 rows in table `users` when it is run again, it left 6 the first time");
    }

    @Test
    void branchesAndMergesAreWalked() {
        VerificationReport report = MigrationVerifier.builder(AlembicFixture.in(folder)
                        .revision("001", USERS, NO_USERS)
                        .revisionOn(
                                "'001'",
                                "002a",
                                "op.add_column('users', sa.Column('a', sa.Integer))",
                                "op.drop_column('users', 'a')")
                        .revisionOn(
                                "'001'",
                                "002b",
                                "op.add_column('users', sa.Column('b', sa.Integer))",
                                "op.drop_column('users', 'b')")
                        .revisionOn("('002a', '002b')", "003", "pass", "pass")
                        .project())
                .randomWalks(2)
                .build()
                .verifyAll();
        assertThat(report.results()).hasSize(4).allMatch(RevisionResult::passed);
        assertThat(report.walks()).isEmpty();
    }

    @Test
    void aFailedRevisionDoesNotSpoilTheNext() {
        VerificationReport report = MigrationVerifier.builder(AlembicFixture.in(folder)
                        .revision("001", USERS, NO_USERS)
                        .revision("002", "op.add_column('users', sa.Column('a', sa.Integer))", "")
                        .revision(
                                "003",
                                "op.add_column('users', sa.Column('b', sa.Integer))",
                                "op.drop_column('users', 'b')")
                        .project())
                .build()
                .verifyAll();
        assertThat(sentences(report.results().get(1))).containsExactly("downgrade fails: there is no downgrade()");
        assertThat(report.results().get(2).passed()).isTrue();
    }

    @Test
    void severalJobsSeeWhatOneSees() {
        AlembicFixture fixture = AlembicFixture.in(folder).revision("000", USERS, NO_USERS);
        for (int i = 1; i < 40; i++) {
            fixture.revision(
                    String.format("%03d", i),
                    "op.add_column('users', sa.Column('c" + i + "', sa.Integer))",
                    i == 25 ? "pass" : "op.drop_column('users', 'c" + i + "')");
        }
        List<String> heard = new ArrayList<>();
        VerificationReport report = TestDatabases.POSTGRESQL
                .verifier(fixture.project())
                .jobs(3)
                .listener(new VerificationListener() {
                    @Override
                    public void finished(RevisionResult result) {
                        heard.add(result.revision().id());
                    }
                })
                .build()
                .verifyAll();
        assertThat(report.results()).hasSize(40);
        assertThat(report.failed()).extracting(result -> result.revision().id()).containsExactly("025");
        assertThat(heard).hasSize(40);
    }

    @Test
    void skippedAndEarlierRevisionsAreOnlyApplied() {
        VerificationReport report = MigrationVerifier.builder(AlembicFixture.in(folder)
                        .revision("001", USERS, "")
                        .revision("002", "pass", "")
                        .revision(
                                "003",
                                "op.add_column('users', sa.Column('b', sa.Integer))",
                                "op.drop_column('users', 'b')")
                        .project())
                .minimumRevision("002")
                .skip("002", "cannot come back")
                .build()
                .verifyAll();
        assertThat(report.results()).extracting(RevisionResult::skipped).containsExactly("cannot come back", null);
        assertThat(report.passed()).isTrue();
    }

    @Test
    void rowsOfOnesOwnAreUsed() {
        RevisionResult result = MigrationVerifier.builder(AlembicFixture.in(folder)
                        .revision("001", USERS, NO_USERS)
                        .revision("002", "op.execute('delete from users')", "pass")
                        .project())
                .customSeeds("users", List.of(Map.of("id", "5", "name", "Ann")))
                .build()
                .verify("002");
        assertThat(sentences(result)).containsExactly("1 row of table `users` is lost: id=5");
    }

    @Test
    void aSessionGoesStepByStep() throws Exception {
        MigrationVerifier verifier = MigrationVerifier.builder(AlembicFixture.in(folder)
                        .revision("001", USERS, NO_USERS)
                        .revision(
                                "002",
                                "op.drop_column('users', 'name')",
                                "op.add_column('users', sa.Column('name', sa.String(50)))")
                        .project())
                .build();
        try (MigrationSession session = verifier.open()) {
            assertThat(session.currentRevision()).isEqualTo("base");
            session.upgradeTo("001");
            assertThat(session.seed()).isEqualTo(5);
            session.assertDataIntact();
            session.upgradeOne();
            session.downgradeOne();
            assertThat(session.currentRevision()).isEqualTo("001");
            assertThatThrownBy(session::assertDataIntact)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("4 values lost in column `users.name`");
            session.reset();
            assertThat(session.currentRevision()).isEqualTo("base");
            session.upgradeTo("head");
            assertThat(session.schema().tables()).hasSize(1);
        }
    }

    @Test
    void aDataSourceTellsTheServer() {
        DatabaseUrl url = TestServer.postgresql().url();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        source.setPassword(url.password());
        VerificationReport report = MigrationVerifier.builder(AlembicFixture.in(folder)
                        .revision("001", USERS, NO_USERS)
                        .project())
                .database(source, "postgres", TestServer.PASSWORD)
                .build()
                .verifyAll();
        assertThat(report.passed()).isTrue();
        assertThat(report.database()).startsWith("postgresql 18");
    }
}
