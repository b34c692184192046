from typing import Any

import django.db.models.deletion
from django.db import migrations, models

TOGETHER = 1000


def bring(apps: Any, schema_editor: Any) -> None:
    """Point from each case at its alerts, which pointed at their case, and let each say of which
    case it tells, so that it stays one of its kind.
    """
    Alert, CaseAlert = apps.get_model("inbox", "Alert"), apps.get_model("vetting", "CaseAlert")
    of_cases = Alert.objects.exclude(case=None).order_by("pk")
    links = (
        CaseAlert(alert_id=alert, case_id=case, hit_id=hit)
        for alert, case, hit in of_cases.values_list("pk", "case", "hit").iterator()
    )
    CaseAlert.objects.bulk_create(links, batch_size=TOGETHER)
    for alert in of_cases.only("case", "about").iterator():
        Alert.objects.filter(pk=alert.pk).update(about=f"{alert.case_id} {alert.about}"[:200])
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # it changes no table while checks wait


PROTECT: dict[str, Any] = {"on_delete": django.db.models.deletion.PROTECT}


class Migration(migrations.Migration):

    dependencies = [
        ("inbox", "0001_initial"),
        ("vetting", "0012_alerts_leave"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Alert")]),
        migrations.CreateModel(
            name="CaseAlert",
            fields=[
                ("alert", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="in_case", serialize=False, to="inbox.alert")),
                ("case", models.ForeignKey(related_name="alerts", to="vetting.case", **PROTECT)),
                ("hit", models.ForeignKey(null=True, related_name="alerts", to="vetting.hit", **PROTECT)),
            ],
        ),
        migrations.RunPython(bring, migrations.RunPython.noop),
    ]
