// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static dev.mrt.verify.HeadlineTest.sentences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a migration does, the report is complete and nothing is left behind. */
class FaultTest {

    private static final String TABLE = "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))";

    @TempDir
    private Path folder;

    @AfterEach
    void nothingIsLeftRunning() throws Exception {
        List<String> left = List.of();
        for (int i = 0; i < 50; i++) {
            // Workers are children of this process; what a migration started is known by its command.
            left = Stream.concat(
                            ProcessHandle.current()
                                    .descendants()
                                    .map(FaultTest::command)
                                    .filter(command -> command.contains("mrt-worker")),
                            ProcessHandle.allProcesses()
                                    .map(FaultTest::command)
                                    .filter(command -> command.contains("sleep 54321")))
                    .toList();
            if (left.isEmpty()) {
                break;
            }
            Thread.sleep(100);
        }
        assertThat(left).isEmpty();
        try (Connection connection = TestServer.postgresql().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select string_agg(datname, ', ') from pg_database where datname like 'mrt_%'")) {
            result.next();
            assertThat(result.getString(1)).isNull();
        }
    }

    private static String command(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    /** Revision 002 does something terrible; 001 and 003 are harmless. */
    private VerificationReport run(TestDatabases database, String terrible) {
        return run(database, terrible, Duration.ofSeconds(2));
    }

    private VerificationReport run(TestDatabases database, String terrible, Duration timeout) {
        return database.verifier(AlembicFixture.in(folder)
                        .revision("001", TABLE, "op.drop_table('t')")
                        .revision("002", terrible, "pass")
                        .revision("003", "pass", "pass")
                        .project())
                .timeout(timeout)
                .build()
                .verifyAll();
    }

    private void assertOnlyTheSecondFails(VerificationReport report, String sentence) {
        assertThat(report.results()).hasSize(3);
        assertThat(report.results().get(0).passed()).isTrue();
        assertThat(sentences(report.results().get(1))).containsExactly(sentence);
        assertThat(report.results().get(2).passed()).isTrue();
        assertThat(report.results().get(2).notes())
                .containsExactly("run without revision 002, which cannot be applied");
    }

    @Test
    void theProcessIsKilled() {
        assertOnlyTheSecondFails(
                run(TestDatabases.SQLITE, "os.kill(os.getpid(), 9)"),
                "upgrade fails: the Python process ended (signal 9)");
    }

    @Test
    void theProcessExits() {
        assertOnlyTheSecondFails(
                run(TestDatabases.SQLITE, "os._exit(4)"), "upgrade fails: the Python process ended (exit code 4)");
    }

    @Test
    void theMigrationExits() {
        assertOnlyTheSecondFails(run(TestDatabases.SQLITE, "sys.exit(3)"), "upgrade fails: SystemExit: exits with 3");
    }

    @Test
    void aMigrationHangsAndHasChildren() {
        assertOnlyTheSecondFails(run(TestDatabases.SQLITE, """
                        subprocess.Popen(['sleep', '54321'])
                        subprocess.Popen(['sleep', '54321'], start_new_session=True)
                        subprocess.Popen(['sh', '-c', 'sleep 54321 & exit'], start_new_session=True)
                        time.sleep(1000)
                        """), "upgrade fails: not done within 2 s");
    }

    @Test
    void aMigrationHangsAndTheProjectIgnoresSignals() {
        AlembicFixture fixture = AlembicFixture.in(folder)
                .env("import signal\n"
                        + "for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):\n"
                        + "    signal.signal(each, signal.SIG_IGN)\n"
                        + AlembicFixture.TEMPLATE_ENV)
                .revision("001", "subprocess.Popen(['sleep', '54321'])\ntime.sleep(1000)", "pass");
        VerificationReport report = TestDatabases.SQLITE
                .verifier(fixture.project())
                .timeout(Duration.ofSeconds(2))
                .build()
                .verifyAll();
        assertThat(sentences(report.results().get(0))).containsExactly("upgrade fails: not done within 2 s");
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabases.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aStatementHangs(TestDatabases database) throws Exception {
        String sleep = database == TestDatabases.POSTGRESQL ? "select pg_sleep(54321)" : "select sleep(54321)";
        assertOnlyTheSecondFails(run(database, "op.execute('" + sleep + "')"), "upgrade fails: not done within 2 s");
        String running = database == TestDatabases.POSTGRESQL
                ? "select count(*) from pg_stat_activity where query like '%54321%' and pid <> pg_backend_pid()"
                : "select count(*) from information_schema.processlist where info like '%54321%'"
                        + " and id <> connection_id()";
        TestServer server = database == TestDatabases.POSTGRESQL ? TestServer.postgresql() : TestServer.mariadb();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(running)) {
            result.next();
            assertThat(result.getInt(1)).isZero();
        }
    }

    @Test
    void aMigrationWaitsForALockOfItsOwnMaking() {
        assertOnlyTheSecondFails(run(TestDatabases.POSTGRESQL, """
                        other = op.get_bind().engine.connect()
                        other.execute(sa.text('lock table t in access exclusive mode'))
                        op.add_column('t', sa.Column('c', sa.Integer))
                        """), "upgrade fails: not done within 2 s");
    }

    @Test
    void aMigrationCommitsByItselfAndGoesOn() {
        VerificationReport report = run(
                TestDatabases.POSTGRESQL,
                "op.get_bind().commit()\nop.get_bind().execute(sa.text('lock table t in access exclusive mode'))");
        assertThat(report.results()).extracting(RevisionResult::passed).containsExactly(true, true, true);
    }

    @Test
    void theDiskIsFull() {
        assertOnlyTheSecondFails(
                run(
                        TestDatabases.SQLITE,
                        "op.execute('pragma max_page_count = 20')\nop.execute('create table big (a)')\n"
                                + "op.execute('insert into big values (zeroblob(1000000))')"),
                "upgrade fails: OperationalError: (sqlite3.OperationalError) database or disk is full");
    }

    @Test
    void aRevisionRaisesWhenItIsImported() {
        AlembicFixture fixture = AlembicFixture.in(folder).revision("001", TABLE, "op.drop_table('t')");
        fixture.write(
                "migrations/versions/002.py", "revision = '002'\ndown_revision = '001'\nraise ValueError('at import')");
        assertThatThrownBy(() ->
                        MigrationVerifier.builder(fixture.project()).build().verifyAll())
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("ValueError: at import")
                .hasMessageContaining("migrations/versions/002.py:3");
    }

    @Test
    void twoVerifiersAtOnceDoNotMeet() throws Exception {
        AlembicFixture fixture = AlembicFixture.in(folder)
                .revision("001", TABLE, "op.drop_table('t')")
                .revision("002", "time.sleep(1)", "pass");
        MigrationVerifier verifier =
                TestDatabases.POSTGRESQL.verifier(fixture.project()).build();
        FutureTask<VerificationReport> other = new FutureTask<>(verifier::verifyAll);
        new Thread(other).start();
        assertThat(verifier.verifyAll().passed()).isTrue();
        assertThat(other.get().passed()).isTrue();
    }

    @Test
    void anInterruptedVerificationRemovesWhatItMade() throws Exception {
        AlembicFixture fixture = AlembicFixture.in(folder)
                .revision("001", TABLE, "op.drop_table('t')")
                .revision("002", "subprocess.Popen(['sleep', '54321'])\ntime.sleep(1000)", "pass");
        CountDownLatch first = new CountDownLatch(1);
        MigrationVerifier verifier = TestDatabases.POSTGRESQL
                .verifier(fixture.project())
                .listener(new VerificationListener() {
                    @Override
                    public void finished(RevisionResult result) {
                        first.countDown();
                    }
                })
                .build();
        FutureTask<Throwable> run = new FutureTask<>(() -> catchThrowable(verifier::verifyAll));
        Thread thread = new Thread(run);
        thread.start();
        first.await();
        thread.interrupt();
        assertThat(run.get()).isInstanceOf(VerificationException.class).hasMessageContaining("interrupted");
    }

    @Test
    void aMigrationForksAndBothReturn() {
        assertThat(run(TestDatabases.SQLITE, "os.fork()", Duration.ofMinutes(1)).passed())
                .isTrue();
    }

    @Test
    void aMigrationPrintsALot() {
        assertThat(run(
                                TestDatabases.SQLITE,
                                "print('x' * 10000000)\nos.write(1, b'y' * 1000000)",
                                Duration.ofMinutes(1))
                        .passed())
                .isTrue();
    }

    @Test
    void theDatabaseDropsTheConnection() {
        VerificationReport report = run(
                TestDatabases.POSTGRESQL,
                "op.execute(\"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()\")");
        assertThat(report.results()).hasSize(3);
        assertThat(sentences(report.results().get(1)))
                .singleElement()
                .asString()
                .startsWith("upgrade fails: OperationalError");
    }

    @Test
    void aFailedStepLeavesNoDebrisForTheNext() {
        VerificationReport report = TestDatabases.MARIADB
                .verifier(AlembicFixture.in(folder)
                        .revision("001", TABLE, "op.drop_table('t')")
                        .revision(
                                "002",
                                "op.create_table('u', sa.Column('id', sa.Integer, primary_key=True))",
                                "op.create_table('debris', sa.Column('id', sa.Integer))\nraise ValueError('no way')")
                        .revision(
                                "003",
                                "op.create_table('debris', sa.Column('id', sa.Integer))",
                                "op.drop_table('debris')")
                        .project())
                .build()
                .verifyAll();
        assertThat(sentences(report.results().get(1))).containsExactly("downgrade fails: ValueError: no way");
        assertThat(sentences(report.results().get(2))).isEmpty();
    }

    @Test
    void theProjectCannotBeImported() {
        AlembicProject project =
                AlembicFixture.in(folder).env("import not_there").project();
        assertThatThrownBy(() -> MigrationVerifier.builder(project).build().verifyAll())
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("No module named 'not_there'")
                .hasMessageContaining("migrations/env.py:1 in <module>: import not_there");
    }

    @Test
    void thereIsNoAlembic() throws IOException {
        Path bare = folder.resolve("bare");
        TestPython.run("python3", "-m", "venv", "--without-pip", bare.toString());
        AlembicProject project = AlembicFixture.in(folder).project().withPython(bare.resolve("bin/python"));
        assertThatThrownBy(() -> MigrationVerifier.builder(project).build().verifyAll())
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("Alembic cannot be imported by")
                .hasMessageContaining("install it there");
    }

    @Test
    void thereIsNoDriverForTheDatabase() {
        AlembicFixture fixture = AlembicFixture.in(folder);
        for (String driver : List.of("psycopg", "psycopg2", "pg8000")) {
            fixture.write("hidden/" + driver + ".py", "raise ImportError('hidden')\n");
        }
        AlembicProject project = fixture.project()
                .withEnvironment(Map.of("PYTHONPATH", folder.resolve("hidden").toString()));
        MigrationVerifier verifier = MigrationVerifier.builder(project)
                .database(TestServer.postgresql().url())
                .build();
        assertThatThrownBy(verifier::verifyAll)
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("No Python driver for postgresql is installed for ")
                .hasMessageContaining("install one of psycopg2, ");
    }

    @Test
    void theServerIsNotThereAndThePasswordIsNotShown() {
        AlembicProject project = AlembicFixture.in(folder).project();
        assertThatThrownBy(() -> MigrationVerifier.builder(project)
                        .database("postgresql://joe:hidden-word@127.0.0.1:9/db")
                        .build()
                        .verifyAll())
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("postgresql://joe:***@127.0.0.1:9/db")
                .hasMessageNotContaining("hidden-word");
    }

    @Test
    void thePasswordIsInNoMessageAndNoProcessList() {
        VerificationReport report = run(
                TestDatabases.POSTGRESQL,
                "words = [open('/proc/%s/cmdline' % p).read() for p in os.listdir('/proc') if p == str(os.getpid())]\n"
                        + "raise ValueError(op.get_bind().engine.url.render_as_string(hide_password=False) + str(words))");
        assertThat(sentences(report.results().get(1)))
                .singleElement()
                .asString()
                .contains("postgres:***@127.0.0.1")
                .doesNotContain(TestServer.PASSWORD);
    }

    @Test
    void aDatabaseWithTablesIsRefusedInPlace() throws Exception {
        TestServer server = TestServer.postgresql();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database precious");
            DatabaseUrl precious = server.url().withDatabase("precious");
            try {
                try (Connection own =
                                DriverManager.getConnection(precious.jdbcUrl(), precious.user(), precious.password());
                        Statement making = own.createStatement()) {
                    making.execute("create table jewels (id int)");
                }
                MigrationVerifier verifier = MigrationVerifier.builder(
                                AlembicFixture.in(folder).project())
                        .database(precious)
                        .inPlace()
                        .build();
                assertThatThrownBy(verifier::verifyAll)
                        .isInstanceOf(VerificationException.class)
                        .hasMessageContaining("mrt does not touch")
                        .hasMessageContaining("jewels");
            } finally {
                statement.execute("drop database precious with (force)");
            }
        }
    }

    @Test
    void leftoversOfAKilledVerifierAreRemoved() throws Exception {
        try (Connection connection = TestServer.postgresql().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database mrt_scratch_1700000000_dead");
        }
        run(TestDatabases.POSTGRESQL, "pass");
    }
}
