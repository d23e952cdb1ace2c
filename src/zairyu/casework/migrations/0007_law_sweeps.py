"""Keep how far the proofs of pending applications were looked at again after a change of the law.

Why: a proof is issued anew by itself when the tables change (art. 20(6), 21(4) of the Act).
Beside the previous release: yes, it does not know the table.
Time: instant; a new table.
Undo: migrate to 0006; the next worker looks at every open case once more.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_handing_on")]

    operations = [
        migrations.CreateModel(
            "LawSweep",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=40, unique=True)),
                ("reached", models.BigIntegerField(default=0)),
                ("renewed", models.PositiveIntegerField(default=0)),
                ("began_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
