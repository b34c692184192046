import uuid
from typing import Any

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan

import convene.apps.evidence.models

FIELDS: list[tuple[str, "models.Field[Any, Any]"]] = [
    ("kind", models.CharField(choices=[("file", "File"), ("link", "Web page"), ("note", "Note")], max_length=5)),
    ("title", models.CharField(max_length=200, verbose_name="title")),
    ("note", models.TextField(blank=True, max_length=10000, verbose_name="note")),
    ("url", models.URLField(blank=True, max_length=2000, verbose_name="address")),
    ("read_on", models.DateField(blank=True, null=True, verbose_name="read on")),
    ("file_name", models.CharField(blank=True, max_length=200)),
    ("media_type", models.CharField(blank=True, max_length=100)),
    ("size", models.PositiveBigIntegerField(null=True)),
    ("sha256", models.CharField(blank=True, max_length=64)),
    ("added_at", models.DateTimeField()),
]


def historical(to: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        to=to,
        blank=True,
        null=True,
        db_constraint=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
    )


class Migration(migrations.Migration):
    """The tables came from vetting: here they are only spoken of."""

    initial = True

    dependencies = [
        ("vetting", "0009_evidence_leaves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        *FIELDS,
                        ("file", models.FileField(blank=True, max_length=200, upload_to=convene.apps.evidence.models.random_place, verbose_name="file")),
                        ("added_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vetting.case")),
                    ],
                    options={
                        "verbose_name_plural": "evidence",
                        "ordering": ["added_at", "id"],
                        "constraints": [
                            models.CheckConstraint(condition=GreaterThan(Length(Trim("title")), 0), name="evidence_has_a_title"),
                            models.CheckConstraint(
                                condition=Q(Q(("kind", "file"), ("size__gt", 0), Q(("file", ""), _negated=True), Q(("media_type", ""), _negated=True), Q(("sha256", ""), _negated=True)), Q(("kind", "link"), ("read_on__isnull", False), ("file", ""), Q(("url", ""), _negated=True)), Q(("kind", "note"), ("file", ""), ("url", ""), Q(("note", ""), _negated=True)), _connector="OR"),
                                name="evidence_is_what_it_says",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalEvidence",
                    fields=[
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        *FIELDS,
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                        ("added_by", historical(settings.AUTH_USER_MODEL)),
                        ("case", historical("vetting.case")),
                        ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "verbose_name": "historical evidence",
                        "verbose_name_plural": "historical evidence",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
    ]
