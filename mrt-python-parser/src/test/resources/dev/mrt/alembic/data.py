import sqlalchemy as sa
from alembic import op
from sqlalchemy import orm
from sqlalchemy.orm import declarative_base

revision = "5"
down_revision = "4"

Base = declarative_base()
users = sa.table("users", sa.column("id"), sa.column("name"), sa.column("age"))


class Pet(Base):
    __tablename__ = "pets"

    id = sa.Column(sa.Integer, primary_key=True)
    owner = sa.Column(sa.ForeignKey("users.id"), nullable=False)
    name = sa.Column(sa.String(20))


def upgrade():
    conn = op.get_bind()
    op.execute(users.update().where(users.c.age > 3, users.c.name.is_(None)).values({"name": "x", users.c.age: 4}))
    conn.execute(sa.delete(users).where(sa.or_(users.c.id == 1, users.c.name.in_(["a", "b"]))))
    conn.execute(users.insert(), [{"id": 1, "name": "n"}, {"id": 2, "name": "m"}])
    op.execute(sa.insert(users).from_select(["id"], sa.select(Pet.owner)))
    conn.exec_driver_sql("DELETE FROM pets")
    session = orm.Session(bind=conn)
    session.add(Pet(owner=1, name="Rex"))
    for pet in session.query(Pet).filter(Pet.name == "Tom"):
        pet.name = "Tim"
    session.query(Pet).filter_by(name="Max").update({Pet.owner: 2})
    session.query(Pet).delete()
    session.commit()
    status = sa.Enum("a", "b", name="status")
    status.create(conn, checkfirst=True)
    op.execute(sa.schema.CreateSequence(sa.Sequence("numbers")))
    Base.metadata.create_all(bind=conn)


def downgrade():
    sa.Enum(name="status").drop(op.get_bind(), checkfirst=False)
    Pet.__table__.drop(op.get_bind())
    op.execute(sa.text("TRUNCATE users"))
