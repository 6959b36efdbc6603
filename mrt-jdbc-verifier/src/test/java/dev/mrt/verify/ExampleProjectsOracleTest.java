// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The oracle for the replay over projects of our own writing: the example in {@code examples}, and what the tests of the front
 * ends read, run by real Alembic and real Django.
 */
class ExampleProjectsOracleTest {

    private static final String CONVENTIONS_ENV = """
            from alembic import context
            from models import Base
            from sqlalchemy import engine_from_config, pool

            connectable = engine_from_config(
                context.config.get_section("alembic", {}), prefix="sqlalchemy.", poolclass=pool.NullPool
            )
            with connectable.connect() as connection:
                context.configure(connection=connection, target_metadata=Base.metadata)
                with context.begin_transaction():
                    context.run_migrations()
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
    void exampleOfTheReadme(TestDatabases database) throws IOException {
        ExampleProjects.copy(Path.of("../examples/alembic"), folder);
        AlembicProject project =
                AlembicProject.of(folder.resolve("alembic.ini")).withPython(TestPython.interpreter());

        assertThat(CatalogOracle.differences(database, project, folder.resolve("migrations/versions"), "example"))
                .isEmpty();
    }

    /** SQLite cannot alter tables without batch mode, which random histories test. */
    @ParameterizedTest
    @EnumSource(
            value = TestDatabases.class,
            names = {"POSTGRESQL", "MARIADB"})
    void directivesOfAlembic(TestDatabases database) throws IOException {
        AlembicFixture fixture = AlembicFixture.in(folder);
        fixture.write("migrations/versions/rendered.py", ExampleProjects.read("alembic/rendered.py"));

        assertThat(CatalogOracle.differences(
                        database, fixture.project(), folder.resolve("migrations/versions"), "rendered.py"))
                .isEmpty();
    }

    /** MariaDB takes no names of checks within columns. */
    @Test
    void namingConventionOfTheEnvironment() throws IOException {
        AlembicFixture fixture = AlembicFixture.in(folder).env(CONVENTIONS_ENV);
        fixture.write("migrations/models.py", ExampleProjects.read("alembic/environment/models.py"));
        fixture.write(
                "migrations/versions/conventions.py",
                ExampleProjects.read("alembic/environment/versions/conventions.py"));
        AlembicProject project = fixture.project()
                .withEnvironment(Map.of(
                        "PYTHONDONTWRITEBYTECODE",
                        "1",
                        "PYTHONPATH",
                        folder.resolve("migrations").toString()));

        assertThat(CatalogOracle.differences(
                        TestDatabases.POSTGRESQL, project, folder.resolve("migrations/versions"), "conventions.py"))
                .isEmpty();
    }

    /** SQLite rebuilds no table that a view reads, as one does here. */
    @ParameterizedTest
    @EnumSource(
            value = TestDatabases.class,
            names = {"POSTGRESQL", "MARIADB"})
    void projectOfDjango(TestDatabases database) throws IOException {
        ExampleProjects.copy("django/oracle", folder);
        if (database == TestDatabases.MARIADB) {
            // Its names are over 63 characters, which is what mrt cuts at, as PostgreSQL does; MariaDB does at 64.
            Files.delete(folder.resolve("shop/migrations/0004_more_changes.py"));
        }
        Files.writeString(folder.resolve("settings.py"), """

                SECRET_KEY = "x"
                DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "production.sqlite3"}}
                """, StandardOpenOption.APPEND);
        DjangoProject project = DjangoProject.of(folder, "settings").withPython(TestPython.interpreter());

        assertThat(CatalogOracle.differences(database, project, folder, "shop")).isEmpty();
    }
}
