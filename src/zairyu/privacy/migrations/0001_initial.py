"""Make the tables of open sessions, questions about looks, copies of data, and leaving.

Why: a person sees and governs what is held of them.
Beside the previous release: it knows none of these tables and is not hindered by them.
Time: instant; the tables are new.
Undo: migrate to zero; sessions stay signed in, questions and copies asked for are lost.
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
            name="OpenSession",
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
                ("session_key", models.CharField(max_length=40, unique=True)),
                ("device", models.CharField(blank=True, max_length=40)),
                ("network", models.CharField(blank=True, max_length=50)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("since", models.DateTimeField()),
                ("last_at", models.DateTimeField(db_index=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DataCopy",
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
                ("language", models.CharField(max_length=20)),
                ("path", models.CharField(blank=True, max_length=200)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("next_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
                ("fetched_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_copies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("failed_at", None), ("made_at", None)),
                        fields=["next_at", "id"],
                        name="data_copies_owed",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("failed_at", None), ("made_at", None)),
                        fields=("person",),
                        name="one_copy_is_made",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Leaving",
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
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(db_index=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("held_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leavings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("done_at", None), ("held_at", None), ("undone_at", None)
                        ),
                        fields=("person",),
                        name="one_leaving_waits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LookQuestion",
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
                ("chain", models.CharField(max_length=80)),
                ("place", models.PositiveIntegerField()),
                ("office", models.CharField(max_length=40)),
                ("said", models.BinaryField()),
                ("asked_at", models.DateTimeField()),
                ("answer", models.BinaryField(default=b"")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="look_questions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["office", "asked_at"],
                        name="look_questions_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "chain", "place"), name="one_question_a_look"
                    )
                ],
            },
        ),
    ]
