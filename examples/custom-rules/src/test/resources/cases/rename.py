import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade():
    op.rename_table("audit_log", "log")
    op.rename_table("invoice", "invoices")


def downgrade():
    op.rename_table("invoices", "invoice")
    op.rename_table("log", "audit_log")
