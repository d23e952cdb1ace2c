"""Give persons an ID and what they file as; let registrations end; keep what is typed on the way.

Why: a person may hold several registrations, each with a last day, where one column named one.
Beside the previous release: it must be stopped first, since it reads the column that goes.
Time: one pass over the persons, below a second for ten thousand.
Undo: migrate to 0001; of several categories the first is kept, IDs and last days are lost.
"""

from datetime import timedelta

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zairyu.people.keys


def fill(apps, _schema_editor):
    """Draw an ID for each person and write what they file as from the registration admitted."""
    admitted = apps.get_model("people", "Registration").objects.filter(state="admitted")
    since = {row.person_id: row.decided_at for row in admitted.order_by("decided_at")}
    for person in apps.get_model("people", "Person").objects.iterator():
        person.auth_id = zairyu.people.keys.new_auth_id()
        if person.filing_category:
            begun = since.get(person.pk) or person.joined_at
            day = (begun + timedelta(hours=9)).date().isoformat() if begun else "2019-07-25"
            person.files_as = [[person.filing_category, "", day, ""]]
        person.save(update_fields=["auth_id", "files_as"])


def empty(apps, _schema_editor):
    """Write the one category back."""
    for person in apps.get_model("people", "Person").objects.iterator():
        person.filing_category = person.files_as[0][0] if person.files_as else ""
        person.save(update_fields=["filing_category"])


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="files_as",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="person",
            name="auth_id",
            field=models.CharField(max_length=12, null=True, editable=False),
        ),
        migrations.RunPython(fill, empty),
        migrations.AlterField(
            model_name="person",
            name="auth_id",
            field=models.CharField(
                default=zairyu.people.keys.new_auth_id,
                editable=False,
                max_length=12,
                unique=True,
            ),
        ),
        migrations.RemoveField(model_name="person", name="filing_category"),
        migrations.AddField(
            model_name="registration",
            name="proved_by",
            field=models.CharField(default="papers", max_length=20),
        ),
        migrations.AddField(
            model_name="registration",
            name="until",
            field=models.DateField(null=True),
        ),
        migrations.RemoveConstraint(model_name="registration", name="one_registration_waits"),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "stated")),
                fields=("person", "category"),
                name="one_registration_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "admitted")),
                fields=("person", "category"),
                name="one_registration_counts",
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["state", "until"], name="registrations_ending"),
        ),
        migrations.CreateModel(
            name="Joining",
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
                ("category", models.CharField(max_length=40)),
                ("proved_by", models.CharField(blank=True, max_length=20)),
                ("typed", models.BinaryField()),
                ("begun_at", models.DateTimeField()),
                ("until", models.DateTimeField(db_index=True)),
                ("mails", models.PositiveSmallIntegerField(default=0)),
                ("joined_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JoiningProof",
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
                ("file_name", models.BinaryField()),
                ("media_type", models.CharField(max_length=40)),
                ("pages", models.PositiveSmallIntegerField(default=1)),
                ("path", models.CharField(max_length=120)),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "joining",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proofs",
                        to="people.joining",
                    ),
                ),
            ],
        ),
    ]
