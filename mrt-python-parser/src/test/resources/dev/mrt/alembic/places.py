from textwrap import dedent

from alembic import op

revision = "6"
down_revision = "5"

TABLE = "audit"


def both(sql):
    op.execute(sql)
    op.execute("DELETE FROM log")


def upgrade():
    op.execute("DROP TABLE one; DROP TABLE two")
    op.execute(
        "DROP TABLE "
        'three;'
        f"DROP TABLE {TABLE}_log; UPDATE x SET y = '\n\t'; DROP TABLE four"
    )
    op.execute(dedent("""
        DROP TABLE five;
        DROP TABLE six
    """))
    both("DROP TABLE seven")
    op.execute("DROP TABLE %s" % TABLE + "; DROP TABLE eight")


def downgrade():
    """Nothing to do."""
    return None
