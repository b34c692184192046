"""What a decision on a hit rests on."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("evidence", "0005_leaving"),
        ("vetting", "0025_what_counsel_covers"),
    ]

    operations = [
        migrations.AddField("hit", "evidence", models.ManyToManyField(blank=True, related_name="+", to="evidence.evidence")),
    ]
