"""Let a person get access back, end all sessions at once, and be asked for a new password.

Why: who lost a password or a phone gets in again with two proofs, after a time to stop it.
Beside the previous release: yes; it leaves the new columns at what they begin with.
Time: one pass over the persons for four small columns, below a second for ten thousand.
Undo: migrate to 0004; recoveries that run are lost, and ended sessions count again until they end.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zairyu.people.keys


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_organisations"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="epoch",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="person",
            name="frozen_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="password_due",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="person",
            name="password_set_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="CounterCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_sha256", models.CharField(max_length=64)),
                ("office", models.CharField(max_length=40)),
                ("given_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recovery",
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
                ("lost", models.JSONField(default=list)),
                ("proofs", models.JSONField(default=list)),
                ("state", models.CharField(default="proving", max_length=12)),
                ("code_sha256", models.CharField(blank=True, max_length=64)),
                ("code_until", models.DateTimeField(null=True)),
                ("new_email", models.BinaryField(default=b"")),
                ("email_code_sha256", models.CharField(blank=True, max_length=64)),
                ("email_shown", models.BooleanField(default=False)),
                ("network", models.CharField(blank=True, max_length=50)),
                ("device", models.CharField(blank=True, max_length=40)),
                ("begun_at", models.DateTimeField(db_index=True)),
                ("ready_at", models.DateTimeField(null=True)),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recoveries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "state"], name="recoveries_that_run")],
            },
        ),
    ]
