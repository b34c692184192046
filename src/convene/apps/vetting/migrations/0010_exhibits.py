from typing import Any

import django.db.models.deletion
from django.db import migrations, models

TOGETHER = 1000


def bring(apps: Any, schema_editor: Any) -> None:
    """Point from each case at its evidence, which pointed at its case."""
    Evidence, Exhibit = apps.get_model("evidence", "Evidence"), apps.get_model("vetting", "Exhibit")
    pairs = Evidence.objects.order_by("added_at", "pk").values_list("pk", "case_id")
    exhibits = (Exhibit(evidence_id=evidence, case_id=case) for evidence, case in pairs.iterator())
    Exhibit.objects.bulk_create(exhibits, batch_size=TOGETHER)


def cites(field: Any, **more: Any) -> Any:
    return field(to="evidence.evidence", **more)


PROTECT: dict[str, Any] = {"on_delete": django.db.models.deletion.PROTECT}
HISTORICAL: dict[str, Any] = {
    "blank": True,
    "null": True,
    "db_constraint": False,
    "on_delete": django.db.models.deletion.DO_NOTHING,
    "related_name": "+",
}


class Migration(migrations.Migration):

    dependencies = [
        ("evidence", "0001_initial"),
        ("vetting", "0009_evidence_leaves"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exhibit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.ForeignKey(related_name="exhibits", to="vetting.case", **PROTECT)),
                ("evidence", models.OneToOneField(related_name="exhibit", to="evidence.evidence", **PROTECT)),
            ],
            options={"ordering": ["evidence__added_at", "evidence"]},
        ),
        migrations.RunPython(bring, migrations.RunPython.noop),
        # The columns stay as they are: the database has followed the tables to their new names.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("finding", "evidence", cites(models.ForeignKey, related_name="findings", **PROTECT)),
                migrations.AlterField("finding", "more_evidence", cites(models.ManyToManyField, blank=True, related_name="further_findings")),
                migrations.AlterField("legalopinion", "evidence", cites(models.ForeignKey, related_name="+", **PROTECT)),
                migrations.AlterField("retraction", "evidence", cites(models.ForeignKey, related_name="+", **PROTECT)),
                migrations.AlterField("historicalfinding", "evidence", cites(models.ForeignKey, **HISTORICAL)),
                migrations.AlterField("historicalretraction", "evidence", cites(models.ForeignKey, **HISTORICAL)),
                migrations.DeleteModel("HistoricalEvidence"),
                migrations.DeleteModel("Evidence"),
            ],
        ),
        migrations.AddField("case", "evidence", models.ManyToManyField(related_name="+", through="vetting.Exhibit", to="evidence.evidence")),
    ]
