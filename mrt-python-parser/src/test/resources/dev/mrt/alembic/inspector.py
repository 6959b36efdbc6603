import sqlalchemy as sa
from alembic import op

revision = "inspector"
down_revision = None

_inspector = None


def inspector():
    global _inspector
    if _inspector:
        return _inspector
    _inspector = sa.inspect(op.get_bind())
    return _inspector


def with_column(name, tables):
    found = []
    for table in tables:
        for column in inspector().get_columns(table):
            if column["name"] == name:
                found.append((table, column))
    return found


def upgrade():
    for table, column in with_column("owner", ["a", "b"]):
        op.alter_column(table, "owner", new_column_name="holder")
        for index in inspector().get_indexes(table):
            if "owner" in index["name"]:
                op.drop_index(index["name"], table)
    for table in [t for t in ("a", "b") if inspector().has_table(t)]:
        op.add_column(table, sa.Column("note", sa.Text))
    seen = []
    for row in op.get_bind().execute(sa.text("SELECT id FROM a")):
        seen.append("UPDATE a SET note = 'seen'")
    for statement in seen:
        op.execute(statement)


def downgrade():
    referred = [key["referred_table"] for key in inspector().get_foreign_keys("a")]
    if "b" in referred:
        op.drop_column("a", "b_id")
    names = [i["name"] for i in inspector().get_indexes("a") if i["unique"]]
    if "ux_a" in names:
        op.drop_index("ux_a", "a")
