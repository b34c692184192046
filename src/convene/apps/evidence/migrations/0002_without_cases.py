import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import convene.apps.evidence.models


def keep_others_out(_apps: Any, _editor: Any) -> None:
    """Let nobody but the owner of the server read files that came in before."""
    folder = Path(settings.MEDIA_ROOT) / "evidence"
    if folder.is_dir():
        for kept in folder.iterdir():
            os.chmod(kept, 0o600)
        os.chmod(folder, 0o700)


class Migration(migrations.Migration):
    """Owners point at evidence, and each file has a clean copy beside it: one that came in before
    gets its copy when somebody first asks for it.
    """

    dependencies = [
        ("evidence", "0001_initial"),
        ("vetting", "0010_exhibits"),
    ]

    operations = [
        migrations.RemoveField(model_name="evidence", name="case"),
        migrations.RemoveField(model_name="historicalevidence", name="case"),
        migrations.AddField(
            model_name="evidence",
            name="copy",
            field=models.FileField(blank=True, max_length=200, upload_to=convene.apps.evidence.models.random_place),
        ),
        migrations.RemoveConstraint(model_name="evidence", name="evidence_is_what_it_says"),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=Q(Q(("kind", "file"), ("size__gt", 0), Q(("file", ""), _negated=True), Q(("media_type", ""), _negated=True), Q(("sha256", ""), _negated=True)), Q(("copy", ""), ("file", ""), ("kind", "link"), ("read_on__isnull", False), Q(("url", ""), _negated=True)), Q(("copy", ""), ("file", ""), ("kind", "note"), ("url", ""), Q(("note", ""), _negated=True)), _connector="OR"),
                name="evidence_is_what_it_says",
            ),
        ),
        migrations.RunPython(keep_others_out, migrations.RunPython.noop),
    ]
