from pathlib import Path

import sqlalchemy as sa
from alembic import op

from lib.columns import MARK, Code, Document, Key, Name, add_timestamps, drop_each
from lib.missing import View, repair

revision = "8"
down_revision = "7"

buyers = View("buyers", "SELECT id FROM users")


def upgrade():
    add_timestamps(op, "a", sa)
    drop_each("a", *MARK)
    op.add_column("a", sa.Column("code", Code(12)))
    op.add_column("a", sa.Column("key", Key()))
    op.add_column("a", sa.Column("document", Document))
    op.add_column("a", sa.Column("name", Name()))
    op.execute((Path(__file__).parent / "sql" / "views.sql").read_text())
    repair(op, "a")
    repair.cache()
    op.execute(f"CREATE VIEW {buyers.name} AS {buyers.sqltext}")


def downgrade():
    with open("sql/views.sql") as file:
        op.execute(file.read())
