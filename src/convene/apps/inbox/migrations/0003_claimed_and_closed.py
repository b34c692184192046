"""Alerts come up together, are claimed, and are closed with a reason, some by two people."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan

PERSON: dict[str, Any] = {
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}


class Migration(migrations.Migration):

    dependencies = [
        ("inbox", "0002_without_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Occasion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cause", models.CharField(max_length=10)),
                ("of", models.CharField(blank=True, max_length=200)),
                ("facts", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("cause", "of"), name="each_occasion_once"),
                    models.CheckConstraint(condition=GreaterThan(Length(Trim("cause")), 0), name="an_occasion_has_a_cause"),
                ],
            },
        ),
        migrations.AddField(
            "alert",
            "occasion",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="alerts", to="inbox.occasion"),
        ),
        migrations.AddField("alert", "takes_two", models.BooleanField(default=False)),
        migrations.AddField("alert", "claimed_by", models.ForeignKey(**PERSON)),
        migrations.AddField("alert", "claimed_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("alert", "alert_seen_says_who_and_when"),
        migrations.RenameField("alert", "seen_by", "closed_by"),
        migrations.RenameField("alert", "seen_at", "closed_at"),
        migrations.AddField("alert", "reason", models.TextField(blank=True, default="", max_length=5000, verbose_name="reason"), preserve_default=False),
        migrations.AddField("alert", "second_by", models.ForeignKey(**PERSON)),
        migrations.AddField("alert", "second_at", models.DateTimeField(null=True)),
    ]
