"""When somebody decides again whom an administrator let in, and which installations were here before
second steps could be compulsory.
"""

from typing import Any

import django.utils.timezone
from django.db import migrations, models


def note_from_before(apps: Any, _editor: Any) -> None:
    """People who have accounts are not sent away to find a phone: whoever runs this turns it on."""
    if apps.get_model("accounts", "User").objects.exists():
        apps.get_model("accounts", "FromBefore").objects.create()


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_sessions_end'),
    ]

    operations = [
        migrations.CreateModel(
            name='FromBefore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.AddField(
            model_name='user',
            name='decides_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(note_from_before, migrations.RunPython.noop),
    ]
