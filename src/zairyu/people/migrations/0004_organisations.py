"""Let organisations be examined: their data, IDs of staff, notifications of use, pledges.

Why: staff of organisations may file once an office has approved the organisation, for three years.
Beside the previous release: yes; it neither reads nor writes the new columns and tables.
Time: instant; the tables changed hold few rows.
Undo: migrate to 0003; notifications, pledges and the ends of IDs are lost.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zairyu.people.keys


def _key(**more):
    return models.CharField(
        default=zairyu.people.keys.new_key, editable=False, max_length=22, **more
    )


def _id():
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


def _person(related_name="+"):
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to=settings.AUTH_USER_MODEL,
    )


def give_keys(apps, _schema_editor):
    """Give each membership a key, and the name of its role as it is now."""
    memberships = apps.get_model("people", "Membership")
    for each in memberships.objects.all():
        each.key = zairyu.people.keys.new_key()
        each.role = "administrator" if each.role == "manager" else each.role
        each.save(update_fields=["key", "role"])


def _added(model, **fields):
    return [migrations.AddField(model, name, field) for name, field in fields.items()]


def _text(length):
    return models.CharField(blank=True, db_default="", default="", max_length=length)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_mandates")]

    operations = [
        *_added(
            "organisation",
            part=_text(40),
            prefecture=_text(5),
            address=_text(200),
            office=_text(40),
            company_class=models.PositiveSmallIntegerField(null=True),
        ),
        *_added(
            "membership",
            key=models.CharField(editable=False, max_length=22, null=True),
            approved_on=models.DateField(null=True),
            id_from=models.DateField(null=True),
            id_until=models.DateField(null=True),
            certificate_number=_text(40),
            certificate_until=models.DateField(null=True),
            handed_over=models.BooleanField(db_default=False, default=False),
            successor=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.membership",
            ),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField("membership", "key", _key(unique=True)),
        migrations.AlterField(
            "membership",
            "person",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "membership",
            "organisation",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="people.organisation",
            ),
        ),
        migrations.AddIndex(
            "membership", models.Index(fields=["id_until"], name="membership_id_ends")
        ),
        migrations.AddIndex(
            "membership",
            models.Index(fields=["organisation", "until"], name="membership_organisation"),
        ),
        migrations.CreateModel(
            name="UseNotification",
            fields=[
                _id(),
                ("key", _key(unique=True)),
                ("number", models.CharField(blank=True, max_length=20)),
                ("kind", models.CharField(max_length=10)),
                ("category", models.CharField(max_length=40)),
                ("ticket_digest", models.CharField(blank=True, max_length=64)),
                ("state", models.CharField(default="draft", max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                ("office", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(default="ja", max_length=20)),
                ("content", models.BinaryField()),
                ("started_at", models.DateTimeField()),
                ("keep_until", models.DateField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("proposal", models.CharField(blank=True, max_length=10)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.BinaryField(default=b"")),
                ("decided_by", _person()),
                ("proposed_by", _person()),
                ("stated_by", _person()),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["office", "state", "sent_at"], name="notifications_waiting"
                    ),
                    models.Index(fields=["state", "keep_until"], name="notifications_to_go"),
                ]
            },
        ),
        migrations.CreateModel(
            name="NotificationPaper",
            fields=[
                _id(),
                ("key", _key(unique=True)),
                ("slot", models.CharField(max_length=40)),
                ("file_name", models.BinaryField()),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveSmallIntegerField(default=1)),
                ("sha256", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=120)),
                ("place", models.PositiveSmallIntegerField(default=0)),
                (
                    "notification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="people.usenotification",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PledgeEntry",
            fields=[
                _id(),
                ("key", _key(unique=True)),
                ("host_name", models.CharField(max_length=200)),
                ("host_number", models.CharField(blank=True, max_length=13)),
                ("host_address", models.CharField(blank=True, max_length=200)),
                ("whole_plan", models.BooleanField(default=False)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="people.membership",
                    ),
                ),
            ],
        ),
    ]
