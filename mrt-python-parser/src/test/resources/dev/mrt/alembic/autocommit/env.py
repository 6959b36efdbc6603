from alembic import context
from sqlalchemy import engine_from_config


def connect():
    try:
        return engine_from_config({}).connect()
    except ValueError:
        return None


with connect() as connection:
    connection = connection.execution_options(isolation_level="AUTOCOMMIT")
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
