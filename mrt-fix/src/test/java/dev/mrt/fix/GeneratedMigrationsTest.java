// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mrt.schema.Target;
import dev.mrt.source.MigrationSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a generated upgrade does to a known schema, its downgrade can be written, unless values would be made up. */
class GeneratedMigrationsTest {

    private static final int REVISIONS = 40;

    private static final String BASE = """
            revision = "base"
            down_revision = None
            import sqlalchemy as sa
            from alembic import op


            def upgrade():
                op.create_table(
                    "teams",
                    sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("name", sa.String(40), nullable=False, server_default="none"),
                )
                op.create_table(
                    "users",
                    sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("name", sa.String(40), nullable=False),
                    sa.Column("age", sa.SmallInteger),
                    sa.Column("paid", sa.Numeric(8, 2), server_default="0"),
                    sa.Column("seen", sa.DateTime(timezone=True)),
                    sa.Column("team_id", sa.Integer),
                    sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_users_team", ondelete="SET NULL"),
                    sa.UniqueConstraint("name", name="uq_users_name"),
                    sa.CheckConstraint("age > 0", name="ck_users_age"),
                )
                op.create_index("ix_users_seen", "users", ["seen", "age"])


            def downgrade():
                op.drop_table("users")
                op.drop_table("teams")
            """;

    /** Steps that can stand together in any order, each on parts of its own. */
    private static final List<String> STEPS = List.of(
            "op.drop_constraint('fk_users_team', 'users')",
            "op.drop_constraint('uq_users_name', 'users')",
            "op.drop_constraint('ck_users_age', 'users')",
            "op.drop_index('ix_users_seen', 'users')",
            "op.drop_column('users', 'paid')",
            "op.alter_column('users', 'age', type_=sa.BigInteger)",
            "op.alter_column('users', 'age', comment='in years')",
            "op.alter_column('teams', 'name', server_default=None)",
            "op.alter_column('teams', 'name', nullable=True)",
            "op.alter_column('users', 'seen', type_=sa.String(30), server_default='never')",
            "op.alter_column('users', 'team_id', new_column_name='squad_id')",
            "op.add_column('users', sa.Column('kind', sa.Enum('a', 'b', name='user_kind')))",
            "op.add_column('users', sa.Column('tags', postgresql.ARRAY(sa.Text), index=True))",
            "op.create_table('notes', sa.Column('user_id', sa.ForeignKey('users.id'), primary_key=True))",
            "op.execute('CREATE VIEW names AS SELECT name FROM teams')",
            "op.execute('CREATE SEQUENCE numbers START 7')",
            "op.create_unique_constraint('uq_users_age', 'users', ['age', 'name'])");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyOneIsRestored(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < REVISIONS; i++) {
            List<String> steps = new ArrayList<>(STEPS);
            java.util.Collections.shuffle(steps, random);
            String body = String.join("\n    ", steps.subList(0, 1 + random.nextInt(5)));
            String text = "revision = 'next'\ndown_revision = 'base'\nimport sqlalchemy as sa\nfrom alembic import op\n"
                    + "from sqlalchemy.dialects import postgresql\n\n\ndef upgrade():\n    " + body + "\n";
            List<Fix> fixes = FixFilesTest.fix(
                    List.of(
                            new MigrationSource("versions/base.py", BASE),
                            new MigrationSource("versions/next.py", text)),
                    Target.POSTGRESQL);

            assertThat(fixes.get(1).outcome())
                    .as(() -> body + "\n" + fixes.get(1).reason())
                    .isEqualTo(Fix.Outcome.FIXED);
        }
    }
}
