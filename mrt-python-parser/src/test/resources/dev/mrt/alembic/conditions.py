import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.engine.reflection import Inspector

from shop.settings import settings

revision = "3"
down_revision = "2"

bind = op.get_bind()


def has_column(table, column):
    inspector = Inspector.from_engine(op.get_bind())
    return column in [c["name"] for c in inspector.get_columns(table)]


def is_sqlite():
    return op.get_context().dialect.name == "sqlite"


def column_type():
    return sa.JSON() if bind.dialect.name == "mysql" else sa.Text()


def upgrade():
    if context.is_offline_mode():
        return
    inspector = sa.inspect(op.get_bind())
    if not inspector.has_table("a"):
        op.create_table("a", sa.Column("id", sa.Integer))
    if has_column("a", "x"):
        op.drop_column("a", "x")
    if op.get_bind().dialect.name in ("postgresql", "oracle"):
        op.execute("CREATE EXTENSION citext")
        if op.get_bind().engine.name == "oracle":
            op.execute("DROP TABLE never")
        elif is_sqlite():
            op.execute("DROP TABLE contradiction")
    op.add_column("a", sa.Column("data", column_type()))
    rows = op.get_bind().execute(sa.text("SELECT id FROM a WHERE id > 3")).fetchall()
    for row in rows:
        if row.id > 7:
            continue
        op.execute(sa.text("UPDATE a SET x = 1 WHERE id = :id").bindparams(id=row.id))
    if settings.shard:
        name = "shard"
    else:
        name = "single"
    op.drop_table(name)
    try:
        op.drop_index("ix_a", "a")
    except Exception:
        op.execute("DROP INDEX ix_other")
    if is_sqlite():
        return
    op.create_check_constraint("ck", "a", "x > 0")
    if len(rows) > 3:
        raise RuntimeError("too many")
    op.drop_column("a", "y")


def engine():
    if is_sqlite():
        return "sqlite"
    elif op.get_bind().dialect.name == "postgresql":
        return "postgresql"
    raise NotImplementedError("another engine")


def downgrade():
    op.execute(f"DROP VIEW of_{engine()}")
    op.drop_table("b")
