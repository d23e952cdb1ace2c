"""The tables of filing: drafts, uploads, submissions.

Why: the first version.
Beside the previous release: there is none.
Time: instant; the tables are new.
Undo: migrate to zero; every draft and every submission is lost.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zairyu.people.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
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
                ("procedure", models.CharField(max_length=40)),
                ("status", models.CharField(max_length=60)),
                ("current_status", models.CharField(blank=True, max_length=60)),
                ("permits", models.JSONField(default=list)),
                ("content", models.BinaryField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("versions", models.JSONField(default=dict)),
                ("progress", models.JSONField(default=dict)),
                ("state", models.CharField(default="open", max_length=10)),
                ("created_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("keep_until", models.DateField()),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
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
                ("procedure", models.CharField(max_length=40)),
                ("status", models.CharField(max_length=60)),
                ("current_status", models.CharField(blank=True, max_length=60)),
                ("permits", models.JSONField(default=list)),
                ("content", models.BinaryField()),
                ("summary", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("law_version", models.CharField(max_length=64)),
                ("form_digest", models.CharField(max_length=64)),
                ("filed_at", models.DateTimeField()),
                ("once", models.CharField(max_length=64, unique=True)),
                (
                    "draft",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="submission",
                        to="filing.draft",
                    ),
                ),
                (
                    "filer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Upload",
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
                ("slot", models.CharField(max_length=80)),
                ("name", models.BinaryField()),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("pages", models.PositiveSmallIntegerField(default=1)),
                ("look", models.JSONField(default=list)),
                ("frame", models.JSONField(default=dict)),
                ("path", models.CharField(max_length=120)),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="filing.draft",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="filing.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["owner", "state"], name="drafts_of_an_owner"),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["state", "keep_until"], name="drafts_to_go"),
        ),
    ]
