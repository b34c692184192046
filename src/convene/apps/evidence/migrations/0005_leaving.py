"""Files of evidence that was disposed of, until they are gone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("evidence", "0004_searches"),
    ]

    operations = [
        migrations.CreateModel(
            name="Leaving",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
            ],
        ),
    ]
