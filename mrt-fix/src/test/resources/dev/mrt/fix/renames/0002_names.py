"""names"""
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.rename_table("users", "people")
    op.alter_column("people", "email", new_column_name="mail")
    op.execute("ALTER INDEX ix_users_team_id RENAME TO ix_people_team_id")


def downgrade():
    raise NotImplementedError
