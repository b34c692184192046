from django.db import migrations

from convene.apps.vetting import guards


class Migration(migrations.Migration):

    dependencies = [
        ("vetting", "0004_doubts_and_members"),
    ]

    operations = [guards.up]
