import asyncio
import os

from alembic import context, op
import plugins
from models import Base
from sqlalchemy.ext.asyncio import async_engine_from_config

target_metadata = Base.metadata


class Names(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__ = self


class Forwarding:
    """Stands before op and hands on what it does not do itself."""

    def __init__(self, target):
        self.target = target

    def __getattr__(self, name):
        return getattr(self.target, name)

    def drop_all_of(self, *tables):
        for table in tables:
            self.target.drop_table(table)


class Probe:
    def fill(self, table):
        """Does nothing in production."""


class FillingProbe(Probe):
    def fill(self, table):
        super().fill(table)
        op.execute(f"INSERT INTO {table} (name) VALUES ('probe')")


def probe():
    if os.environ.get("PROBE"):
        return FillingProbe()
    return Probe()


def run(connection):
    context.configure(connection=connection, target_metadata=target_metadata)
    with context.begin_transaction():
        context.run_migrations(o=Forwarding(op), known=Names(target_metadata.tables), probe=probe())


async def run_async():
    engine = async_engine_from_config(context.config.get_section("alembic"))
    async with engine.connect() as connection:
        await connection.run_sync(run)


if context.is_offline_mode():
    raise SystemExit
else:
    asyncio.run(run_async())
