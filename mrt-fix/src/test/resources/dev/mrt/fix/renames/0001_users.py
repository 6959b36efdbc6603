"""users"""
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table("teams", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(200), nullable=False, server_default="", unique=True),
        sa.Column("age", sa.SmallInteger),
        sa.Column("team_id", sa.Integer, sa.ForeignKey("teams.id", ondelete="CASCADE"), index=True),
    )


def downgrade():
    op.drop_table("users")
    op.drop_table("teams")
