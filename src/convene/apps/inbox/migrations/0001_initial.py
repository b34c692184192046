from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

PROTECT: dict[str, Any] = {"on_delete": django.db.models.deletion.PROTECT}


class Migration(migrations.Migration):
    """The table came from vetting: here it is only spoken of."""

    initial = True

    dependencies = [
        ("registry", "0001_initial"),
        ("vetting", "0012_alerts_leave"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Alert",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("kind", models.CharField(max_length=10)),
                        ("about", models.CharField(max_length=200)),
                        ("found", models.JSONField(default=dict)),
                        ("at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(null=True)),
                        ("organisation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="alerts", to="registry.organisation")),
                        ("case", models.ForeignKey(null=True, related_name="+", to="vetting.case", **PROTECT)),
                        ("hit", models.ForeignKey(null=True, related_name="+", to="vetting.hit", **PROTECT)),
                        ("seen_by", models.ForeignKey(null=True, related_name="+", to=settings.AUTH_USER_MODEL, **PROTECT)),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "kind", "about"), name="each_change_told_once"),
                            models.UniqueConstraint(condition=Q(("case", None)), fields=("organisation", "kind", "about"), name="each_change_told_once_without_a_case"),
                            models.CheckConstraint(condition=Q(("hit", None), ("case__isnull", False), _connector="OR"), name="a_hit_belongs_to_a_case"),
                            models.CheckConstraint(condition=Q(Q(("seen_at", None), ("seen_by", None)), Q(("seen_at__isnull", False), ("seen_by__isnull", False)), _connector="OR"), name="alert_seen_says_who_and_when"),
                        ],
                    },
                ),
            ],
        ),
    ]
