"""Give every certificate a place in a status list, so that anyone can check it without asking us.

Why: a list of states is read whole, so nobody learns who is being checked; places are random.
Beside the previous release: it must be stopped first, since it certifies without a place.
Time: one pass over the certificates, some seconds for a hundred thousand.
Undo: migrate to 0001; proofs made since name a list that is no longer there.
"""

import secrets
from datetime import UTC, datetime

from django.db import migrations, models

from zairyu.certificates.statuses.decoys import SIZE, is_decoy


def place(apps, _schema_editor):
    """Open the first list, and give what was certified before a random place each."""
    certificates = apps.get_model("certificates", "Certificate").objects
    number, taken, seed = 1, set(), _opened(apps, 1)
    for pk in certificates.order_by("pk").values_list("pk", flat=True).iterator():
        if len(taken) > SIZE // 2:
            number, taken, seed = number + 1, set(), _opened(apps, number + 1)
        drawn = secrets.randbelow(SIZE)
        while drawn in taken or is_decoy(seed, drawn):
            drawn = secrets.randbelow(SIZE)
        taken.add(drawn)
        certificates.filter(pk=pk).update(status_list=number, status_index=drawn)


def _opened(apps, number):
    seed, at = secrets.token_bytes(32), datetime.now(UTC)
    lists = apps.get_model("certificates", "StatusList").objects
    lists.create(number=number, size=SIZE, seed=seed, opened_at=at, due_at=at)
    return seed


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="StatusList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("size", models.PositiveIntegerField()),
                ("seed", models.BinaryField()),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("jwt", models.TextField(blank=True)),
                ("cwt", models.BinaryField(default=bytes)),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.AddField(
            model_name="certificate",
            name="status_list",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="certificate",
            name="status_index",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunPython(place, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="certificate",
            name="status_list",
            field=models.PositiveSmallIntegerField(),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="status_index",
            field=models.PositiveIntegerField(),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                fields=("status_list", "status_index"), name="certificate_status_place"
            ),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(
                fields=["status_list", "ended_at", "status_index"],
                condition=models.Q(("ended_at__isnull", False)),
                name="certificate_no_longer",
            ),
        ),
    ]
