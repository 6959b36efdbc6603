"""Tables that the environment passes; conditions that Python reads otherwise than their author did."""

revision = "passed"
down_revision = None


def upgrade(op, tables):
    op.bulk_insert(tables.kinds, [{"name": "push"}])


def downgrade(op, tables):
    op.execute(tables.kinds.delete().where(tables.kinds.c.name == op.inline_literal("push")))
    # Table.name is the name of the table
    op.execute(tables.kinds.delete().where(tables.kinds.name == op.inline_literal("push")))
    # | binds stronger than ==, and a comparison of expressions is false where it is asked for its truth
    op.execute(
        tables.kinds.delete().where(
            tables.kinds.c.name == op.inline_literal("push") | tables.kinds.c.name == op.inline_literal("pull")
        )
    )
