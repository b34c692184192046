from typing import Any

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


def somebody(**more: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(null=True, related_name="+", to=settings.AUTH_USER_MODEL, **more)


STATES = [
    ("proposed", "Waiting for a second person"),
    ("agreed", "Agreed"),
    ("refused", "Refused"),
    ("undone", "Taken back"),
]
REASON = django.db.models.lookups.GreaterThan(
    django.db.models.functions.text.Length(django.db.models.functions.text.Trim("undone_reason")), 0
)


class Migration(migrations.Migration):
    """A case counts its changes as every record does, and a retraction is a proposal."""

    dependencies = [
        ("vetting", "0006_no_lease"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="hit", name="each_hit_once"),
        migrations.RemoveConstraint(model_name="retraction", name="retraction_state_is_known"),
        migrations.RemoveConstraint(model_name="retraction", name="retraction_decided_says_who_and_when"),
        migrations.RemoveConstraint(model_name="retraction", name="retraction_takes_two_people"),
        migrations.RemoveConstraint(model_name="retraction", name="one_waiting_retraction"),
        migrations.RenameField(model_name="historicalhit", old_name="list", new_name="watchlist"),
        migrations.RenameField(model_name="hit", old_name="list", new_name="watchlist"),
        migrations.AlterModelOptions(name="hit", options={"ordering": ["-score", "watchlist", "entry"]}),
        migrations.AlterField(model_name="case", name="version", field=models.PositiveIntegerField(default=0)),
        migrations.AlterField(model_name="historicalcase", name="version", field=models.PositiveIntegerField(default=0)),
        *(
            operation
            for model, key in (
                ("historicalretraction", {"blank": True, "db_constraint": False, "on_delete": django.db.models.deletion.DO_NOTHING}),
                ("retraction", {"on_delete": django.db.models.deletion.PROTECT}),
            )
            for operation in (
                migrations.AddField(model, "undone_at", models.DateTimeField(null=True)),
                migrations.AddField(model, "undone_by", somebody(**key)),
                migrations.AddField(model, "undone_reason", models.TextField(blank=True, max_length=5000, verbose_name="reason")),
                migrations.AlterField(model, "state", models.CharField(choices=STATES, default="proposed", max_length=10)),
            )
        ),
        migrations.AddConstraint(
            model_name="hit",
            constraint=models.UniqueConstraint(fields=("case", "watchlist", "entry", "fingerprint"), name="each_hit_once"),
        ),
        migrations.AddConstraint(
            model_name="retraction",
            constraint=models.CheckConstraint(condition=models.Q(("state__in", ("proposed", "agreed", "refused", "undone"))), name="retraction_state_is_known"),
        ),
        migrations.AddConstraint(
            model_name="retraction",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("state", "proposed"), ("decided_at", None), ("decided_by", None)), models.Q(models.Q(("state", "proposed"), _negated=True), ("decided_at__isnull", False), ("decided_by__isnull", False)), _connector="OR"), name="retraction_decided_says_who_and_when"),
        ),
        migrations.AddConstraint(
            model_name="retraction",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("state__in", ("agreed", "undone")), _negated=True), models.Q(("decided_by", models.F("proposed_by")), _negated=True), _connector="OR"), name="retraction_takes_two_people"),
        ),
        migrations.AddConstraint(
            model_name="retraction",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(("state", "undone"), _negated=True), ("undone_at", None), ("undone_by", None)), models.Q(("state", "undone"), ("undone_at__isnull", False), ("undone_by__isnull", False)), _connector="OR"), name="retraction_undone_says_who_and_when"),
        ),
        migrations.AddConstraint(
            model_name="retraction",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("undone_reason", ""), models.Q(("state", "undone"), _negated=True)), models.Q(("state", "undone"), REASON), _connector="OR"), name="retraction_undone_says_why"),
        ),
        migrations.AddConstraint(
            model_name="retraction",
            constraint=models.UniqueConstraint(condition=models.Q(("state__in", ("proposed",))), fields=("hit",), name="one_waiting_retraction"),
        ),
    ]
