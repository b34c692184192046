from django.db import migrations

from convene.apps.vetting import guards


class Migration(migrations.Migration):
    """Put up what the database itself refuses. A later migration that rebuilds one of the tables
    takes the guards down first, and does this in place of this one.
    """

    dependencies = [
        ("evidence", "0002_without_cases"),
        ("registry", "0008_members"),
        ("vetting", "0010_exhibits"),
    ]

    operations = [guards.up]
