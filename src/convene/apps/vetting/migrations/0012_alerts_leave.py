from django.db import migrations


class Migration(migrations.Migration):
    """Alerts know no cases any more: their table goes to the inbox, with all it holds."""

    dependencies = [
        ("vetting", "0010_exhibits"),
    ]

    operations = [
        migrations.AlterModelTable(name="alert", table="inbox_alert"),
    ]
