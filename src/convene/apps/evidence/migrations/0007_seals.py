"""Copies have a hash of their own, which is read off those that there are; and how each file was
found when it was last read again.
"""

from hashlib import sha256
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


def read_off(apps: Any, _editor: Any) -> None:
    evidence = apps.get_model("evidence", "Evidence")
    for piece in evidence.objects.exclude(copy=""):
        if not piece.copy.storage.exists(piece.copy.name):
            continue
        with piece.copy.open("rb") as copy:
            hash = sha256(copy.read()).hexdigest()
        evidence.objects.filter(pk=piece.pk).update(copy_sha256=hash)


def check_now(_apps: Any, editor: Any) -> None:
    """PostgreSQL changes no table while keys of its rows wait to be checked."""
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


FOUND = ("whole", "damaged", "missing", "unreadable")


class Migration(migrations.Migration):

    dependencies = [
        ("evidence", "0006_when_it_left"),
    ]

    operations = [
        migrations.AddField("evidence", "copy_sha256", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("evidence", "copied_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=8)),
                ("found", models.CharField(max_length=10)),
                ("since", models.DateTimeField()),
                ("checked_at", models.DateTimeField(db_index=True)),
                ("evidence", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="seals", to="evidence.evidence")),
            ],
            options={
                "ordering": ["evidence", "-part"],
                "constraints": [
                    models.UniqueConstraint(fields=["evidence", "part"], name="each_file_has_one_seal"),
                    models.CheckConstraint(condition=Q(part__in=("original", "copy")), name="a_seal_is_of_a_known_file"),
                    models.CheckConstraint(condition=Q(found__in=FOUND), name="a_seal_is_found_in_a_known_way"),
                    models.CheckConstraint(condition=Q(checked_at__gte=F("since")), name="a_seal_is_read_since_it_is_so"),
                ],
            },
        ),
        migrations.RunPython(read_off, migrations.RunPython.noop),
        migrations.RunPython(check_now, migrations.RunPython.noop),
        migrations.AddConstraint("evidence", models.CheckConstraint(condition=~Q(copy="") | Q(copied_at=None, copy_sha256=""), name="evidence_without_a_copy_has_no_hash_of_one")),
    ]
