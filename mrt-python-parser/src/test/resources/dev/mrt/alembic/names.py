"""Names that SQLAlchemy shortens, and keys that it leaves out of a table; held against Alembic 1.20 on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "names"
down_revision = None


def upgrade():
    op.create_table(
        "a_table_with_a_long_name_for_this_purpose",
        sa.Column("a_column_with_a_long_name_too", sa.Integer, index=True),
        sa.Column("o", sa.Integer),
        sa.ForeignKeyConstraint(["o"], ["other.id"], name="fk_o", use_alter=True),
    )
    op.create_index(op.f("ix_" + 4 * "a_rather_long_name_"), "t", ["c"])


def downgrade():
    op.drop_index(op.f("ix_" + 4 * "a_rather_long_name_"), "t")
