"""Operations that are not a plain list, state-only ones, and a blocking index that atomic = False does not help."""
from django.db import migrations, models

added = [migrations.AddField("user", name, models.CharField(max_length=20, null=True)) for name in ("phone", "fax")]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("shop", "0001_initial")]
    operations = [
        *added,
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    sql=["CREATE INDEX ix_user_email ON shop_user (email)"],
                    reverse_sql=["DROP INDEX ix_user_email"],
                ),
            ],
            state_operations=[
                migrations.AddIndex("user", models.Index(fields=["email"], name="ix_user_email")),
            ],
        ),
        migrations.AddField("user", "friends", models.ManyToManyField("shop.User")),
    ]
    # One field, two indexes (the second serves LIKE): one danger.
    operations += [migrations.AddField("user", "nick", models.CharField(max_length=20, null=True, db_index=True))]
    operations += [migrations.AddIndex("user", models.Index(fields=["phone"], name="ix_user_phone"))]
