"""bücher"""
from alembic import op
import sqlalchemy

revision = "0001"
down_revision = None


def upgrade():
	op.create_table("bücher", sqlalchemy.Column("id", sqlalchemy.Integer, primary_key=True))


def downgrade():
	pass
