revision = "2"
down_revision = ("1", "1b")
branch_labels = ("shop",)
depends_on = "0"

import sqlalchemy as sa
from alembic import op
from alembic.op import add_column as add
from alembic_utils.pg_function import PGFunction
from replaceable import Replaceable


def upgrade():
    add("t", sa.Column("a", sa.String(50), sa.ForeignKey("other.x"), nullable=False))
    op.alter_column("t", "a", new_column_name="b", type_=sa.Text(), existing_type=sa.String(50), nullable=True)
    op.alter_column("t", "b", server_default=None, existing_nullable=False, postgresql_using="b::text")
    op.create_index(op.f("ix_t_b"), "t", ["b", sa.text("lower(c)")], unique=True, postgresql_using="gin")
    op.create_index("ix_c", table_name="t", columns=["c"], postgresql_concurrently=True, if_not_exists=True)
    op.create_foreign_key("fk", "t", "u", ["u_id"], ["id"], ondelete="SET NULL", referent_schema="s")
    op.create_unique_constraint(None, "t", ["a", "b"])
    op.create_check_constraint("ck", "t", sa.column("a") != "x")
    op.create_primary_key("pk", "t", ["a"])
    op.create_exclude_constraint("ex", "t", ("period", "&&"), using="gist")
    op.create_table_comment("t", "things")
    op.rename_table("t", "things")
    op.bulk_insert(sa.table("things", sa.column("a"), sa.column("b")), [{"a": 1, "b": 2}, {"a": 3, "b": 4}])
    with op.batch_alter_table("things", schema="s") as batch_op:
        batch_op.add_column(sa.Column("id", sa.Integer, primary_key=True))
        batch_op.drop_column("old")
        batch_op.create_foreign_key("fk2", "u", ["a"], ["b"])
        batch_op.create_index("ix2", ["a"])
        batch_op.drop_constraint("ck", type_="check")
        batch_op.alter_column("a", nullable=False)
    op.my_own_directive("things")
    op.create_view(Replaceable("customers_view", "SELECT id FROM customers"))
    op.create_entity(PGFunction(schema="public", signature="f(a integer)", definition="RETURNS integer AS $$ ... $$"))


def downgrade():
    op.drop_constraint("fk", "t", "foreignkey")
    op.drop_index("ix_c", "t", postgresql_concurrently=True)
    op.drop_column("t", column_name="a")
    op.drop_table_comment("t")
    raise NotImplementedError("cannot restore the names")
