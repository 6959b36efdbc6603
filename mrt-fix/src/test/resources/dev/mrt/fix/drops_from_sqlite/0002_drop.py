"""drop"""
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_column("age")
        batch_op.alter_column("email", nullable=True, server_default=None)


def downgrade(): pass
