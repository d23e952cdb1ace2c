"""Let files go with a letter, and let the letter wait until they are there.

Why: the mail of an electronic certificate carries the signed PDF.
Beside the previous release: yes; it sends letters that wait without their file, so stop its workers
first. Letters that wait for nothing are as before.
Time: instant; a new table, and a column with a default.
Undo: migrate to 0001; letters that wait leave without their files.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [
        migrations.AddField(
            "notice", "waits", models.BooleanField(db_default=False, default=False)
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("media_type", models.CharField(max_length=80)),
                ("about", models.CharField(max_length=80)),
                ("path", models.CharField(blank=True, max_length=200)),
                ("bound", models.CharField(blank=True, max_length=100)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("ready_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="notices.notice",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ready_at", None)),
                        fields=["id"],
                        name="attachments_awaited",
                    )
                ],
            },
        ),
    ]
