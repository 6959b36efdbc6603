"""what real Alembic renders, too"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "9"
down_revision = None


def is_postgresql():
    return op.get_context().dialect.name == "postgresql"


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(length=120), nullable=False, unique=True),
        sa.Column("name", sa.Unicode(80), index=True),
        sa.Column("status", sa.Enum("new", "paid", name="status"), server_default="new", nullable=False),
        sa.Column("kind", sa.Enum("a", "bcd", name="kind", native_enum=False, create_constraint=True)),
        sa.Column("created_at", sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP")),
        sa.Column("seen_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("quoted", sa.String(20), server_default="it's"),
        sa.Column("amount", sa.Integer(), server_default=sa.text("0")),
        sa.Column("score", sa.Numeric(10, 2)),
        sa.Column("ratio", sa.Float()),
        sa.Column("exact", sa.Double()),
        sa.Column("span", sa.Date()),
        sa.Column("at", sa.Time()),
        sa.Column("raw", sa.LargeBinary()),
        sa.Column("doc", sa.JSON()),
        sa.Column("token", sa.Uuid()),
        sa.Column("small", sa.SmallInteger()),
        sa.Column("note", sa.Text().with_variant(mysql.LONGTEXT(), "mysql")),
        sa.CheckConstraint("score >= 0", name="ck_score"),
    )
    op.create_table(
        "orders",
        sa.Column("customer_id", sa.Integer, sa.ForeignKey("customers.id", ondelete="CASCADE")),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("owner_id", sa.Integer),
        sa.PrimaryKeyConstraint("customer_id", "number", name="pk_orders"),
        sa.UniqueConstraint("number", name=op.f("uq_orders_number")),
        sa.ForeignKeyConstraint(["owner_id"], ["customers.id"], name="fk_owner", onupdate="SET NULL"),
        sa.Index("ix_orders_owner", "owner_id", "number", unique=True),
    )
    op.create_table("lines", sa.Column("key", sa.BigInteger, sa.Identity(always=True), primary_key=True))
    op.create_table("codes", sa.Column("code", sa.BigInteger, primary_key=True, autoincrement=False))
    op.add_column("lines", sa.Column("parent", sa.BigInteger, sa.ForeignKey("lines.key", name="fk_parent")))
    op.add_column("lines", sa.Column("label", sa.String(10), nullable=False, server_default="", index=True))
    op.alter_column("lines", "label", type_=sa.String(20), existing_type=sa.String(10), existing_nullable=False,
                    existing_server_default="")
    op.alter_column("lines", "label", new_column_name="title", existing_type=sa.String(20), existing_nullable=False,
                    existing_server_default="")
    op.alter_column("lines", "title", nullable=True, server_default=None, existing_type=sa.String(20))
    op.create_unique_constraint("uq_title", "lines", ["title"])
    op.create_foreign_key("fk_lines_code", "lines", "codes", ["key"], ["code"], ondelete="RESTRICT")
    op.create_index("ix_codes", "codes", [sa.literal_column("code DESC")])
    op.rename_table("codes", "marks")
    if is_postgresql():
        op.add_column("lines", sa.Column("tags", postgresql.ARRAY(sa.String(5))))
        op.add_column("lines", sa.Column("data", postgresql.JSONB()))
        op.add_column("lines", sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.func.now()))
        op.create_index("ix_tags", "lines", ["tags"], postgresql_using="gin", postgresql_where=sa.text("title <> ''"))
        op.create_check_constraint("ck_title", "lines", sa.column("title") != "x")
    op.drop_constraint("fk_owner", "orders", type_="foreignkey")
    op.drop_index("ix_orders_owner", "orders")
    op.drop_column("orders", "owner_id")
    op.bulk_insert(sa.table("marks", sa.column("code", sa.BigInteger)), [{"code": 1}, {"code": 2}])
    op.bulk_insert(sa.table("lines", sa.column("title", sa.String)), [{"title": "a"}, {"title": "b"}])


def downgrade():
    op.drop_table("marks")
    op.drop_table("lines")
    op.drop_table("orders")
    op.drop_table("customers")
