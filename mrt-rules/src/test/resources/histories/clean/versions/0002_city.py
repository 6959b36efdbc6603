"""Let users say where they live."""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("users", sa.Column("city", sa.String(50), nullable=False, server_default=""))


def downgrade():
    op.drop_column("users", "city")
