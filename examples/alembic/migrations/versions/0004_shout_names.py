"""Write names in capitals"""

from alembic import op

revision: str = "0004"
down_revision = "0003"


def upgrade():
    op.execute("UPDATE users SET name = UPPER(name)")


def downgrade():
    pass
