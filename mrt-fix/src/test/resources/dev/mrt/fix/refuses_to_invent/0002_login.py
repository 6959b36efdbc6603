"""login: a value that every row must have, and no default"""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_table("accounts", sa.Column("id", sa.Integer, primary_key=True), sa.Column("login", sa.Text, nullable=False))


def downgrade():
    op.drop_table("accounts")
