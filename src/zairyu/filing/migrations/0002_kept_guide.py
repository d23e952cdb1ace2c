"""A table for answers to the guide that somebody keeps for ninety days.

Why: the guide works without an account; a link with a random key finds the answers again.
Beside the previous release: yes, the old code does not know the table.
Time: instant; the table is new.
Undo: migrate to 0001; kept answers are lost, drafts are not.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zairyu.people.keys


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("filing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptGuide",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=zairyu.people.keys.new_key,
                        editable=False,
                        max_length=22,
                        unique=True,
                    ),
                ),
                ("answers", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
                ("keep_until", models.DateField(db_index=True)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
