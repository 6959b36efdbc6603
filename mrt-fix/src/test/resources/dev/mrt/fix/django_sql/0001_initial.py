from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("title", models.CharField(max_length=100)),
            ],
        ),
        migrations.RunSQL("CREATE INDEX book_title ON shop_book (upper(title)) WHERE title <> ''"),
        migrations.RunSQL(
            sql=[
                "CREATE VIEW titles AS SELECT title FROM shop_book",
                "ALTER TABLE shop_book ADD CONSTRAINT long CHECK (length(title) > 3)",
            ],
        ),
        migrations.RunSQL("SELECT 1", None),
    ]
