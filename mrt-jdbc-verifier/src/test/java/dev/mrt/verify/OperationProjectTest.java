// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.schema.Difference;
import dev.mrt.schema.SchemaDiff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Running operations without Python, held against Alembic and Django themselves. */
class OperationProjectTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
    void makesTheSchemasThatAlembicMakes(TestDatabases database) throws Exception {
        AlembicFixture fixture = AlembicFixture.in(folder)
                .revision("001", """
                        op.create_table('users', sa.Column('id', sa.Integer, primary_key=True),
                            sa.Column('email', sa.String(100), nullable=False, unique=True),
                            sa.Column('name', sa.String(50), nullable=False, server_default=''),
                            sa.Column('age', sa.SmallInteger), sa.Column('price', sa.Numeric(10, 2)),
                            sa.Column('role', sa.Enum('admin', 'guest', name='user_role'), server_default='guest'),
                            sa.Column('made', sa.DateTime, server_default=sa.text('CURRENT_TIMESTAMP')),
                            sa.Column('active', sa.Boolean, nullable=False), sa.Column('note', sa.Text),
                            sa.CheckConstraint('age > 0', name='ck_age'))
                        op.create_table('orders', sa.Column('id', sa.BigInteger, primary_key=True),
                            sa.Column('user_id', sa.Integer, sa.ForeignKey('users.id', ondelete='CASCADE'), index=True),
                            sa.Column('parent_id', sa.BigInteger),
                            sa.ForeignKeyConstraint(['parent_id'], ['orders.id'], name='fk_parent'))
                        op.create_table('tags', sa.Column('a', sa.Integer, primary_key=True),
                            sa.Column('b', sa.String(20), primary_key=True), sa.UniqueConstraint('b', 'a', name='uq_tags'))
                        op.create_table('emulated', sa.Column('id', sa.Integer, primary_key=True),
                            sa.Column('vip', sa.Boolean(name='ck_vip', create_constraint=True)),
                            sa.Column('user_id', sa.Integer, sa.ForeignKey('users.id', name='fk_user', use_alter=True)))
                        """, """
                        op.drop_table('emulated')
                        op.drop_table('tags')
                        op.drop_table('orders')
                        op.drop_table('users')
                        sa.Enum(name='user_role').drop(op.get_bind(), checkfirst=True)
                        """)
                .revision("002", """
                        op.create_index('ix_name', 'users', ['name', sa.text('age DESC')])
                        op.create_index('ix_made', 'users', ['made'], sqlite_where=sa.text('age > 3'),
                            postgresql_where=sa.text('age > 3'))
                        op.execute("INSERT INTO users (email, active) VALUES ('a:b', true), ('c', false)")
                        """, """
                        op.execute('DELETE FROM users')
                        op.drop_index('ix_made', table_name='users')
                        op.drop_index('ix_name', table_name='users')
                        """)
                .revision("003", """
                        with op.batch_alter_table('users') as batch_op:
                            batch_op.add_column(sa.Column('code', sa.String(8), nullable=False, server_default='x'))
                            batch_op.alter_column('name', existing_type=sa.String(50), type_=sa.String(80),
                                existing_nullable=False, existing_server_default='')
                            batch_op.alter_column('age', existing_type=sa.SmallInteger, type_=sa.Integer)
                            batch_op.drop_column('price')
                            batch_op.alter_column('note', new_column_name='remark', existing_type=sa.Text)
                        with op.batch_alter_table('tags') as batch_op:
                            batch_op.drop_constraint('uq_tags', type_='unique')
                            batch_op.add_column(sa.Column('user_id', sa.Integer))
                            batch_op.create_foreign_key('fk_tag_user', 'users', ['user_id'], ['id'])
                        """, """
                        with op.batch_alter_table('tags') as batch_op:
                            batch_op.drop_constraint('fk_tag_user', type_='foreignkey')
                            batch_op.drop_column('user_id')
                            batch_op.create_unique_constraint('uq_tags', ['b', 'a'])
                        with op.batch_alter_table('users') as batch_op:
                            batch_op.alter_column('remark', new_column_name='note', existing_type=sa.Text)
                            batch_op.add_column(sa.Column('price', sa.Numeric(10, 2)))
                            batch_op.drop_column('code')
                            batch_op.alter_column('name', existing_type=sa.String(80), nullable=True,
                                server_default=None)
                        """)
                .revision("004", """
                        op.rename_table('tags', 'labels')
                        op.drop_table('orders')
                        op.add_column('users', sa.Column('born', sa.Date))
                        op.add_column('labels', sa.Column('hot', sa.Boolean(name='ck_hot', create_constraint=True)))
                        if op.get_bind().dialect.has_table(op.get_bind(), 'users'):
                            op.execute("UPDATE users SET remark = '10:30' WHERE active")
                        """, """
                        with op.batch_alter_table('labels') as batch_op:
                            batch_op.drop_column('hot')
                        op.drop_column('users', 'born')
                        op.create_table('orders', sa.Column('id', sa.BigInteger, primary_key=True))
                        op.rename_table('labels', 'tags')
                        """);

        assertSameSchemas(database, fixture.project(), Difference.Weight.NAME_ONLY);
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
    void makesTheSchemasThatDjangoMakes(TestDatabases database) throws Exception {
        DjangoFixture fixture = DjangoFixture.in(folder)
                .migration("0001_initial", """
                        migrations.CreateModel('User', [
                            ('id', models.BigAutoField(primary_key=True)),
                            ('name', models.CharField(max_length=50, db_index=True)),
                            ('phone', models.CharField(max_length=20, null=True, unique=True)),
                            ('age', models.PositiveIntegerField(default=3)),
                            ('active', models.BooleanField(default=True)),
                            ('made', models.DateTimeField(auto_now_add=True)),
                            ('friends', models.ManyToManyField('self')),
                        ]),
                        migrations.CreateModel('Order', [
                            ('id', models.AutoField(primary_key=True)),
                            ('user', models.ForeignKey('shop.User', models.CASCADE, related_name='orders')),
                            ('total', models.DecimalField(max_digits=10, decimal_places=2)),
                            ('data', models.JSONField(null=True)),
                            ('key', models.UUIDField()),
                        ], options={'unique_together': {('total', 'user')}, 'indexes': [
                            models.Index(fields=['key', '-total'], name='ix_key')]}),
                        """)
                .migration("0002_change", """
                        migrations.RemoveField('User', 'phone'),
                        migrations.AddField('User', 'code', models.CharField(max_length=9, default='x')),
                        migrations.AlterField('User', 'name', models.CharField(max_length=80, null=True)),
                        migrations.AlterField('Order', 'total', models.IntegerField(default=1)),
                        migrations.RemoveIndex('Order', 'ix_key'),
                        migrations.RenameField('Order', 'key', 'mark'),
                        migrations.AddField('Order', 'rival', models.ForeignKey('shop.User', models.SET_NULL, null=True)),
                        """)
                .migration("0003_more", """
                        migrations.AlterUniqueTogether('Order', set()),
                        migrations.RenameModel('Order', 'Purchase'),
                        migrations.AddConstraint('Purchase', models.CheckConstraint(
                            condition=models.Q(total__gt=0), name='positive_total')),
                        migrations.AddConstraint('Purchase', models.UniqueConstraint(
                            fields=['mark', 'user'], name='one_mark')),
                        migrations.RunSQL("UPDATE shop_user SET code = '%'", migrations.RunSQL.noop),
                        migrations.AlterField('User', 'name', models.CharField(max_length=80, default='nobody')),
                        """)
                .migration("0004_drop", """
                        migrations.RemoveConstraint('Purchase', 'positive_total'),
                        migrations.DeleteModel('Purchase'),
                        migrations.AlterModelTable('User', 'people'),
                        """);

        // On SQLite Django names indexes anew whenever it makes a table anew, and MariaDB names the checks of columns.
        assertSameSchemas(
                database,
                fixture.project(),
                database == TestDatabases.POSTGRESQL ? Difference.Weight.NAME_ONLY : Difference.Weight.SCHEMA);
    }

    private void assertSameSchemas(TestDatabases database, MigrationRunner.Factory python, Difference.Weight lightest)
            throws Exception {
        List<String> differences = new ArrayList<>();
        try (MigrationSession real = database.verifier(python)
                        .timeout(Duration.ofMinutes(2))
                        .build()
                        .open();
                MigrationSession operations =
                        database.verifier(OperationProject.of(folder)).build().open()) {
            int count = real.history().size();
            assertThat(operations.history()).extracting(Revision::id).containsExactlyElementsOf(ids(real));
            for (int i = 0; i < 2 * count; i++) {
                boolean up = i < count;
                if (up) {
                    real.upgradeOne();
                    operations.upgradeOne();
                } else {
                    real.downgradeOne();
                    operations.downgradeOne();
                }
                for (Difference difference :
                        SchemaDiff.of(real.schema(), operations.schema()).differences()) {
                    if (difference.weight().compareTo(lightest) <= 0) {
                        differences.add((up ? "upgrade to " : "downgrade to ") + real.currentRevision() + ": "
                                + difference.sentence());
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<String> ids(MigrationSession session) {
        return session.history().stream().map(Revision::id).toList();
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        AlembicFixture.in(folder)
                .revision("001", "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))", "pass")
                .revision("002", "op.execute(sys.argv[3])", "pass")
                .revision("003", "pass", "pass");

        VerificationReport report =
                MigrationVerifier.builder(OperationProject.of(folder)).build().verifyAll();

        assertThat(report.results().get(0).failures()).isNotEmpty();
        assertThat(report.results().get(1).skipped())
                .startsWith("its upgrade cannot be run without Python: migrations/versions/002.py:10: ");
        assertThat(report.results().get(2).skipped()).isEqualTo("revision 002 before it cannot be applied");
    }

    @Test
    void goesOnBehindRowsThatItCannotChange() {
        AlembicFixture.in(folder)
                .revision(
                        "001",
                        "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('note', sa.Text))",
                        "op.drop_table('t')")
                .revision("002", """
                        op.add_column('t', sa.Column('size', sa.Integer))
                        for row in op.get_bind().execute(sa.text('SELECT id FROM t')):
                            op.get_bind().execute(sa.text('UPDATE t SET size = :s'), {'s': row.id})
                        """, "op.drop_column('t', 'size')")
                .revision("003", "op.create_index('ix', 't', ['size'])", "op.drop_index('ix', 't')")
                .revision("004", "op.drop_column('t', 'note')", "op.add_column('t', sa.Column('note', sa.Text))");

        VerificationReport report =
                MigrationVerifier.builder(OperationProject.of(folder)).build().verifyAll();

        assertThat(report.results().get(1).skipped()).contains("cannot be run without Python");
        assertThat(report.results().get(2).passed()).isTrue();
        assertThat(report.results().get(2).notes()).contains("run without the rows that revision 002 changes");
        assertThat(report.results().get(3).failures().get(0)).isInstanceOf(VerificationFailure.ValuesChanged.class);
    }

    @Test
    void makesTheTablesOfInstalledApplicationsThatKeysReferTo() {
        DjangoFixture.in(folder)
                .migration("0001_initial", """
                migrations.CreateModel('Note', [
                    ('id', models.AutoField(primary_key=True)),
                    ('text', models.TextField()),
                    ('owner', models.ForeignKey('auth.User', models.CASCADE)),
                ]),
                """)
                .migration("0002_more", "migrations.AddField('Note', 'pinned', models.BooleanField(default=False)),");

        VerificationReport report =
                MigrationVerifier.builder(OperationProject.of(folder)).build().verifyAll();

        assertThat(report.passed()).isTrue();
        assertThat(report.results().get(0).notes())
                .contains(
                        "tables that no migration makes were made with the columns that foreign keys refer to: auth_user");
        assertThat(report.results().get(1).rowsCompared()).isGreaterThan(5);
    }
}
