"""Let an older card be destroyed before the one that took its place.

Why: whoever had a renewed card could not leave: the new card protected the old one.
Beside the previous release: nothing changes in the database, only in what the program does.
Time: instant; no table is touched.
Undo: migrate to 0003.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_federated")]

    operations = [
        migrations.AlterField(
            model_name="cardcredential",
            name="supersedes",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="successors",
                to="identity.cardcredential",
            ),
        ),
    ]
