import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0001_initial'),
        ('vetting', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('task', models.CharField(max_length=50, primary_key=True, serialize=False)),
                ('holder', models.UUIDField(null=True)),
                ('until', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='look', serialize=False, to='registry.organisation')),
                ('asked', models.CharField(max_length=64)),
                ('lists', models.JSONField(default=list)),
                ('looked_at', models.DateTimeField()),
                ('checked_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='alert',
            name='found',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='alert',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='registry.organisation'),
        ),
        migrations.AlterField(
            model_name='alert',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='vetting.case'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(condition=models.Q(('case', None)), fields=('organisation', 'kind', 'about'), name='each_change_told_once_without_a_case'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(('hit', None), ('case__isnull', False), _connector='OR'), name='a_hit_belongs_to_a_case'),
        ),
        migrations.AddConstraint(
            model_name='look',
            constraint=models.CheckConstraint(condition=models.Q(('checked_at__gte', models.F('looked_at'))), name='checked_no_earlier_than_looked'),
        ),
    ]
