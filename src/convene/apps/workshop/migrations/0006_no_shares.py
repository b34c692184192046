from django.db import migrations


class Migration(migrations.Migration):
    """Owners and shares are parts now."""

    dependencies = [("workshop", "0005_the_trail")]

    operations = [
        migrations.RemoveField(
            model_name='alliance',
            name='owner',
        ),
        migrations.RemoveField(
            model_name='historicalalliance',
            name='owner',
        ),
        migrations.DeleteModel(
            name='HistoricalShare',
        ),
        migrations.DeleteModel(
            name='Share',
        ),
    ]
