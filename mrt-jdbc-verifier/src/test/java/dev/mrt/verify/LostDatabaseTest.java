// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static dev.mrt.verify.HeadlineTest.sentences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server goes away, or a disk is full: the report tells of all revisions. */
class LostDatabaseTest {

    private static final String TABLE = "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))";

    @TempDir
    private Path folder;

    @Test
    void theServerStopsBeforeTheOtherJobsHaveADatabase() {
        TestServer server = TestServer.newPostgresql().start();
        try {
            AlembicFixture fixture = AlembicFixture.in(folder);
            for (int i = 100; i < 130; i++) {
                fixture.revision(String.valueOf(i), "pass", "pass");
            }
            VerificationReport report = MigrationVerifier.builder(fixture.project())
                    .database(server.url())
                    .jobs(3)
                    .listener(new VerificationListener() {
                        @Override
                        public void started(int revisions) {
                            server.stop();
                        }
                    })
                    .build()
                    .verifyAll();
            assertThat(report.passed()).isFalse();
            assertThat(report.failed()).isEmpty();
            assertThat(report.brokenOff()).startsWith("the database is gone: ");
            assertThat(report.results())
                    .hasSize(30)
                    .allSatisfy(result -> assertThat(result.skipped()).startsWith("the database is gone: "));
        } finally {
            server.remove();
        }
    }

    /** A process that sees a small disk where scratch files are made. */
    @Test
    void theDiskOfTheScratchFileIsFull() throws Exception {
        assumeTrue(mountsOfItsOwn(), "only root can mount a small disk");
        AlembicFixture.in(folder)
                .revision("001", TABLE, "op.drop_table('t')")
                .revision(
                        "002", "op.execute('create table big as select zeroblob(250000) as a')", "op.drop_table('big')")
                .revision("003", "op.execute('insert into big select zeroblob(700000)')", "pass")
                .revision("004", "pass", "pass");
        String said = TestPython.run(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o size=700k tmpfs /dev/shm && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OnASmallDisk.class.getName(),
                folder.toString());
        assertThat(said.lines())
                .containsExactly(
                        "001 null []",
                        "002 null []",
                        "003 null [upgrade fails: OperationalError: (sqlite3.OperationalError) database or disk is full]",
                        "004 null []",
                        "broken off: null",
                        "left: 0");
    }

    /** Verifies a project, and prints the report. */
    static final class OnASmallDisk {
        private OnASmallDisk() {}

        public static void main(String[] folder) throws IOException {
            VerificationReport report = TestDatabases.SQLITE
                    .verifier(AlembicFixture.at(Path.of(folder[0])).project())
                    .build()
                    .verifyAll();
            for (RevisionResult result : report.results()) {
                System.out.println(result.revision().id() + " " + result.skipped() + " " + sentences(result));
            }
            System.out.println("broken off: " + report.brokenOff());
            try (Stream<Path> left = Files.list(Path.of("/dev/shm"))) {
                System.out.println("left: " + left.count());
            }
        }
    }

    private static boolean mountsOfItsOwn() {
        try {
            TestPython.run("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/dev/shm");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theServerStopsWhileAMigrationRunsAndServesTheNextVerificationOnceItIsBack() {
        TestServer server = TestServer.newPostgresql().start();
        try {
            MigrationVerifier.Builder builder = MigrationVerifier.builder(AlembicFixture.in(folder)
                            .revision("001", TABLE, "op.drop_table('t')")
                            .revision("002", "pass", "pass")
                            .revision("003", "pass", "pass")
                            .project())
                    .database(server.url());
            VerificationReport stopped = afterTheFirst(builder, server::stop).verifyAll();
            assertThat(stopped.passed()).isFalse();
            assertThat(stopped.brokenOff()).startsWith("the database is gone: ");
            assertThat(stopped.results().get(0).passed()).isTrue();
            assertThat(stopped.results().subList(1, 3))
                    .extracting(RevisionResult::skipped)
                    .containsOnly(stopped.brokenOff());
            server.start();
            VerificationReport restarted = afterTheFirst(builder, () -> {
                        server.stop();
                        server.start();
                    })
                    .verifyAll();
            assertThat(restarted.failed()).isEmpty();
            assertThat(restarted.brokenOff()).startsWith("the verification was broken off: ");
            assertThat(restarted.results()).hasSize(3);
            MigrationVerifier next =
                    builder.listener(VerificationListener.SILENT).build();
            assertThat(next.verifyAll().passed()).isTrue();
        } finally {
            server.remove();
        }
    }

    /** Something happens once the first revision is done. */
    private static MigrationVerifier afterTheFirst(MigrationVerifier.Builder builder, Runnable event) {
        return builder.listener(new VerificationListener() {
                    private boolean done;

                    @Override
                    public void finished(RevisionResult result) {
                        if (!done) {
                            done = true;
                            event.run();
                        }
                    }
                })
                .build();
    }

    @Test
    void theDiskOfTheServerIsFull() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mounted(disk), "only root can mount a small disk");
        // Where the server runs as another user, it must get there.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try (Connection connection = TestServer.postgresql().connect();
                Statement statement = connection.createStatement()) {
            Path space = Files.createDirectory(disk.resolve("space"));
            TestServer.give(space);
            statement.execute("create tablespace small location '" + space + "'");
            try {
                VerificationReport report = TestDatabases.POSTGRESQL
                        .verifier(AlembicFixture.in(folder)
                                .revision("001", TABLE, "op.drop_table('t')")
                                .revision(
                                        "002",
                                        "op.execute('create table big tablespace small as"
                                                + " select repeat(md5(i::text), 40) from generate_series(1, 20000) i')",
                                        "pass")
                                .revision("003", "pass", "pass")
                                .project())
                        .timeout(Duration.ofSeconds(30))
                        .build()
                        .verifyAll();
                assertThat(report.results()).hasSize(3);
                assertThat(report.brokenOff()).isNull();
                assertThat(sentences(report.results().get(1)))
                        .singleElement()
                        .asString()
                        .startsWith("upgrade fails: ")
                        .contains("DiskFull");
                assertThat(report.results().get(2).passed()).isTrue();
            } finally {
                statement.execute("drop tablespace small");
            }
        } finally {
            TestPython.run("umount", disk.toString());
        }
    }

    private static boolean mounted(Path disk) {
        try {
            TestPython.run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
