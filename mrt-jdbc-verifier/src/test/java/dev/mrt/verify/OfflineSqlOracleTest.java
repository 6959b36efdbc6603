// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.migration.Framework;
import dev.mrt.migration.Migration;
import dev.mrt.migration.MigrationHistory;
import dev.mrt.migration.Procedure;
import dev.mrt.migration.Step;
import dev.mrt.operation.Operation;
import dev.mrt.replay.HistoryReplay;
import dev.mrt.replay.MigrationReplay;
import dev.mrt.schema.Difference;
import dev.mrt.schema.Schema;
import dev.mrt.schema.SchemaDiff;
import dev.mrt.schema.Target;
import dev.mrt.source.MigrationSource;
import dev.mrt.source.SourceRange;
import dev.mrt.sql.LiftedOperation;
import dev.mrt.sql.SqlReader;
import dev.mrt.sql.SqlStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is read from the Python of a migration is what is read from the SQL that real Alembic ({@code --sql}) and real Django
 * ({@code sqlmigrate}) render for it.
 */
class OfflineSqlOracleTest {

    private static final String OFFLINE_ENV = """
            from alembic import context
            from models import Base

            context.configure(
                url=context.config.get_main_option("sqlalchemy.url"), literal_binds=True, target_metadata=Base.metadata
            )
            with context.begin_transaction():
                context.run_migrations()
            """;

    private static final String WITHOUT_CONVENTION = """
            from sqlalchemy.orm import DeclarativeBase


            class Base(DeclarativeBase):
                pass
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql"})
    void directivesOfAlembic(String dialect) throws IOException {
        alembic("alembic/rendered.py", WITHOUT_CONVENTION, dialect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql"})
    void namingConventionOfTheEnvironment(String dialect) throws IOException {
        alembic(
                "alembic/environment/versions/conventions.py",
                ExampleProjects.read("alembic/environment/models.py"),
                dialect);
    }

    private void alembic(String migration, String models, String dialect) throws IOException {
        AlembicFixture fixture = AlembicFixture.in(folder).env(OFFLINE_ENV);
        fixture.write(
                "alembic.ini",
                "[alembic]\nscript_location = %(here)s/migrations\nprepend_sys_path = %(here)s/migrations\n"
                        + "sqlalchemy.url = " + (dialect.equals("mysql") ? "mysql+pymysql" : dialect) + "://\n");
        fixture.write("migrations/models.py", models);
        fixture.write("migrations/versions/migration.py", ExampleProjects.read(migration));
        Target target = Target.parse(dialect);
        MigrationReplay understood = CatalogOracle.replay(folder.resolve("migrations/versions"), target)
                .migrations()
                .get(0);
        String id = understood.migration().id();
        MigrationReplay rendered = HistoryReplay.of(
                        MigrationHistory.of(List.of(migration(
                                id,
                                List.of(),
                                procedure(alembic("upgrade", "head"), target),
                                procedure(alembic("downgrade", id + ":base"), target)))),
                        target)
                .migrations()
                .get(0);

        assertThat(differences(rendered, understood)).isEmpty();
    }

    private String alembic(String command, String revisions) throws IOException {
        return run("-m", "alembic", "-c", folder.resolve("alembic.ini").toString(), command, revisions, "--sql");
    }

    /**
     * Only what {@code sqlmigrate} can tell: it looks names up in a database in which the earlier operations of the same migration
     * have not run, so some of its SQL for the last migration and for the way back is not what Django executes.
     */
    @Test
    void projectOfDjango() throws IOException, SQLException {
        ExampleProjects.copy("django/oracle", folder);
        Files.delete(folder.resolve("shop/migrations/0004_more_changes.py"));
        try (Connection connection = TestServer.postgresql().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE sqlmigrate");
        }
        DatabaseUrl server = TestServer.postgresql().url();
        Target target = Target.parse("postgresql");
        String output = run(
                "src/test/python/print_sqlmigrate.py",
                folder.toString(),
                "people,shop",
                server.jdbcUrl().replaceAll("^.*//([^:/]+):(\\d+)/.*$", "$1"),
                server.jdbcUrl().replaceAll("^.*//([^:/]+):(\\d+)/.*$", "$2"),
                String.valueOf(server.user()),
                String.valueOf(server.password()));
        List<Migration> migrations = new ArrayList<>();
        for (String migration : output.split("\u001e", 0)) {
            String[] parts = migration.split("\u001f", -1);
            List<String> parents = migrations.isEmpty()
                    ? List.of()
                    : List.of(migrations.get(migrations.size() - 1).id());
            migrations.add(migration(
                    parts[0],
                    parents,
                    procedure(parts[1], target),
                    new Procedure(Procedure.State.EMPTY, List.of(), SourceRange.FILE_START)));
        }
        HistoryReplay understood = CatalogOracle.replay(folder, target);
        List<String> wrong = new ArrayList<>();
        for (MigrationReplay rendered :
                HistoryReplay.of(MigrationHistory.of(migrations), target).migrations()) {
            String id = rendered.migration().id();
            addDifferences(id, understood.migration(id).orElseThrow().after(), rendered.after(), wrong);
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> differences(MigrationReplay rendered, MigrationReplay understood) {
        String id = understood.migration().id();
        List<String> sentences = new ArrayList<>();
        addDifferences(id, understood.after(), rendered.after(), sentences);
        addDifferences(id + " and back", understood.restored(), rendered.restored(), sentences);
        return sentences;
    }

    private static void addDifferences(String place, Schema understood, Schema rendered, List<String> sentences) {
        for (Difference difference :
                SchemaDiff.acrossSources(understood, rendered).differences()) {
            if (!difference.sentence().contains("alembic_version")) {
                sentences.add(place + ": " + difference.sentence());
            }
        }
    }

    private static Migration migration(String id, List<String> parents, Procedure upgrade, Procedure downgrade) {
        return new Migration(
                Framework.ALEMBIC,
                id,
                parents,
                List.of(),
                List.of(),
                List.of(),
                "",
                new MigrationSource(id + ".sql", ""),
                SourceRange.FILE_START,
                true,
                upgrade,
                downgrade,
                List.of(),
                Map.of());
    }

    private static Procedure procedure(String sql, Target target) {
        List<Step> steps = new ArrayList<>();
        for (SqlStatement statement : new SqlReader().read(sql, target.dialect())) {
            for (LiftedOperation lifted : statement.operations()) {
                assertThat(lifted.operation()).isNotInstanceOf(Operation.Opaque.class);
                steps.add(new Step(
                        lifted.operation(),
                        SourceRange.FILE_START,
                        lifted.condition(),
                        "sql",
                        steps.size(),
                        Step.Context.PLAIN));
            }
        }
        return new Procedure(Procedure.State.WRITTEN, steps, SourceRange.FILE_START);
    }

    private static String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(TestPython.interpreter().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return output;
    }
}
