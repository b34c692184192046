from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps: Any, schema_editor: Any) -> None:
    """Give each alert the organisation of its case."""
    Alert, Case = apps.get_model("vetting", "Alert"), apps.get_model("vetting", "Case")
    of_case = Case.objects.filter(pk=OuterRef("case")).values("organisation")[:1]
    Alert.objects.filter(organisation=None).update(organisation=Subquery(of_case))
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # it changes no table while checks wait


class Migration(migrations.Migration):

    dependencies = [
        ("vetting", "0002_watching"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="alert",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="alerts", to="registry.organisation"),
        ),
    ]
