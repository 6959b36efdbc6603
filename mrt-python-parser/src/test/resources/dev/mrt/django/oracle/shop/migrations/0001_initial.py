import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def price(name):
    return (name, models.DecimalField(max_digits=8, decimal_places=2))


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.AutoField(primary_key=True)),
                ("name", models.CharField(max_length=100, db_index=True)),
                price("price"),
                ("data", models.JSONField(default=dict)),
                ("parent", models.ForeignKey("self", models.CASCADE, null=True)),
                ("tags", models.ManyToManyField(to="people.Tag")),
                ("related", models.ManyToManyField(to="self", db_table="shop_alike")),
            ],
            options={"unique_together": {("name", "parent")}, "index_together": set()},
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "product_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="shop.product",
                    ),
                ),
                ("isbn", models.CharField(max_length=13, unique=True)),
                ("pages", models.PositiveIntegerField(db_column="page_count")),
            ],
            bases=("shop.product",),
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("number", models.UUIDField(primary_key=True, default=uuid.uuid4)),
                ("buyer", models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)),
                ("audited_by", models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_constraint=False, null=True, related_name="+")),
                ("placed", models.DateTimeField(auto_now_add=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={"db_table": "orders"},
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("order", models.ForeignKey("shop.Order", models.CASCADE)),
                ("product", models.ForeignKey("shop.Product", models.CASCADE)),
                ("amount", models.IntegerField()),
            ],
            options={
                "order_with_respect_to": "order",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(amount__gt=0), name="amount_is_positive"),
                    models.UniqueConstraint(fields=["order", "product"], name="one_line_for_each_product"),
                ],
                "indexes": [models.Index(fields=["product", "-amount"], name="line_product_amount")],
            },
        ),
        migrations.CreateModel(
            name="CheapProduct",
            fields=[],
            options={"proxy": True},
            bases=("shop.product",),
        ),
        migrations.CreateModel(
            name="Legacy",
            fields=[("id", models.AutoField(primary_key=True))],
            options={"managed": False, "db_table": "legacy"},
        ),
    ]
