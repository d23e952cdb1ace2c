"""When a document was signed anew, and the digests of the files that it replaced.

Why: when a key is lost, what it signed counts no more offline; living proofs are signed by another
key, and who kept the file of before is still answered at the counter.
Beside the previous release: yes, it writes neither.
Time: instant (two columns without a value, one new table).
Undo: migrate to 0004; files of before are then called forged at the counter.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0004_wallet"),
    ]

    operations = [
        migrations.AddField(
            model_name="certificate",
            name="signed_anew_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="signed_anew_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="FormerFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(db_index=True, max_length=64)),
                ("replaced_at", models.DateTimeField()),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_files",
                        to="certificates.certificate",
                    ),
                ),
            ],
            options={
                "ordering": ["-replaced_at", "-pk"],
            },
        ),
    ]
