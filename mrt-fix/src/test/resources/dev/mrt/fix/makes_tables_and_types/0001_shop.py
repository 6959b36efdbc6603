"""shop"""
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "shops",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Enum("big", "small", name="shop_kind")),
    )
    op.create_table(
        "visits",
        sa.Column("shop_id", sa.Integer, sa.ForeignKey("shops.id")),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )
    op.create_index("ix_visits_at", "visits", ["at"])
    op.execute("CREATE VIEW big_shops AS SELECT id FROM shops WHERE kind = 'big'")


def downgrade():
    pass
