"""Make the tables of cards, of what was proved of a person, and of errands to a card.

Why: signing in and registering with the My Number card.
Beside the previous release: it knows none of these tables and is not hindered by them.
Time: instant; the tables are new.
Undo: migrate to zero, which drops them; whoever has no password then cannot sign in.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zairyu.identity.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CardCredential",
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
                        default=zairyu.identity.keys.new_key,
                        editable=False,
                        max_length=22,
                        unique=True,
                    ),
                ),
                ("issuer_ski", models.CharField(max_length=64)),
                ("serial", models.CharField(max_length=40)),
                ("spki_sha256", models.CharField(max_length=64)),
                ("policy_oid", models.CharField(max_length=80)),
                ("not_before", models.DateTimeField()),
                ("not_after", models.DateTimeField(db_index=True)),
                ("state", models.CharField(default="active", max_length=12)),
                ("first_seen_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                ("last_checked_at", models.DateTimeField(null=True)),
                ("status_source", models.CharField(blank=True, max_length=40)),
                ("ended_at", models.DateTimeField(null=True)),
                ("operator_user", models.CharField(blank=True, max_length=120)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cards",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="identity.cardcredential",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer_ski", "serial"), name="one_certificate_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "active")),
                        fields=("person",),
                        name="one_card_counts_per_account",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CardTransaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rid",
                    models.CharField(
                        default=zairyu.identity.keys.new_key,
                        editable=False,
                        max_length=22,
                        unique=True,
                    ),
                ),
                ("purpose", models.CharField(max_length=12)),
                ("ref", models.CharField(db_index=True, max_length=64)),
                ("state", models.CharField(default="pending", max_length=12)),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("other_device", models.BooleanField(default=False)),
                ("ticket_sha256", models.CharField(max_length=64, unique=True)),
                ("code_sha256", models.CharField(db_index=True, max_length=64)),
                ("cookie_sha256", models.CharField(max_length=64)),
                ("browser_sha256", models.CharField(max_length=64)),
                ("address_sha256", models.CharField(blank=True, max_length=64)),
                ("token_sha256", models.CharField(blank=True, db_index=True, max_length=64)),
                ("finish_sha256", models.CharField(blank=True, max_length=64)),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                ("texts", models.JSONField(default=list)),
                ("shown", models.JSONField(default=dict)),
                ("client", models.CharField(blank=True, max_length=60)),
                ("card", models.JSONField(default=dict)),
                ("asserted", models.BinaryField(default=b"")),
                ("opened_at", models.DateTimeField(db_index=True)),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["browser_sha256", "state"], name="errands_of_a_browser")
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityProof",
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
                        default=zairyu.identity.keys.new_key,
                        editable=False,
                        max_length=22,
                        unique=True,
                    ),
                ),
                ("method", models.CharField(max_length=20)),
                ("asserted", models.BinaryField()),
                ("issuer_ski", models.CharField(blank=True, max_length=64)),
                ("serial", models.CharField(blank=True, max_length=40)),
                ("evidence", models.CharField(blank=True, max_length=80)),
                ("proved_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity_proofs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-proved_at"], name="proofs_latest_first")
                ],
            },
        ),
    ]
