from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("vetting", "0013_alerts_of_cases"),
    ]

    operations = [
        migrations.AddField("screening", "more", models.PositiveIntegerField(default=0)),
    ]
