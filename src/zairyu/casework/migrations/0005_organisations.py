"""Say for which organisation a case was filed.

Why: colleagues see it, and it stays with the organisation when whoever filed it leaves.
Beside the previous release: yes; empty means: for oneself, as before.
Time: instant on PostgreSQL (the index holds the rows of organisations alone); SQLite copies the
table, about a second per 100,000 rows.
Undo: migrate to 0004; cases belong to whoever filed them alone again.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_applicants"), ("people", "0004_organisations")]

    operations = [
        migrations.AddField(
            "case",
            "organisation",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(("organisation__isnull", False)),
                fields=["organisation", "-id"],
                name="case_organisation",
            ),
        ),
    ]
