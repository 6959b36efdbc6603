"""orders"""
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("state", sa.Enum("open", "paid", name="state"), nullable=False, server_default="open"),
    )


def downgrade():
    op.drop_table("orders")
    op.execute("DROP TYPE state")
