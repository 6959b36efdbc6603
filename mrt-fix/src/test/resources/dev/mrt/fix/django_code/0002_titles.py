from django.db import migrations


def shout(apps, schema_editor):
    for book in apps.get_model("shop", "Book").objects.all():
        book.title = book.title.upper()
        book.save()


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]

    operations = [migrations.RunPython(shout)]
