// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlembicOnSqliteTest {

    private static final String USERS = """
            op.create_table('users', sa.Column('id', sa.Integer, primary_key=True),
                sa.Column('name', sa.String(50), nullable=False), sa.Column('phone', sa.String(20)))
            """;

    @TempDir
    private Path folder;

    static List<String> sentences(RevisionResult result) {
        return result.failures().stream().map(VerificationFailure::sentence).toList();
    }

    @Test
    void aNullableColumnThatIsDroppedAndAddedAgainLosesItsValues() {
        VerificationReport report = MigrationVerifier.builder(AlembicFixture.in(folder)
                        .revision("001", USERS, "op.drop_table('users')")
                        .revision(
                                "002",
                                "op.drop_column('users', 'phone')",
                                "op.add_column('users', sa.Column('phone', sa.String(20)))")
                        .project())
                .build()
                .verifyAll();

        assertThat(report.results().get(0).passed()).isTrue();
        assertThat(sentences(report.results().get(1)))
                .containsExactly("4 values lost in column `users.phone`: row id=1001 had '1 phone', …");
        assertThat(report.riskScore()).isEqualTo(25);
    }
}
