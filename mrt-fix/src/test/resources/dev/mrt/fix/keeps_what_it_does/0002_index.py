"""index, and ages"""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("users", sa.Column("born", sa.Integer))
    op.execute("UPDATE users SET born = 2000 - age")
    op.create_index("ix_users_born", "users", ["born"])
    op.create_check_constraint("ck_users_age", "users", "age < 200")


def downgrade():
    op.execute("UPDATE users SET age = 2000 - born")
    op.drop_column("users", "born")
