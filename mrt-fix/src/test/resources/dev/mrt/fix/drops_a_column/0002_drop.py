"""drop"""
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_column("users", "team_id")  # teams are gone
    op.drop_column("users", "age")
    op.drop_constraint("users_email_key", "users")


# the end
