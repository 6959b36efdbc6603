"""Names that SQLAlchemy makes from the naming convention of the environment's metadata."""

import sqlalchemy as sa
from alembic import op

revision = "conventions"
down_revision = None


def upgrade():
    op.create_table(
        "teams",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slug", sa.String(20), unique=True),
        sa.Column("size", sa.Integer(), sa.CheckConstraint("size > 0", name="positive"), index=True),
        sa.CheckConstraint("size < 100", name=op.f("bounded")),
        sa.Column("active", sa.Boolean(create_constraint=True, name="active")),
        sa.Column("kind", sa.Enum("a", "b", native_enum=False, create_constraint=True, name="kind", length=3)),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team", sa.Integer(), sa.ForeignKey("teams.id")),
        sa.Column("first", sa.String(20)),
        sa.Column("last", sa.String(20)),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("first", "last"),
        sa.UniqueConstraint("last", name="people_last"),
    )
    op.add_column("people", sa.Column("boss", sa.Integer(), sa.ForeignKey("people.id")))
    op.add_column("people", sa.Column("badge", sa.Integer(), unique=True))
    op.create_index(None, "people", ["first", "last"])
    op.create_check_constraint("named", "people", "first <> last")
    op.create_unique_constraint(None, "people", ["team"])
    op.create_foreign_key(None, "people", "teams", ["id"], ["id"], ondelete="CASCADE")


def downgrade():
    op.drop_constraint("named", "people", type_="check")
    op.drop_constraint("fk_people_people_boss_people", "people", type_="foreignkey")
    op.drop_index("ix_people_first_last", "people")
    op.drop_constraint(op.f("bounded"), "teams", type_="check")
    op.drop_constraint("positive", "teams", type_="check")
    op.drop_table("people")
