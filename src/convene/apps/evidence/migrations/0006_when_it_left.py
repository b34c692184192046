"""When what a file belonged to was disposed of: certificates count the files that are still there."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0005_leaving'),
    ]

    operations = [
        migrations.AddField(
            model_name='leaving',
            name='at',
            field=models.DateTimeField(null=True),
        ),
    ]
