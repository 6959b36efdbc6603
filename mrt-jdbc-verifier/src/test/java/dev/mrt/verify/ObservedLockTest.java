// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The locks that real migrations take on a real PostgreSQL. */
class ObservedLockTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofAlembic(boolean python) {
        AlembicProject project = AlembicFixture.in(folder)
                .revision("01_tables", """
                        op.create_table('users', sa.Column('id', sa.Integer, primary_key=True),
                            sa.Column('age', sa.Integer), sa.Column('name', sa.String(10)))
                        op.create_table('calm', sa.Column('id', sa.Integer, primary_key=True))
                        """, "op.drop_table('calm')\nop.drop_table('users')")
                .revision("02_not_null", """
                        op.execute("UPDATE users SET age = 0 WHERE age IS NULL")
                        op.alter_column('users', 'age', nullable=False)
                        """, "op.alter_column('users', 'age', nullable=True)")
                .revision(
                        "03_volatile",
                        "op.add_column('users', sa.Column('at', sa.DateTime,"
                                + " server_default=sa.text('clock_timestamp()')))",
                        "op.drop_column('users', 'at')")
                .revision(
                        "04_constant",
                        "op.add_column('users', sa.Column('code', sa.Integer, server_default='7'))",
                        "op.drop_column('users', 'code')")
                .revision("05_index", "op.create_index('ix_age', 'users', ['age'])", "op.drop_index('ix_age')")
                .revision("06_concurrently", """
                        with op.get_context().autocommit_block():
                            op.create_index('ix_name', 'users', ['name'], postgresql_concurrently=True)
                        """, "op.drop_index('ix_name')")
                .revision("06_in_autocommit", """
                        with op.get_context().autocommit_block():
                            op.execute('ALTER TABLE calm ADD COLUMN a integer')
                            op.execute('ALTER TABLE users ADD COLUMN a integer')
                        """, "op.drop_column('calm', 'a')\nop.drop_column('users', 'a')")
                .revision(
                        "07_not_valid",
                        "op.execute('ALTER TABLE users ADD CONSTRAINT ck CHECK (id <> 0) NOT VALID')",
                        "op.drop_constraint('ck', 'users')")
                .revision("08_validate", "op.execute('ALTER TABLE users VALIDATE CONSTRAINT ck')", """
                        op.drop_constraint('ck', 'users')
                        op.execute('ALTER TABLE users ADD CONSTRAINT ck CHECK (id <> 0) NOT VALID')
                        """)
                .revision(
                        "09_longer",
                        "op.alter_column('users', 'name', type_=sa.String(20))",
                        "op.alter_column('users', 'name', type_=sa.String(10))")
                .revision(
                        "10_wider",
                        "op.alter_column('users', 'age', type_=sa.BigInteger)",
                        "op.alter_column('users', 'age', type_=sa.Integer)")
                .project();

        List<String> locks = locks(python ? project : OperationProject.of(folder));

        assertThat(locks)
                .containsExactly(
                        "02_not_null users ACCESS EXCLUSIVE",
                        "03_volatile users ACCESS EXCLUSIVE rewritten",
                        "04_constant users ACCESS EXCLUSIVE",
                        "05_index users SHARE",
                        "06_concurrently users SHARE UPDATE EXCLUSIVE",
                        "06_in_autocommit calm ACCESS EXCLUSIVE",
                        "06_in_autocommit users ACCESS EXCLUSIVE",
                        "07_not_valid users ACCESS EXCLUSIVE",
                        "08_validate users SHARE UPDATE EXCLUSIVE",
                        "09_longer users ACCESS EXCLUSIVE",
                        "10_wider users ACCESS EXCLUSIVE rewritten");
    }

    @Test
    void ofDjango() {
        DjangoProject project = DjangoFixture.in(folder)
                .migration("0001_initial", """
                        migrations.CreateModel('User', [('id', models.BigAutoField(primary_key=True))]),
                        migrations.CreateModel('Order', [('id', models.BigAutoField(primary_key=True))]),
                        """)
                .migration("0002_key", """
                        migrations.AddField('Order', 'user', models.ForeignKey('User', models.CASCADE, null=True)),
                        """)
                .project();

        assertThat(locks(project))
                .containsExactly(
                        "shop.0002_key shop_order ACCESS EXCLUSIVE", "shop.0002_key shop_user SHARE ROW EXCLUSIVE");
    }

    private static List<String> locks(MigrationRunner.Factory project) {
        VerificationReport report =
                TestDatabases.POSTGRESQL.verifier(project).build().verifyAll();
        List<String> locks = new ArrayList<>();
        for (RevisionResult result : report.results()) {
            assertThat(result.skipped()).isNull();
            for (ObservedLock lock : result.locks()) {
                locks.add(String.format(
                                Locale.ROOT,
                                "%s %s %s %s",
                                result.revision().id(),
                                lock.table(),
                                lock.mode().sql(),
                                lock.rewritten() ? "rewritten" : "")
                        .strip());
            }
        }
        return locks;
    }
}
