"""Add invitations"""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision = "0001"


def upgrade():
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(255), nullable=False),
    )


def downgrade():
    pass
