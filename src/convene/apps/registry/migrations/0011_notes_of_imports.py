"""An import says what was not read of its file: merged cells, further sheets."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("registry", "0010_ties_from_a_table"),
    ]

    operations = [
        migrations.AddField("import", "notes", models.JSONField(default=list)),
    ]
