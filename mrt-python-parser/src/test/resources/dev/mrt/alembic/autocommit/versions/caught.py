from alembic import op

revision = "caught"
down_revision = None


def upgrade():
    try:
        op.drop_index("ix_a_x", "a")
    except Exception:
        print("is gone")


def downgrade():
    op.create_index("ix_a_x", "a", ["x"])
