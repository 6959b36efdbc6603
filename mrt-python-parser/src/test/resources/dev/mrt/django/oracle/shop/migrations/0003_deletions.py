from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("shop", "0002_changes")]

    operations = [
        migrations.DeleteModel("Book"),
        migrations.DeleteModel("CheapProduct"),
    ]
