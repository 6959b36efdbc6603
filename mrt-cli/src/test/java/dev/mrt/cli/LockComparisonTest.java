// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.Mrt;
import dev.mrt.config.MrtConfig;
import dev.mrt.schema.QualifiedName;
import dev.mrt.schema.Target;
import dev.mrt.source.MigrationSource;
import dev.mrt.verify.LockMode;
import dev.mrt.verify.ObservedLock;
import dev.mrt.verify.Revision;
import dev.mrt.verify.RevisionResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A finding says that an index blocks the writers of {@code users}; the upgrade was seen to do this or that. */
class LockComparisonTest {

    private static final MigrationSource TABLE = new MigrationSource("versions/001.py", """
            revision = '001'
            down_revision = None
            import sqlalchemy as sa
            from alembic import op
            def upgrade():
                op.create_table('users', sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.Text))
            def downgrade():
                op.drop_table('users')
            """);
    private static final MigrationSource INDEX = new MigrationSource("versions/002.py", """
            revision = '002'
            down_revision = '001'
            from alembic import op
            def upgrade():
                op.create_index('users_name', 'users', ['name'])
            def downgrade():
                op.drop_index('users_name', 'users')
            """);

    private static List<String> sentences(ObservedLock... locks) {
        MrtConfig config = MrtConfig.defaults().toBuilder()
                .targets(List.of(Target.parse("postgresql")))
                .build();
        LockComparison comparison =
                LockComparison.of(Mrt.builder().config(config).build().analyzeSources(List.of(TABLE, INDEX)));
        Revision revision = new Revision("002", List.of("001"), List.of(), "", INDEX.path());
        return comparison
                .compare(
                        new RevisionResult(revision, null, List.of(), List.of(), Map.of(), 0, List.of(locks), Map.of()))
                .stream()
                .map(LockComparison.Compared::sentence)
                .toList();
    }

    private static ObservedLock seen(String table, LockMode mode) {
        return new ObservedLock(QualifiedName.of(table), mode, false);
    }

    @Test
    void aLockThatBlocksConfirms() {
        assertThat(sentences(seen("users", LockMode.SHARE))).containsExactly("table `users`: SHARE; MRT407 confirmed");
    }

    @Test
    void aWeakerLockContradicts() {
        assertThat(sentences(seen("users", LockMode.SHARE_UPDATE_EXCLUSIVE)))
                .containsExactly("table `users`: SHARE UPDATE EXCLUSIVE; MRT407 contradicted");
    }

    @Test
    void noLockContradictsAndAnotherTableIsOnlySeen() {
        assertThat(sentences(seen("orders", LockMode.ACCESS_EXCLUSIVE)))
                .containsExactly(
                        "table `orders`: ACCESS EXCLUSIVE; only seen",
                        "`users.users_name`: no lock seen; MRT407 contradicted");
    }
}
