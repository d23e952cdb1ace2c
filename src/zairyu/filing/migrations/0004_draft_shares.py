"""Let a draft say on whose word it is filed, and let it be handed to a named agent.

Why: an agent prepares or files for somebody; both sides must see who holds the draft.
Beside the previous release: yes, the old code neither reads nor needs the columns.
Time: instant; nullable columns and a new table.
Undo: migrate to 0003; shares are lost, drafts stay with their owners.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zairyu.people.keys

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("filing", "0003_activity"),
        ("people", "0003_mandates"),
    ]

    operations = [
        migrations.AddField(
            "draft",
            "applicant_language",
            models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            "draft",
            "mandate",
            models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="people.mandate"),
        ),
        migrations.AddField("draft", "ready_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "draft",
            "ready_by",
            models.ForeignKey(
                null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.CreateModel(
            name="DraftShare",
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
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="filing.draft",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="people.mandate"),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("shared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("draft",),
                        name="one_hand_at_a_time",
                    )
                ]
            },
        ),
    ]
