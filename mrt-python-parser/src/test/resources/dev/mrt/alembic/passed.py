"""What an environment passes that is not at hand: its use tells what it is. Conditions that Python reads otherwise than their
author did."""

import sqlalchemy as sa

revision = "passed"
down_revision = None


def upgrade(migrate, known, probe, rounds=2):
    migrate.create_table("kinds", sa.Column("name", sa.Text()))
    migrate.bulk_insert(known.kinds, [{"name": "push"}])
    with migrate.batch_alter_table("kinds") as batch:
        batch.drop_column("name")
    if migrate.get_bind().dialect.name == "postgresql":
        migrate.execute("DROP TABLE spare")
    probe.fill("kinds")


def downgrade(migrate, known, probe):
    migrate.execute(known.kinds.delete().where(known.kinds.c.name == migrate.inline_literal("push")))
    # Table.name is the name of the table
    migrate.execute(known.kinds.delete().where(known.kinds.name == migrate.inline_literal("push")))
    # | binds stronger than ==, and a comparison of expressions is false where it is asked for its truth
    migrate.execute(
        known.kinds.delete().where(
            known.kinds.c.name == migrate.inline_literal("push") | known.kinds.c.name == migrate.inline_literal("pull")
        )
    )
