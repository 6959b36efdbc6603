"""labels"""
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("ALTER TYPE state ADD VALUE 'sent'")
    op.execute("ALTER TYPE state ADD VALUE 'lost'")


def downgrade():
    pass
