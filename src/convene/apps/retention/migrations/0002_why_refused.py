"""Why a legal hold was refused. One that was refused before says nothing of it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('retention', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='hold',
            name='refused_reason',
            field=models.TextField(blank=True, max_length=5000, verbose_name='reason'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'refused'), ('refused_reason', ''), _connector='OR'), name='hold_that_stands_was_not_refused'),
        ),
    ]
