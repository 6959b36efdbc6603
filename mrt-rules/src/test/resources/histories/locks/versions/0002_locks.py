"""Change users in every way that locks."""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_index("ix_teams_name", "teams", ["name"])
    op.add_column("users", sa.Column("token", sa.Uuid(), server_default=sa.text("gen_random_uuid()")))
    op.create_check_constraint("ck_users_email", "users", "email <> ''")
    op.create_unique_constraint("uq_users_token", "users", ["token"])


def downgrade():
    op.drop_constraint("uq_users_token", "users")
    op.drop_constraint("ck_users_email", "users")
    op.drop_column("users", "token")
    op.drop_index("ix_teams_name", "teams")
