from alembic import op
import sqlalchemy as sa

MARK = ("x", "y")


class Code(sa.types.TypeDecorator):
    impl = sa.String


def add_timestamps(operations, table, sa):
    for name in ("created", "changed"):
        operations.add_column(table, sa.Column(name, sa.DateTime()))


def drop_each(table, *columns):
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.drop_column(column)
