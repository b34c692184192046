"""Whether a file bears a signature, which its clean copy has lost. Of those that came in before it is
read off the file once.
"""

from typing import Any

from django.db import migrations, models

from convene.documents.diligence_files import is_signed


def read_off(apps: Any, _editor: Any) -> None:
    evidence = apps.get_model("evidence", "Evidence")
    for piece in evidence.objects.filter(kind="file"):
        if not piece.file.storage.exists(piece.file.name):
            continue
        with piece.file.open("rb") as original:
            if is_signed(original.read(), media_type=piece.media_type):
                evidence.objects.filter(pk=piece.pk).update(signed=True)


class Migration(migrations.Migration):

    dependencies = [
        ("evidence", "0002_without_cases"),
    ]

    operations = [
        *(
            migrations.AddField(model, "signed", models.BooleanField(default=False))
            for model in ("evidence", "historicalevidence")
        ),
        migrations.RunPython(read_off, migrations.RunPython.noop),
    ]
