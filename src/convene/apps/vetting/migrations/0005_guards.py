from django.db import migrations


class Migration(migrations.Migration):
    """Put up the guards of 0.1.0. Since then guards are none of a migration's business."""

    dependencies = [
        ("vetting", "0004_doubts_and_members"),
    ]

    operations = []
