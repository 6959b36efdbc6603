"""gone"""
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("DROP VIEW big_shops")
    op.drop_table("visits")
    op.drop_table("shops")
    op.execute("DROP TYPE shop_kind")
