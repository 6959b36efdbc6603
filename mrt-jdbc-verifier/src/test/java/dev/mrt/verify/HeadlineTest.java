// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A nullable column that is dropped and added again: the schema is back, the values are not. */
class HeadlineTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void withAlembic(TestDatabases database) {
        assertValuesLost(
                database.verifier(AlembicFixture.in(folder)
                        .revision("001", """
                                op.create_table('users', sa.Column('id', sa.Integer, primary_key=True),
                                    sa.Column('name', sa.String(50), nullable=False), sa.Column('phone', sa.String(20)))
                                """, "op.drop_table('users')")
                        .revision(
                                "002",
                                "op.drop_column('users', 'phone')",
                                "op.add_column('users', sa.Column('phone', sa.String(20)))")
                        .project()),
                "users");
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void withDjango(TestDatabases database) {
        assertValuesLost(
                database.verifier(DjangoFixture.in(folder)
                        .migration("0001_initial", """
                                migrations.CreateModel('User', [
                                    ('id', models.BigAutoField(primary_key=True)),
                                    ('name', models.CharField(max_length=50)),
                                    ('phone', models.CharField(max_length=20, null=True)),
                                ]),
                                """)
                        .migration("0002_drop", "migrations.RemoveField('User', 'phone'),")
                        .project()),
                "shop_user");
    }

    private static void assertValuesLost(MigrationVerifier.Builder verifier, String table) {
        VerificationReport report = verifier.build().verifyAll();

        assertThat(report.results().get(0).passed()).isTrue();
        assertThat(sentences(report.results().get(1)))
                .singleElement()
                .asString()
                .isEqualTo("4 values lost in column `" + table + ".phone`: row id=1001 had '1 phone', …");
        assertThat(report.riskScore()).isEqualTo(25);
        assertThat(report.walks()).isEmpty();
    }

    static List<String> sentences(RevisionResult result) {
        return result.failures().stream().map(VerificationFailure::sentence).toList();
    }
}
