from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("shop", "0002_user_city")]
    operations = [
        AddIndexConcurrently("user", models.Index(fields=["city"], name="user_city_idx")),
    ]
