"""Say for which organisation a draft is written, and on which pledge.

Why: staff of two organisations file for one of them; colleagues see what belongs to theirs.
Beside the previous release: yes; empty means: for oneself, as before.
Time: instant on PostgreSQL; SQLite copies the table, about a second per 100,000 rows.
Undo: migrate to 0004; drafts belong to their owners alone again.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("filing", "0004_draft_shares"), ("people", "0004_organisations")]

    operations = [
        migrations.AddField(
            "draft",
            "organisation",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            "draft",
            "pledge",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.pledgeentry",
            ),
        ),
    ]
