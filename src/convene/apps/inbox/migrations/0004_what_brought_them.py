"""Alerts of earlier releases come from an occasion too; those still open about sanctions take two."""

from typing import Any

from django.db import migrations


def together(apps: Any, _editor: Any) -> None:
    """What brought older alerts up was not kept, nor what whoever had looked made of them."""
    alerts = apps.get_model("inbox", "Alert").objects
    first = alerts.order_by("at").values_list("at", flat=True).first()
    if first is None:
        return
    before = apps.get_model("inbox", "Occasion").objects.create(cause="before", at=first)
    alerts.update(occasion=before)
    alerts.filter(closed_at__isnull=False).update(reason="–")
    still = alerts.filter(closed_at=None)
    grave = [pk for pk, found in still.values_list("pk", "found") if found.get("kind") == "sanction"]
    in_case = apps.get_model("vetting", "CaseAlert").objects.filter(hit__kind="sanction")
    still.filter(pk__in=[*grave, *in_case.values_list("alert", flat=True)]).update(takes_two=True)


class Migration(migrations.Migration):

    dependencies = [
        ("inbox", "0003_claimed_and_closed"),
        ("vetting", "0017_rounds"),
    ]

    operations = [migrations.RunPython(together, migrations.RunPython.noop)]
