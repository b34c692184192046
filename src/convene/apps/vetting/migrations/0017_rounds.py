"""Which round a finding was made in, and which strong hits an approver agreed to set aside."""

from typing import Any

from django.db import migrations, models


def found_in(apps: Any, _editor: Any) -> None:
    """A finding belongs to the round that its case was in when it was made."""
    past = apps.get_model("vetting", "HistoricalCase")
    for finding in apps.get_model("vetting", "Finding").objects.filter(case__round__gt=1):
        then = past.objects.filter(id=finding.case_id, history_date__lte=finding.at)
        finding.round = then.order_by("history_date").values_list("round", flat=True).last() or 1
        finding.save(update_fields=["round"])


class Migration(migrations.Migration):

    dependencies = [
        ("vetting", "0016_what_was_seen"),
    ]

    operations = [
        *(
            migrations.AddField(model, "round", models.PositiveSmallIntegerField(default=1))
            for model in ("finding", "historicalfinding")
        ),
        migrations.AddField("approval", "agreed", models.JSONField(default=list)),
        migrations.RunPython(found_in, migrations.RunPython.noop),
    ]
