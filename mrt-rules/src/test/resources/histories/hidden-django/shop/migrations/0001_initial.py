from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            "Team",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("name", models.CharField(max_length=50)),
            ],
        ),
        migrations.CreateModel(
            "User",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("email", models.CharField(max_length=200)),
                ("team", models.ForeignKey("shop.Team", models.CASCADE, null=True)),
            ],
        ),
    ]
