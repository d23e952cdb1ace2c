"""The first tables of certificates.

Why: what is certified and written is kept, sealed, with the PDF that the job sets.
Beside the previous release: there is none.
Time: instant, the tables are new.
Undo: migrate certificates zero; everything certified is lost.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("about", models.CharField(db_index=True, max_length=80)),
                ("language", models.CharField(default="ja", max_length=16)),
                ("contents", models.BinaryField()),
                ("photo_path", models.CharField(blank=True, max_length=200)),
                ("pdf_path", models.CharField(blank=True, max_length=200)),
                ("pdf_digest", models.CharField(blank=True, db_index=True, max_length=64)),
                ("pdf_set_at", models.DateTimeField(null=True)),
                ("pdf_due_at", models.DateTimeField(null=True)),
                ("pdf_attempts", models.PositiveSmallIntegerField(default=0)),
                ("code", models.CharField(max_length=20, unique=True)),
                ("procedure", models.CharField(blank=True, max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("token", models.BinaryField()),
                ("issued_at", models.DateTimeField()),
                ("holds_until", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "ordering": ["-issued_at", "-pk"],
                "indexes": [
                    models.Index(
                        models.F("pdf_due_at"),
                        condition=models.Q(("pdf_path", "")),
                        name="certificate_pdf_owed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("about", models.CharField(db_index=True, max_length=80)),
                ("language", models.CharField(default="ja", max_length=16)),
                ("contents", models.BinaryField()),
                ("photo_path", models.CharField(blank=True, max_length=200)),
                ("pdf_path", models.CharField(blank=True, max_length=200)),
                ("pdf_digest", models.CharField(blank=True, db_index=True, max_length=64)),
                ("pdf_set_at", models.DateTimeField(null=True)),
                ("pdf_due_at", models.DateTimeField(null=True)),
                ("pdf_attempts", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "indexes": [
                    models.Index(
                        models.F("pdf_due_at"),
                        condition=models.Q(("pdf_path", "")),
                        name="letter_pdf_owed",
                    )
                ],
            },
        ),
    ]
