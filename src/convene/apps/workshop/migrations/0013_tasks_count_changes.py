"""Tasks of earlier drafts count their changes from here on: what they are is their first version."""

from typing import Any

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def count(apps: Any, editor: Any) -> None:
    Alliance, Task = (apps.get_model("workshop", name) for name in ("Alliance", "Task"))
    changed = Alliance.objects.filter(pk=OuterRef("alliance")).values("changed_at")
    Task.objects.update(version=1, changed_at=Subquery(changed))
    apps.get_model("workshop", "HistoricalTask").objects.update(
        version=1, changed_at=F("history_date")
    )


class Migration(migrations.Migration):
    dependencies = [("workshop", "0012_unbundled")]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
