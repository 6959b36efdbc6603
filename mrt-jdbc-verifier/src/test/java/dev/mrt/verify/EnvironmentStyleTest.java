// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The project's {@code env.py} is honoured, however it is written. */
class EnvironmentStyleTest {

    private static final String CONNECT = """
            from alembic import context
            from sqlalchemy import create_engine, engine_from_config, pool

            config = context.config
            """;
    private static final String RUN = """
            with connectable.connect() as connection:
                context.configure(connection=connection)
                with context.begin_transaction():
                    context.run_migrations()
            """;
    private static final String ENGINE =
            "connectable = engine_from_config(config.get_section('alembic'), prefix='sqlalchemy.')\n";

    @TempDir
    private Path folder;

    static List<Arguments> styles() {
        return List.of(
                Arguments.of("template", CONNECT + ENGINE + RUN),
                Arguments.of(
                        "url in the code",
                        CONNECT + "connectable = create_engine('sqlite:////nowhere/else.db')\n" + RUN),
                Arguments.of(
                        "url of another database",
                        CONNECT
                                + "connectable = create_engine('postgresql://me:pw@prod.example.com/live', pool_size=5,"
                                + " connect_args={'sslmode': 'require'})\n" + RUN),
                Arguments.of(
                        "url from the environment",
                        CONNECT + "import os\nconnectable = create_engine(os.environ['DB'])\n" + RUN),
                Arguments.of(
                        "url from -x",
                        CONNECT + "connectable = create_engine(context.get_x_argument(as_dictionary=True)['db'])\n"
                                + RUN),
                Arguments.of(
                        "prints",
                        "print('hello')\nimport os\nos.system('echo from a child')\nos.write(1, b'raw')\n" + CONNECT
                                + ENGINE + RUN),
                Arguments.of("reads", "try:\n    input()\nexcept EOFError:\n    pass\n" + CONNECT + ENGINE + RUN),
                Arguments.of(
                        "logs to standard output",
                        "import logging, sys\nlogging.basicConfig(stream=sys.stdout, level=logging.DEBUG)\n" + CONNECT
                                + ENGINE + RUN),
                Arguments.of("changes the folder", "import os\nos.chdir('/')\n" + CONNECT + ENGINE + RUN),
                Arguments.of(
                        "leaves threads",
                        "import threading, time\nthreading.Thread(target=time.sleep, args=(5,)).start()\n" + CONNECT
                                + ENGINE + RUN),
                Arguments.of("own transaction", CONNECT + ENGINE + """
                                with connectable.begin() as connection:
                                    context.configure(connection=connection)
                                    context.run_migrations()
                                """),
                Arguments.of(
                        "one transaction for all",
                        CONNECT
                                + ENGINE
                                + RUN.replace(
                                        "connection=connection",
                                        "connection=connection, transaction_per_migration=False")),
                Arguments.of(
                        "edits the module path",
                        "import sys\nsys.path.insert(0, '/nowhere')\nsys.path.append('.')\n" + CONNECT + ENGINE + RUN),
                Arguments.of(
                        "configures logging",
                        "import logging.config\nlogging.config.dictConfig({'version': 1, 'handlers': {'h': {'class':"
                                + " 'logging.StreamHandler', 'stream': 'ext://sys.stdout'}}, 'root': {'handlers': ['h'],"
                                + " 'level': 'DEBUG'}})\n" + CONNECT + ENGINE + RUN),
                Arguments.of(
                        "starts a child that stays",
                        "import subprocess\nsubprocess.Popen(['sleep', '5'], start_new_session=True)\n" + CONNECT
                                + ENGINE + RUN),
                Arguments.of(
                        "forks",
                        "import os\nif os.fork() == 0:\n    os._exit(0)\nos.wait()\n" + CONNECT + ENGINE + RUN),
                Arguments.of(
                        "offline and online",
                        CONNECT + "def offline():\n    raise AssertionError\ndef online():\n" + (ENGINE + RUN).indent(4)
                                + "if context.is_offline_mode():\n    offline()\nelse:\n    online()\n"),
                Arguments.of(
                        "version table of its own",
                        CONNECT
                                + ENGINE
                                + RUN.replace(
                                        "connection=connection", "connection=connection, version_table='my_versions'")),
                Arguments.of("asynchronous engine", CONNECT + """
                                import asyncio
                                from sqlalchemy.ext.asyncio import create_async_engine

                                def migrate(connection):
                                    context.configure(connection=connection)
                                    with context.begin_transaction():
                                        context.run_migrations()

                                async def main():
                                    connectable = create_async_engine('sqlite+aiosqlite:////nowhere/else.db')
                                    async with connectable.connect() as connection:
                                        await connection.run_sync(migrate)

                                asyncio.run(main())
                                """),
                Arguments.of(
                        "batch mode",
                        CONNECT
                                + ENGINE
                                + RUN.replace("connection=connection", "connection=connection, render_as_batch=True")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("styles")
    void everyStyleRuns(String style, String env) {
        VerificationReport report = MigrationVerifier.builder(shop(env)
                        .project()
                        .withXArguments(List.of("db=sqlite:////nowhere/x.db"))
                        .withEnvironment(Map.of("DB", "sqlite:////nowhere/env.db", "PYTHONDONTWRITEBYTECODE", "1")))
                .build()
                .verifyAll();

        assertThat(report.results()).hasSize(2).allMatch(RevisionResult::passed);
        assertThat(report.walks()).isEmpty();
    }

    private AlembicFixture shop(String env) {
        return AlembicFixture.in(folder)
                .env(env)
                .revision(
                        "001",
                        "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))",
                        "op.drop_table('t')")
                .revision("002", "op.add_column('t', sa.Column('n', sa.Integer))", "op.drop_column('t', 'n')");
    }

    static List<Arguments> endings() {
        return List.of(
                Arguments.of("import sys\nsys.exit(3)", "exits with 3"),
                Arguments.of("import os\nos._exit(4)", "the Python process ended (exit code 4)"),
                Arguments.of("import os\nos.kill(os.getpid(), 11)", "the Python process ended (signal 11)"),
                Arguments.of("import not_there", "No module named 'not_there'"),
                Arguments.of("pass", "env.py ran to its end without running migrations"));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void anEnvironmentThatDoesNotRunMigrationsIsToldOf(String env, String message) {
        MigrationVerifier verifier =
                MigrationVerifier.builder(shop(env).project()).build();
        assertThatThrownBy(verifier::verifyAll)
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void severalRunsOfMigrationsGoToSeveralDatabases() {
        String env = CONNECT + """
                for name in ('one', 'two'):
                    connectable = create_engine('sqlite:////nowhere/%s.db' % name)
                """ + RUN.indent(4);
        VerificationReport report =
                MigrationVerifier.builder(shop(env).project()).build().verifyAll();
        assertThat(report.results()).hasSize(2).allMatch(RevisionResult::passed);
        assertThat(report.results()).allMatch(result -> result.notes().isEmpty());

        MigrationVerifier onServer =
                TestDatabases.POSTGRESQL.verifier(shop(env).project()).build();
        assertThatThrownBy(onServer::verifyAll)
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("env.py migrates 2 databases with a table alembic_version each");
    }

    @Test
    void anEnvironmentThatRunsNothingIsReported() {
        AlembicProject project = shop("x = 1\n").project();
        assertThatThrownBy(() -> MigrationVerifier.builder(project).build().verifyAll())
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("env.py ran to its end without running migrations");
    }

    @Test
    void noOtherDatabaseIsTouched() {
        Path other = folder.resolve("production.db");
        AlembicFixture.in(folder)
                .revision("001", "sa.create_engine('sqlite:///" + other + "').connect().close()", "pass");
        MigrationVerifier.builder(AlembicFixture.in(folder).project()).build().verifyAll();
        assertThat(Files.exists(other)).isFalse();
    }
}
