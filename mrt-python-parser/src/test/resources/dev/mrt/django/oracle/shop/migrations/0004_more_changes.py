from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0003_deletions"), ("people", "0001_initial")]

    operations = [
        migrations.AlterField("product", "id", models.BigAutoField(primary_key=True)),
        migrations.RenameModel("Product", "Article"),
        migrations.AlterField("order", "remark", models.CharField(max_length=500, default="", db_index=False)),
        migrations.AlterOrderWithRespectTo("item", None),
        migrations.CreateModel(
            name="AnExtremelyLongModelNameForAThingThatIsReallySmall",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("a_field_with_a_name_that_is_long_as_well", models.ForeignKey("shop.Article", models.CASCADE)),
                ("friends_of_this_thing_that_is_small", models.ManyToManyField("people.Person")),
            ],
        ),
    ]
