"""What is done under a status, where the sheets of the form differ by it.

Why: a highly skilled professional or a researcher has to say which sheets; nothing else tells it.
Beside the previous release: yes; the database fills in the empty text, which means what it meant before.
Time: instant on PostgreSQL; SQLite copies both tables, about a second per 100,000 rows.
Undo: migrate to 0002; drafts of these statuses fall back to the usual sheets.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("filing", "0002_kept_guide")]

    operations = [
        migrations.AddField(
            model,
            "activity",
            models.CharField(blank=True, db_default="", default="", max_length=60),
        )
        for model in ("draft", "submission")
    ]
