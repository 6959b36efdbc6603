"""index"""
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_users_age", "users", ["age"], postgresql_where="age > 18", postgresql_concurrently=True)
    op.drop_index("ix_users_team_id", "users")


def downgrade():
    pass
