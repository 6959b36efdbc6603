"""rows"""
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION hstore")
    op.create_table("logs", sa.Column("id", sa.Integer, primary_key=True), comment="who did what")
    op.execute("INSERT INTO logs (id) VALUES (1)")


def downgrade():
    raise RuntimeError("no way back")
