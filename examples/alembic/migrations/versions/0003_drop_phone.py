"""Drop the phone number, which nobody calls any more"""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision = "0002"


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_column("phone")


def downgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(20), nullable=True))
