"""Know the applicant of a case beside its filer, the mandate, and what the applicant says of it.

Why: the person whom it is about sees, confirms and goes on with what somebody else filed.
Beside the previous release: yes, the old code neither reads nor needs the columns.
Time: instant; nullable columns, a new table, two indices over rows that are not there yet.
Undo: migrate to 0003; who the applicant is, and what they said, is lost here, not in the record.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("casework", "0003_decision_ending"),
        ("people", "0003_mandates"),
    ]

    operations = [
        migrations.AddField(
            "case",
            "applicant",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "case",
            "mandate",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=PROTECT,
                related_name="+",
                to="people.mandate",
            ),
        ),
        migrations.AddField("case", "let_go_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(("applicant__isnull", False)),
                fields=["applicant", "-id"],
                name="case_applicant",
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(("mandate__isnull", False)),
                fields=["mandate"],
                name="case_mandate",
            ),
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=PROTECT, related_name="confirmation", to="casework.case"
                    ),
                ),
                ("state", models.CharField(default="asked", max_length=10)),
                ("language", models.CharField(default="ja", max_length=20)),
                ("address", models.BinaryField(default=bytes)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("way", models.CharField(blank=True, max_length=10)),
                ("note", models.BinaryField(default=bytes)),
            ],
        ),
    ]
