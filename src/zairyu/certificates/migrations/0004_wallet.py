"""Offers to wallets, what wallets hold, nonces used, and what was asked at the counter.

Why: a certificate can be carried in the holder's own wallet and shown without asking us.
Beside the previous release: yes, the tables are new and it knows nothing of them.
Time: instant.
Undo: migrate to 0003; what wallets hold then counts until its last day and can not be ended.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0003_sharing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WalletCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("state", models.CharField(max_length=40, unique=True)),
                ("nonce", models.CharField(max_length=40)),
                ("purpose", models.CharField(max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateTimeField(db_index=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.BinaryField(default=bytes)),
            ],
        ),
        migrations.CreateModel(
            name="WalletNonce",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("used_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="WalletOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("code_sha256", models.CharField(max_length=64, unique=True)),
                ("secret", models.BinaryField(default=bytes)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("token_sha256", models.CharField(max_length=64, null=True, unique=True)),
                ("token_until", models.DateTimeField(null=True)),
                ("issued", models.PositiveSmallIntegerField(default=0)),
                ("event", models.CharField(blank=True, max_length=30)),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wallet_offers",
                        to="certificates.certificate",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="WalletCredential",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("holder_key", models.CharField(max_length=43)),
                ("status_list", models.PositiveSmallIntegerField()),
                ("status_index", models.PositiveIntegerField()),
                ("issued_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=20)),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wallet_credentials",
                        to="certificates.certificate",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="credentials",
                        to="certificates.walletoffer",
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="walletoffer",
            index=models.Index(
                condition=models.Q(("issued", 0)), fields=["until"], name="wallet_offer_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="walletcredential",
            constraint=models.UniqueConstraint(
                fields=("status_list", "status_index"), name="wallet_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="walletcredential",
            constraint=models.UniqueConstraint(
                condition=models.Q(("holder_key", ""), _negated=True),
                fields=("offer", "holder_key"),
                name="wallet_key_once",
            ),
        ),
    ]
