import sqlalchemy as sa
from alembic import op

revision = "7"
down_revision = "6"


def upgrade(engine_name):
    globals()["upgrade_%s" % engine_name]()


def downgrade(engine_name):
    globals()["downgrade_%s" % engine_name]()


def upgrade_main():
    op.drop_table("a")


def downgrade_main():
    op.create_table("a", sa.Column("id", sa.Integer))


def upgrade_archive():
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY ix ON b (c)")


def downgrade_archive():
    pass
