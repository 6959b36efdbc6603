"""create the shop

Revision ID: 1
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql

revision: str = "1"
down_revision = None


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(length=120), nullable=False, unique=True),
        sa.Column("name", sa.Unicode(80), index=True),
        sa.Column("status", sa.Enum("new", "paid", name="status"), server_default="new", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.Column("token", sa.Uuid(), server_default=sa.text("gen_random_uuid()")),
        sa.Column("tags", postgresql.ARRAY(sa.Text())),
        sa.Column("score", sa.Numeric(10, 2), sa.CheckConstraint("score >= 0", name="ck_score")),
        sa.Column("note", sa.Text().with_variant(mysql.LONGTEXT(), "mysql"), comment="free text"),
    )
    op.create_table(
        "orders",
        sa.Column("customer_id", sa.Integer, sa.ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("total", sa.Integer, sa.Computed("price * amount", persisted=True)),
        sa.PrimaryKeyConstraint("customer_id", "number", name="pk_orders"),
        sa.UniqueConstraint("number", name=op.f("uq_orders_number")),
        sa.CheckConstraint("number > 0"),
        sa.Index("ix_orders_total", sa.text("total DESC"), postgresql_where=sa.text("total > 0")),
        schema="sales",
    )


def downgrade():
    op.drop_table("orders", schema="sales")
    op.drop_table(table_name="customers", if_exists=True)
