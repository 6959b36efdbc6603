// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models against migrations and databases, with the comparisons of the real Alembic and Django. */
class ModelDifferenceTest {

    @TempDir
    private Path folder;

    /** A project of one table whose models are given as Python. */
    private AlembicFixture alembic(String models) {
        AlembicFixture fixture = AlembicFixture.in(folder)
                .env("import sqlalchemy as sa\nmetadata = sa.MetaData()\n" + models
                        + AlembicFixture.TEMPLATE_ENV.replace("target_metadata=None", "target_metadata=metadata"));
        return fixture.revision("001", """
                op.create_table('users', sa.Column('id', sa.Integer, primary_key=True),
                    sa.Column('name', sa.String(50), nullable=False))
                """, "op.drop_table('users')");
    }

    private static final String SAME = """
            sa.Table('users', metadata, sa.Column('id', sa.Integer, primary_key=True),
                sa.Column('name', sa.String(50), nullable=False))
            """;

    private static final String OTHER = """
            sa.Table('users', metadata, sa.Column('id', sa.Integer, primary_key=True),
                sa.Column('name', sa.String(80)), sa.Column('phone', sa.String(20)),
                sa.UniqueConstraint('phone', name='uq_phone'))
            """;

    private static List<String> sentences(List<ModelDifference> differences) {
        return differences.stream().map(ModelDifference::sentence).toList();
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
    void alembicModelsAreComparedWithTheMigratedDatabase(TestDatabases database) {
        assertThat(database.verifier(alembic(SAME).project()).build().modelDifferences())
                .isEmpty();
        assertThat(sentences(database.verifier(alembic(OTHER).project()).build().modelDifferences()))
                .containsExactlyInAnyOrder(
                        "column `users.phone` is missing: only the models have it",
                        "unique constraint `users.uq_phone` is missing: only the models have it",
                        "type of column `users.name` is VARCHAR(50); the models say VARCHAR(80)",
                        "nullability of column `users.name` is NOT NULL; the models say NULL");
    }

    @Test
    void djangoModelsAreComparedWithTheMigrations() {
        DjangoFixture fixture = DjangoFixture.in(folder).migration("0001_initial", """
                migrations.CreateModel('User', [
                    ('id', models.BigAutoField(primary_key=True, auto_created=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=50)),
                    ('fax', models.CharField(max_length=50)),
                ]),
                """);
        fixture.write("shop/models.py", """
                from django.db import models

                class User(models.Model):
                    name = models.CharField(max_length=80)
                    born = models.DateField()

                class Order(models.Model):
                    pass
                """);
        assertThat(sentences(
                        MigrationVerifier.builder(fixture.project()).build().modelDifferences()))
                .containsExactlyInAnyOrder(
                        "model `shop.Order` is missing: only the models have it",
                        "field `shop.user.born` is missing: only the models have it",
                        "field `shop.user.fax` is not in the models",
                        "field `shop.user.name` is CharField(max_length=50); the models say CharField(max_length=80)");
    }

    /** Somebody's database: told apart from the models, and left as it is. */
    @Test
    void aLiveDatabaseIsOnlyLookedAt() throws SQLException {
        Path file = folder.resolve("shop.sqlite");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("create table old (id integer primary key)");
        }
        MigrationVerifier verifier =
                MigrationVerifier.builder(alembic(SAME).project()).build();
        DatabaseUrl live = DatabaseUrl.parse("sqlite:///" + file);
        assertThat(sentences(verifier.modelDifferencesOf(live)))
                .containsExactlyInAnyOrder(
                        "revision `001` is not applied",
                        "table `users` is missing: only the models have it",
                        "table `old` is not in the models");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                var tables = statement.executeQuery("select group_concat(name) from sqlite_schema")) {
            assertThat(tables.getString(1)).isEqualTo("old");
        }
        assertThatThrownBy(() -> verifier.modelDifferencesOf(DatabaseUrl.parse("sqlite:///" + folder + "/no.sqlite")))
                .hasMessageContaining("There is no database file");
        assertThat(folder.resolve("no.sqlite")).doesNotExist();
    }

    @Test
    void aLivePostgresqlCannotBeWrittenByTheEnvironment() {
        AlembicFixture fixture = AlembicFixture.in(folder)
                .env(AlembicFixture.TEMPLATE_ENV.replace(
                        "    context.configure(",
                        "    connection.execute(__import__('sqlalchemy').text('create table t (i int)'))\n"
                                + "    context.configure("));
        MigrationVerifier verifier = MigrationVerifier.builder(
                        fixture.revision("001", "pass", "pass").project())
                .build();
        assertThatThrownBy(() ->
                        verifier.modelDifferencesOf(TestServer.postgresql().url()))
                .hasMessageContaining("read-only transaction")
                .hasMessageNotContaining(TestServer.PASSWORD);
    }

    @Test
    void djangoMigrationsThatALiveDatabaseLacksAreNamed() throws Exception {
        DjangoFixture fixture = DjangoFixture.in(folder).migration("0001_initial", "");
        Path file = Files.createFile(folder.resolve("shop.sqlite"));
        assertThat(sentences(MigrationVerifier.builder(fixture.project())
                        .build()
                        .modelDifferencesOf(DatabaseUrl.parse("sqlite:///" + file))))
                .containsExactly("migration `shop.0001_initial` is not applied");
        assertThat(file).isEmptyFile();
    }

    @Test
    void whatCannotBeComparedSaysWhatToDo() throws Exception {
        assertThatThrownBy(() -> compare(AlembicFixture.in(folder).revision("001", "pass", "pass")))
                .hasMessageContaining("give context.configure() a target_metadata");
        assertThatThrownBy(() -> compare(alembic("")))
                .hasMessageContaining("import the modules of the models in env.py");
        assertThatThrownBy(() -> compare(alembic("import shop_of_nobody\n")))
                .hasMessageContaining("No module named 'shop_of_nobody' (install it for ")
                .hasMessageContaining("or put its folder on PYTHONPATH");
        Files.delete(folder.resolve("migrations/env.py"));
        assertThatThrownBy(() -> MigrationVerifier.builder(
                                AlembicProject.of(folder.resolve("alembic.ini")).withPython(TestPython.interpreter()))
                        .build()
                        .modelDifferences())
                .hasMessageContaining("There is no env.py in")
                .hasMessageContaining("script_location");
    }

    private static List<ModelDifference> compare(AlembicFixture fixture) {
        return MigrationVerifier.builder(fixture.project()).build().modelDifferences();
    }
}
