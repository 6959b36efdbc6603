"""What an environment passes that is at hand."""

import sqlalchemy as sa

revision = "environment"
down_revision = None


def upgrade(o, known, probe):
    o.bulk_insert(known.kinds, [{"name": "push"}])
    o.add_column("kinds", sa.Column("code", sa.Integer(), unique=True))
    probe.fill("kinds")


def downgrade(o, known, probe):
    o.execute(known.kinds.delete().where(known.kinds.c.name == "push"))
    o.drop_all_of("kinds", "spare")
