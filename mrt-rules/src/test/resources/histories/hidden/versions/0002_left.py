"""Keyword arguments; SQL in an f-string, through a constant and a helper."""
from typing import Union

from alembic import op

revision: str = "0002l"
down_revision: Union[str, None] = "0001"

TABLE = "users"


def index(column):
    op.create_index(index_name=f"ix_{TABLE}_{column}", table_name=TABLE, columns=[column])


def upgrade() -> None:
    index("phone")
    op.execute(sqltext=f"CREATE INDEX ix_{TABLE}_fax ON {TABLE} (fax)")


def downgrade() -> None:
    for column in ("fax", "phone"):
        op.execute("DROP INDEX ix_" + TABLE + "_" + column)
