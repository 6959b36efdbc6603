from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]

    operations = [
        migrations.AddField("product", "stock", models.PositiveIntegerField(default=0)),
        migrations.AddField("product", "label", models.CharField(max_length=30, db_default="new")),
        migrations.AddField("product", "maker", models.ForeignKey("people.Person", models.SET_NULL, null=True)),
        migrations.AlterField("product", "name", models.CharField(max_length=200, unique=True)),
        migrations.AlterField("book", "pages", models.IntegerField(null=True, db_column="page_count")),
        migrations.RenameField("order", "note", "remark"),
        migrations.AlterField("order", "remark", models.CharField(max_length=500, null=True, db_index=True)),
        migrations.AlterModelTable("order", "shop_orders"),
        migrations.RenameModel("Line", "Item"),
        migrations.AlterUniqueTogether("product", {("name", "maker")}),
        migrations.AddIndex("product", models.Index(Lower("name"), name="product_name_lower")),
        migrations.AddIndex(
            "product",
            models.Index(fields=["price"], name="product_in_stock", condition=models.Q(stock__gt=0)),
        ),
        migrations.RemoveConstraint("item", "amount_is_positive"),
        migrations.AddConstraint(
            "item",
            models.UniqueConstraint(fields=["product"], condition=models.Q(amount=1), name="single_items"),
        ),
        migrations.RenameIndex("item", new_name="item_product", old_name="line_product_amount"),
        migrations.RemoveField("product", "related"),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AddField("product", "ghost", models.IntegerField(null=True))],
            database_operations=[migrations.RunSQL("CREATE VIEW dear AS SELECT number FROM shop_orders", "DROP VIEW dear")],
        ),
    ]
