"""age"""
import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'


def upgrade():
    op.alter_column('users', 'age', type_=sa.String(10), nullable=False, server_default='0')


def downgrade():
    """Back to numbers."""
    # a comment that stays
    op.alter_column('users', 'age', type_=sa.String(5))  # and this one
