"""What was stopped or declined before, brought up in a new case; hits found by their entry."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from convene.ground.constraints import said, who_and_when

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):

    dependencies = [
        ("vetting", "0022_opinions_and_conflicts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            "hit", models.Index(fields=["watchlist", "entry"], name="hits_on_an_entry")
        ),
        migrations.CreateModel(
            "Recall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.JSONField(default=list)),
                ("due", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, max_length=5000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=PROTECT, related_name="recalls", to="vetting.case")),
                ("earlier", models.ForeignKey(on_delete=PROTECT, related_name="recalled_in", to="vetting.case")),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=["case", "earlier"], name="each_recall_once"),
                    models.CheckConstraint(name="recall_is_of_another_case", condition=~Q(case=F("earlier"))),
                    who_and_when("answered", name="recall_answered_says_who_and_when"),
                    models.CheckConstraint(
                        name="recall_answered_says_what",
                        condition=Q(answered_by=None, answer="")
                        | Q(answered_by__isnull=False) & Q(said("answer")),
                    ),
                ],
            },
        ),
    ]
