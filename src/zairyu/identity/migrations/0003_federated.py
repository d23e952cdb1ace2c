"""Make the table of accounts at other providers that sign in here.

Why: whoever has the Digital Authentication App, or an account at a provider of the deployment, can
link it and sign in with it (ADR 2026-11-23-other-providers).
Beside the previous release: it knows no such table and is not hindered by it.
Time: instant; the table is new.
Undo: migrate to 0002; people sign in otherwise and link their accounts again.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zairyu.identity.keys


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0002_signing_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FederatedIdentity",
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
                ("provider", models.CharField(max_length=40)),
                ("issuer", models.CharField(max_length=255)),
                ("sub", models.CharField(max_length=255)),
                ("linked_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="federated",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "sub"), name="one_account_per_subject"
                    ),
                    models.UniqueConstraint(
                        fields=("person", "issuer"), name="one_subject_per_issuer"
                    ),
                ],
            },
        ),
    ]
