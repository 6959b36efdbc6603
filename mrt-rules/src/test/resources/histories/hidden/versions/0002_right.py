"""A batch operation, whose first argument is the column."""
from alembic import op
import sqlalchemy as sa

revision: str = "0002r"
down_revision: str = "0001"


def upgrade() -> None:
    with op.batch_alter_table("users") as batch_op:
        batch_op.alter_column("note", existing_type=sa.Text(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("users") as batch_op:
        batch_op.alter_column("note", existing_type=sa.Text(), nullable=True)
