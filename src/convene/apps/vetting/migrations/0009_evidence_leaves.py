from django.db import migrations

LEAVING = ("Evidence", "HistoricalEvidence")


class Migration(migrations.Migration):
    """Evidence knows no cases any more: its tables go to an app of its own, with all they hold."""

    dependencies = [
        ("vetting", "0008_the_trail"),
    ]

    operations = [
        migrations.AlterModelTable(name=model, table=f"evidence_{model.lower()}")
        for model in LEAVING
    ]
