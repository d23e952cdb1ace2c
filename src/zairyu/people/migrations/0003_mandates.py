"""Give mandates a scope, a state and papers; add assistants and links that open once.

Why: a mandate was a bare row; now it says what, by whom asked, and whether the giver agreed.
Beside the previous release: yes, no page of it writes mandates; rows there count as confirmed.
Time: instant; the table is all but empty, the others are new.
Undo: migrate to 0002; mandates of whom has no account must be deleted first.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zairyu.people.keys

PERSON = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT


def row(*fields):
    """Return the fields of a new table, its number first."""
    number = models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )
    return [("id", number), *fields]


def key():
    """Return the column of a random key."""
    return models.CharField(
        default=zairyu.people.keys.new_key, editable=False, max_length=22, unique=True
    )


def person(name="+", **options):
    """Return a reference to a person who stays as long as the row."""
    return models.ForeignKey(on_delete=PROTECT, related_name=name, to=PERSON, **options)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0002_standing_and_joining"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assistant",
            fields=row(
                ("key", key()),
                ("agent", person("assistants")),
                ("helper", person("assists", null=True)),
                ("address", models.BinaryField(default=bytes)),
                (
                    "address_mark",
                    models.CharField(blank=True, db_index=True, default="", max_length=64),
                ),
                ("state", models.CharField(default="asked", max_length=10)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ),
            options={
                "indexes": [
                    models.Index(fields=["helper", "state"], name="assistants_of_agents"),
                ]
            },
        ),
        migrations.CreateModel(
            name="OneTimeLink",
            fields=row(
                ("digest", models.CharField(max_length=64, unique=True)),
                ("purpose", models.CharField(max_length=20)),
                ("about", models.CharField(db_index=True, max_length=80)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField(db_index=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
            ),
        ),
        migrations.AddField(
            "mandate", "acts", models.JSONField(default=["see"]), preserve_default=False
        ),
        migrations.AddField("mandate", "asked_at", models.DateTimeField(null=True)),
        migrations.AddField("mandate", "asked_by", person(null=True)),
        migrations.AddField("mandate", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField("mandate", "ended_by", person(null=True)),
        migrations.AddField("mandate", "giver_address", models.BinaryField(default=bytes)),
        migrations.AddField(
            "mandate",
            "giver_mark",
            models.CharField(blank=True, db_index=True, default="", max_length=64),
        ),
        migrations.AddField("mandate", "agent_address", models.BinaryField(default=bytes)),
        migrations.AddField(
            "mandate",
            "agent_mark",
            models.CharField(blank=True, db_index=True, default="", max_length=64),
        ),
        migrations.AlterField("mandate", "agent", person("held", null=True)),
        migrations.AddField("mandate", "giver_name", models.BinaryField(default=bytes)),
        migrations.AddField("mandate", "language", models.CharField(default="ja", max_length=20)),
        migrations.AddField("mandate", "procedures", models.JSONField(default=list)),
        migrations.AddField(
            "mandate",
            "state",
            models.CharField(default="confirmed", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField("mandate", "suspended_at", models.DateTimeField(null=True)),
        migrations.AlterField("mandate", "given_at", models.DateTimeField(null=True)),
        migrations.AlterField("mandate", "giver", person("given", null=True)),
        migrations.AddIndex(
            "mandate", models.Index(fields=["giver", "state"], name="mandates_given")
        ),
        migrations.AddIndex(
            "mandate", models.Index(fields=["agent", "state"], name="mandates_held")
        ),
        migrations.CreateModel(
            name="MandatePaper",
            fields=row(
                ("key", key()),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="papers", to="people.mandate"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("file_name", models.BinaryField()),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveSmallIntegerField(default=1)),
                ("sha256", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=120)),
                ("added_by", person()),
                ("added_at", models.DateTimeField()),
            ),
        ),
    ]
