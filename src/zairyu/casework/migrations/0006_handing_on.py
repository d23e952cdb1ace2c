"""Hand an electronic certificate on by links, and write down when it was used at landing.

Why: whoever travels opens it abroad without an account; its sender sees when, and can end it.
Beside the previous release: yes; it hands on by the link of the receipt, as before.
Time: instant; new tables, and columns that are empty or have a default.
Undo: migrate to 0005; the links open nothing any more, and the day of use is forgotten.
"""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_organisations"), ("people", "0005_recovery")]

    operations = [
        migrations.AddField("ecoe", "used_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "ecoe",
            "used_office",
            models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            "ecoe",
            "used_by",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.CreateModel(
            name="HandOn",
            fields=[
                ("id", _ID),
                ("key", models.CharField(max_length=40, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("token", models.BinaryField()),
                ("receiver", models.CharField(max_length=20)),
                ("name", models.BinaryField(default=bytes)),
                ("address", models.BinaryField(default=bytes)),
                ("language", models.CharField(max_length=16)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=20)),
                (
                    "ecoe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="casework.ecoe",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandOnLook",
            fields=[
                ("id", _ID.clone()),
                ("at", models.DateTimeField()),
                ("what", models.CharField(max_length=10)),
                ("language", models.CharField(max_length=16)),
                ("country", models.CharField(blank=True, max_length=2)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="casework.handon",
                    ),
                ),
            ],
        ),
    ]
