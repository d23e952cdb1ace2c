"""The counts of the public counter.

Why: checks are counted by day and answer, wrong codes by network.
Beside the previous release: there is none.
Time: instant, the tables are new.
Undo: migrate verify zero; only counts are lost.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CheckCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("state", models.CharField(max_length=10)),
                ("checks", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("day", "state"), name="one_count_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Misses",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("network", models.CharField(max_length=32)),
                ("window", models.DateTimeField()),
                ("misses", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("network", "window"), name="one_row_a_window")
                ],
            },
        ),
    ]
