// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static dev.mrt.verify.HeadlineTest.sentences;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of several databases: what is lost in any of them is found. */
class SeveralDatabasesTest {

    private static final String LOST = "4 values lost in column `%s`: row id=1001 had '1 phone', …";

    @TempDir
    private Path folder;

    /** As {@code alembic init --template multidb} makes it: each revision has a part for each database. */
    @Test
    void ofAlembic() {
        AlembicFixture fixture = AlembicFixture.in(folder).env("""
                        from alembic import context
                        from sqlalchemy import create_engine, pool

                        for name in ('shop', 'stock'):
                            engine = create_engine('postgresql://app@db.example/' + name, poolclass=pool.NullPool)
                            with engine.connect() as connection:
                                context.configure(connection=connection, upgrade_token=name, downgrade_token=name)
                                with context.begin_transaction():
                                    context.run_migrations(engine_name=name)
                        """);
        write(
                fixture,
                "None",
                "001",
                "shop",
                "op.create_table('customer', " + COLUMNS + ")",
                "op.drop_table('customer')");
        write(fixture, "'001'", "002", "stock", "op.create_table('item', " + COLUMNS + ")", "op.drop_table('item')");
        write(fixture, "'002'", "003", "stock", DROP.formatted("item"), ADD.formatted("item"));
        write(fixture, "'003'", "004", "shop", DROP.formatted("customer"), ADD.formatted("customer"));

        VerificationReport report =
                MigrationVerifier.builder(fixture.project()).build().verifyAll();
        assertThat(report.results())
                .extracting(result -> sentences(result))
                .containsExactly(
                        List.of(),
                        List.of(),
                        List.of("in database `stock`, " + LOST.formatted("item.phone")),
                        List.of(LOST.formatted("customer.phone")));
        assertThat(report.walks()).isEmpty();

        try (VerificationRun run =
                MigrationVerifier.builder(fixture.project()).build().start()) {
            assertThat(run.next().notes())
                    .containsExactly("of the databases shop, stock only the first is filled and compared");
        }
    }

    private static final String COLUMNS =
            "sa.Column('id', sa.Integer, primary_key=True), sa.Column('phone', sa.String(20))";
    private static final String DROP = "op.drop_column('%s', 'phone')";
    private static final String ADD = "op.add_column('%s', sa.Column('phone', sa.String(20)))";

    private static void write(
            AlembicFixture fixture, String parent, String id, String database, String upgrade, String downgrade) {
        fixture.write(
                "migrations/versions/" + id + ".py",
                "revision = '" + id + "'\ndown_revision = " + parent
                        + "\nimport sqlalchemy as sa\nfrom alembic import op\n"
                        + "def upgrade(engine_name):\n    if engine_name == '" + database + "':\n        " + upgrade
                        + "\n"
                        + "def downgrade(engine_name):\n    if engine_name == '" + database + "':\n        " + downgrade
                        + "\n");
    }

    @Test
    void ofDjango() {
        DjangoFixture fixture = DjangoFixture.in(folder)
                .migration("0001_initial", """
                        migrations.CreateModel('Customer', [
                            ('id', models.BigAutoField(primary_key=True)),
                            ('phone', models.CharField(max_length=20, null=True)),
                        ]),
                        migrations.CreateModel('Item', [
                            ('id', models.BigAutoField(primary_key=True)),
                            ('phone', models.CharField(max_length=20, null=True)),
                        ]),
                        """)
                .migration("0002_item", "migrations.RemoveField('Item', 'phone'),")
                .migration("0003_customer", "migrations.RemoveField('Customer', 'phone'),");
        fixture.write("routers.py", """
                class ByModel:
                    def allow_migrate(self, db, app_label, model_name=None, **hints):
                        return db == ('stock' if model_name == 'item' else 'default')
                """);
        fixture.write("settings.py", """
                SECRET_KEY = "x"
                INSTALLED_APPS = ["shop"]
                DATABASES = {
                    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "production.sqlite3"},
                    "replica": {"ENGINE": "django.db.backends.sqlite3", "NAME": "production.sqlite3"},
                    "stock": {"ENGINE": "django.db.backends.sqlite3", "NAME": "stock.sqlite3"},
                }
                DATABASE_ROUTERS = ["routers.ByModel"]
                """);
        VerificationReport report =
                MigrationVerifier.builder(fixture.project()).build().verifyAll();
        assertThat(report.results())
                .extracting(result -> sentences(result))
                .containsExactly(
                        List.of(),
                        List.of("in database `stock`, " + LOST.formatted("shop_item.phone")),
                        List.of(LOST.formatted("shop_customer.phone")));
        assertThat(report.walks()).isEmpty();
    }
}
