from django.db import migrations


class Migration(migrations.Migration):
    """Put up the guards of 0.1.0. They spoke of tables that have changed since: the newest
    migration takes down what this one put up, and puts up those of today.
    """

    dependencies = [
        ("vetting", "0004_doubts_and_members"),
    ]

    operations = []
