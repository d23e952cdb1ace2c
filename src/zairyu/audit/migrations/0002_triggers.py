"""Let the database refuse to change or delete a row of the record.

Why: a record that a careless statement can change proves nothing.
Beside the previous release: yes, no release changes a row.
Time: instant; no row is touched.
Undo: migrate to 0001, which takes the triggers away.
"""

from django.db import migrations

from zairyu.audit.triggers import migrate, unmigrate


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(migrate, unmigrate)]
