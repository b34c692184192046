"""Of whom a legal opinion speaks; and that a clearance stands, where it takes two to say so."""

from typing import Any

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


def covers(apps: Any, schema_editor: Any) -> None:
    """An opinion that counts today was given on all who were called a match by then."""
    for opinion in apps.get_model("vetting", "LegalOpinion").objects.filter(state="agreed"):
        hits = apps.get_model("vetting", "Hit").objects.filter(
            case=opinion.case_id, state="true_match", decided_at__lte=opinion.decided_at
        )
        looks = apps.get_model("vetting", "Screening").objects.filter(case=opinion.case_id)
        last = looks.filter(at__lte=opinion.decided_at).order_by("-at", "-id").first()
        shares: dict[str, list[str]] = {}
        for row in sorted(last.behind) if last else ():
            shares.setdefault(row[0], []).append(row[2])
        opinion.covers = [
            [hit.whom, hit.watchlist, hit.entry, "; ".join(shares.get(hit.whom, ()))]
            for hit in hits
            if hit.whom or hit.kind == "debarment"
        ]
        opinion.save(update_fields=["covers"])
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table changes while checks wait


class Migration(migrations.Migration):

    dependencies = [
        ('vetting', '0024_declared'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='legalopinion',
            name='covers',
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(covers, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Stand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('undone_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(max_length=5000, verbose_name='reason')),
                ('state', models.CharField(choices=[('proposed', 'Waiting for a second person'), ('agreed', 'Agreed'), ('refused', 'Refused'), ('undone', 'Taken back')], default='proposed', max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('undone_reason', models.TextField(blank=True, max_length=5000, verbose_name='reason')),
                ('about', models.TextField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stands', to='vetting.case')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('proposed', 'agreed', 'refused', 'undone'))), name='stand_state_is_known'), models.CheckConstraint(condition=django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length(django.db.models.functions.text.Trim('reason')), 0), name='stand_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'proposed'), ('decided_at', None), ('decided_by', None)), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='stand_decided_says_who_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('agreed', 'undone')), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='stand_takes_two_people'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'undone'), _negated=True), ('undone_at', None), ('undone_by', None)), models.Q(('state', 'undone'), ('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='stand_undone_says_who_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('undone_reason', ''), models.Q(('state', 'undone'), _negated=True)), models.Q(('state', 'undone'), django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length(django.db.models.functions.text.Trim('undone_reason')), 0)), _connector='OR'), name='stand_undone_says_why'), models.UniqueConstraint(condition=models.Q(('state__in', ('proposed',))), fields=('case',), name='one_waiting_stand')],
            },
        ),
    ]
