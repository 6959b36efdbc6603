from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID

MARK = ("x", "y")


class Code(sa.types.TypeDecorator):
    impl = sa.String


class Key(sa.types.TypeDecorator):
    impl = sa.CHAR

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(UUID())
        return dialect.type_descriptor(sa.CHAR(32))


class Document(sa.types.TypeDecorator):
    impl = sa.Text

    def load_dialect_impl(self, dialect):
        if dialect.name != "postgresql":
            return self.impl
        return dialect.type_descriptor(JSONB())


class Name(sa.types.TypeDecorator):
    impl = sa.String(255)

    def load_dialect_impl(self, dialect):
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.Text())
        return dialect.type_descriptor(sa.String(self.impl.length))


def add_timestamps(operations, table, sa):
    for name in ("created", "changed"):
        operations.add_column(table, sa.Column(name, sa.DateTime()))


def drop_each(table, *columns):
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.drop_column(column)
