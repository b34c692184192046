"""What each look asked of the lists, and the facts that set the level then: decisions stand on it."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):

    dependencies = [
        ("vetting", "0015_ended_periods"),
    ]

    operations = [
        migrations.AddField("screening", "questions", models.JSONField(null=True)),
        migrations.AddField("screening", "facts", models.JSONField(default=dict)),
        migrations.AddField(
            "approval",
            "screening",
            models.ForeignKey(
                "vetting.screening", on_delete=PROTECT, null=True, related_name="approvals"
            ),
        ),
    ]
