"""Operations that the project adds; temporary tables; errors that are caught; values of rows."""

import sqlalchemy as sa
from alembic import op

revision = "steps"
down_revision = None

kinds = sa.table("kinds", sa.column("name"), sa.column("rank"))


def upgrade():
    op.create_audit("people")
    op.execute("CREATE TEMPORARY TABLE kept AS SELECT id FROM people")
    op.execute("INSERT INTO kept SELECT 1")
    try:
        op.drop_index("ix_people", "people")
    except Exception:
        print("no index")
    try:
        op.drop_column("people", "age")
    except sa.exc.ProgrammingError as error:
        raise RuntimeError from error
    for row in op.get_bind().execute(sa.text("SELECT id FROM people")):
        try:
            op.execute("UPDATE people SET name = 'x'")
        except ValueError:
            op.execute("DELETE FROM people")
    op.bulk_insert(kinds, [{"name": "push", "rank": 1}, {"name": "it's", "rank": None}, {"name": "pull"}])
    op.execute(kinds.insert().values(name="merge", rank=sa.func.now()))


def downgrade():
    op.drop_audit("people")
    op.execute("DELETE FROM kept")
