from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workshop', '0007_what_it_comes_to'),
    ]

    operations = [
        migrations.AddField(
            model_name='alliance',
            name='first_result',
            field=models.TextField(blank=True, max_length=300, verbose_name='first result'),
        ),
        migrations.AddField(
            model_name='historicalalliance',
            name='first_result',
            field=models.TextField(blank=True, max_length=300, verbose_name='first result'),
        ),
    ]
