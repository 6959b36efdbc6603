from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("contenttypes", "0002_remove_content_type_name")]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("password", models.CharField(max_length=128)),
                ("last_login", models.DateTimeField(blank=True, null=True)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("nickname", models.SlugField()),
                ("age", models.PositiveSmallIntegerField(null=True)),
                ("balance", models.DecimalField(max_digits=10, decimal_places=2, default=0)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("code", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("kind", models.ForeignKey("contenttypes.ContentType", models.CASCADE, null=True)),
            ],
        ),
    ]
