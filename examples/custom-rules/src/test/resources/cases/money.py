import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade():
    op.create_table("bills", sa.Column("amount", sa.Numeric(10, 2)))
    op.execute("INSERT INTO bills VALUES (1.5)")
    op.alter_column("bills", "amount", type_=sa.Integer())


def downgrade():
    op.drop_table("bills")
