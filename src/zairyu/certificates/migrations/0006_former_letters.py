"""A file of before may have been a letter.

Why: a letter, too, is signed anew when a key is lost, and who kept the one of before was told at the
counter that it is forged.
Beside the previous release: yes, it writes files of certificates only.
Time: instant (few rows, in a table that is empty where no key was ever lost).
Undo: migrate to 0005 after the rows of letters are deleted; they are then called forged again.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0005_signed_anew"),
    ]

    operations = [
        migrations.AddField(
            model_name="formerfile",
            name="letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_files",
                to="certificates.letter",
            ),
        ),
        migrations.AlterField(
            model_name="formerfile",
            name="certificate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_files",
                to="certificates.certificate",
            ),
        ),
        migrations.AddConstraint(
            model_name="formerfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("certificate", None), ("letter__isnull", False), _connector="AND"
                )
                | models.Q(("certificate__isnull", False), ("letter", None), _connector="AND"),
                name="former_file_of_one",
            ),
        ),
    ]
