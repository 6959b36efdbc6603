// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.AnalyzedHistory;
import dev.mrt.Mrt;
import dev.mrt.fix.Fix;
import dev.mrt.fix.MigrationFixer;
import dev.mrt.schema.Dialect;
import dev.mrt.schema.Difference;
import dev.mrt.schema.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code mrt fix} writes restores the schema on real servers; what it cannot bring back is still told as lost. */
class FixedMigrationTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
    void restoresTheSchema(TestDatabases database) throws IOException {
        AlembicFixture fixture = AlembicFixture.in(folder)
                .revision("001", """
                        op.create_table('teams', sa.Column('id', sa.Integer, primary_key=True))
                        op.create_table('users', sa.Column('id', sa.Integer, primary_key=True),
                            sa.Column('name', sa.String(50), nullable=False),
                            sa.Column('paid', sa.Numeric(8, 2), nullable=False, server_default='0'),
                            sa.Column('age', sa.SmallInteger),
                            sa.Column('team_id', sa.Integer),
                            sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name='fk_team', ondelete='CASCADE'),
                            sa.UniqueConstraint('name', name='uq_name'),
                            sa.CheckConstraint('age >= 0', name='ck_age'))
                        op.create_index('ix_age', 'users', ['age', 'name'])
                        """, "op.drop_table('users')\nop.drop_table('teams')")
                .revision(
                        "002",
                        "op.create_table('notes', sa.Column('id', sa.Integer, primary_key=True),"
                                + " sa.Column('user_id', sa.Integer, sa.ForeignKey('users.id')), sa.Column('at', sa.DateTime))",
                        "")
                .revision("003", "op.drop_index('ix_age', 'users')", "pass")
                .revision(
                        "004", """
                        with op.batch_alter_table('users') as batch_op:
                            batch_op.drop_constraint('uq_name', type_='unique')
                            batch_op.drop_constraint('ck_age', type_='check')
                            batch_op.alter_column('age', existing_type=sa.SmallInteger, type_=sa.BigInteger)
                            batch_op.add_column(sa.Column('mail', sa.Text))
                        """, "with op.batch_alter_table('users') as batch_op:\n    batch_op.drop_column('mail')")
                .revision("005", """
                        with op.batch_alter_table('users') as batch_op:
                            batch_op.drop_column('paid')
                        """, "raise NotImplementedError")
                .revision("006", "op.drop_table('notes')", "")
                .revision("007", """
                        with op.batch_alter_table('users') as batch_op:
                            batch_op.drop_constraint('fk_team', type_='foreignkey')
                        """, "pass");

        assertFixed(Target.of(dialect(database)), 6);
        VerificationReport report = database.verifier(fixture.project()).build().verifyAll();

        for (RevisionResult result : report.results()) {
            assertThat(result.failures()).as(result.toString()).allSatisfy(FixedMigrationTest::assertIsAboutRows);
        }
        assertThat(HeadlineTest.sentences(report.results().get(4)))
                .singleElement()
                .asString()
                .contains("column `users.paid`");
    }

    @Test
    void restoresEnumTypesAndViews() throws IOException {
        AlembicFixture fixture = AlembicFixture.in(folder)
                .revision("001", """
                        op.execute("CREATE TYPE state AS ENUM ('open', 'paid')")
                        op.create_table('orders', sa.Column('id', sa.Integer, primary_key=True))
                        op.execute("ALTER TABLE orders ADD COLUMN state state DEFAULT 'open'")
                        op.execute("CREATE VIEW paid AS SELECT id FROM orders WHERE state = 'paid'")
                        """, "")
                .revision("002", "op.execute('DROP VIEW paid')", "")
                .revision(
                        "003",
                        "with op.get_context().autocommit_block():\n    op.execute(\"ALTER TYPE state ADD VALUE 'sent'\")",
                        "")
                .revision("004", "op.drop_column('orders', 'state')\nop.execute('DROP TYPE state')", "");

        assertFixed(Target.POSTGRESQL, 4);
        VerificationReport report =
                TestDatabases.POSTGRESQL.verifier(fixture.project()).build().verifyAll();

        for (RevisionResult result : report.results()) {
            assertThat(result.failures()).as(result.toString()).allSatisfy(FixedMigrationTest::assertIsAboutRows);
        }
    }

    @Test
    void restoresWhatDjangoRunsAsSql() throws IOException {
        DjangoFixture fixture = DjangoFixture.in(folder)
                .migration("0001_initial", """
                        migrations.CreateModel('Book', [
                            ('id', models.BigAutoField(primary_key=True)),
                            ('title', models.CharField(max_length=50)),
                        ]),
                        migrations.RunSQL("CREATE INDEX book_title ON shop_book (upper(title)) WHERE title <> ''"),
                        migrations.RunSQL("ALTER TABLE shop_book ADD COLUMN pages integer DEFAULT 1 NOT NULL"),
                        """)
                .migration("0002_sql", "migrations.RunSQL(['DROP INDEX book_title', 'CREATE TABLE t (id integer)']),");

        assertFixed(Target.POSTGRESQL, 2);
        VerificationReport report =
                TestDatabases.POSTGRESQL.verifier(fixture.project()).build().verifyAll();

        assertThat(report.results()).allMatch(RevisionResult::passed);
    }

    private static Dialect dialect(TestDatabases database) {
        return switch (database) {
            case SQLITE -> Dialect.SQLITE;
            case POSTGRESQL -> Dialect.POSTGRESQL;
            case MARIADB -> Dialect.MARIADB;
            case MYSQL -> Dialect.MYSQL;
        };
    }

    /** Fixes the project in place. */
    private void assertFixed(Target target, int expected) throws IOException {
        int fixed = 0;
        for (AnalyzedHistory history :
                Mrt.builder().jobs(1).build().read(List.of(folder)).histories()) {
            for (Fix fix : MigrationFixer.create(List.of(target)).fix(history, file -> true)) {
                assertThat(fix.outcome())
                        .as(() -> fix.revision() + ": " + fix.reason())
                        .isIn(Fix.Outcome.FIXED, Fix.Outcome.NOTHING_TO_DO);
                fixed += fix.outcome() == Fix.Outcome.FIXED ? 1 : 0;
                Files.writeString(Path.of(fix.source().path()), fix.fixedText());
            }
        }
        assertThat(fixed).isEqualTo(expected);
    }

    /** MariaDB names the index of a foreign key after the key where that has a name, and after the column where not. */
    private static void assertIsAboutRows(VerificationFailure failure) {
        if (failure instanceof VerificationFailure.SchemaNotRestored schema
                && schema.difference().weight() == Difference.Weight.NAME_ONLY) {
            return;
        }
        assertThat(failure)
                .as(failure.sentence())
                .isInstanceOfAny(VerificationFailure.RowsLost.class, VerificationFailure.ValuesChanged.class);
    }
}
