"""A data folder of an earlier release, brought to today's release by `migrate`, and what its pages
say then. Run in a process of its own: `python -m tests.upgrade.upgraded RELEASE OUT.json`, with
CONVENE_DATA naming an empty folder and, on PostgreSQL, DATABASE_URL an empty database.
"""

import base64
import gzip
import json
import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import django
from lxml import html

HERE = Path(__file__).parent
FORMER = {
    "0_1_0": [
        ("accounts", "0001_initial"),
        ("registry", "0004_one_of_ourselves"),
        ("vetting", "0005_guards"),
        ("workshop", "0002_candidates"),
    ],
}
"""The newest migrations of our own apps in a release."""


def lay(release: str) -> dict[str, Any]:
    """Lay a release's files and database into the folder and the database that are set; return
    what it showed.
    """
    kept: dict[str, Any] = json.loads((HERE / f"release_{release}.json").read_text())
    folder = Path(os.environ["CONVENE_DATA"])
    for name, content in kept["files"].items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(base64.b64decode(content))
    dump = gzip.decompress((HERE / f"release_{release}.sql.gz").read_bytes()).decode()
    former = sqlite3.connect(
        ":memory:" if "DATABASE_URL" in os.environ else folder / "convene.sqlite3"
    )
    with former:
        former.executescript(dump)
    if "DATABASE_URL" in os.environ:
        _copy(former, release)
    former.close()
    return kept


def _copy(former: sqlite3.Connection, release: str) -> None:
    """Bring an empty PostgreSQL database to the release's tables, and fill them row by row."""
    django.setup()
    from django.db import connection  # local: Django must stand first
    from django.db.migrations.executor import MigrationExecutor  # local: see above

    executor = MigrationExecutor(connection)
    others = [key for key in executor.loader.graph.leaf_nodes() if key[0] in OTHERS]
    targets = [*FORMER[release], *others]
    executor.migrate(targets)
    state = executor.loader.project_state(targets)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no keys, no guards while copying
        tables = list(state.apps.get_models(include_auto_created=True))
        names = ", ".join(f'"{model._meta.db_table}"' for model in tables)
        cursor.execute(f"TRUNCATE {names}")
        for model in tables:
            _copy_table(former, cursor, model)
        cursor.execute("SET session_replication_role = DEFAULT")
        for statement in connection.ops.sequence_reset_sql(_no_style(), state.apps.get_models()):
            cursor.execute(statement)


def _copy_table(former: sqlite3.Connection, cursor: Any, model: Any) -> None:
    fields = list(model._meta.local_concrete_fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = model._meta.db_table
    for row in former.execute(f'SELECT {columns} FROM "{table}"'):
        values = [_value(field, value) for field, value in zip(fields, row, strict=True)]
        cursor.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values)


OTHERS = {"account", "auth", "contenttypes", "mfa", "sessions"}
"""Apps of libraries, whose tables 0.1.0 had as they are today."""


def _value(field: Any, value: Any) -> Any:
    return (
        bool(value) if field.get_internal_type() == "BooleanField" and value is not None else value
    )


def _no_style() -> Any:
    from django.core.management.color import no_style  # local: Django must stand first

    return no_style()


def texts(pages: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each page's address and the text of its main part, white space collapsed."""
    from django.conf import settings  # local: Django must stand first
    from django.test import Client  # local: see above

    from convene.apps.accounts.models import User  # local: see above

    settings.ALLOWED_HOSTS = ["*"]
    for address, page in pages.items():
        client = Client()
        client.force_login(User.objects.get(email=page["of"]))
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        main: Any = html.fromstring(answer.content.decode()).find(".//*[@id='main']")
        yield address, SIGNED.sub("", " ".join(" ".join(main.itertext()).split()))


SIGNED = re.compile(r" \([^()]*@example\.org\)")
"""What a later release tells of whoever did something, beside their name."""


def downloads(reader: str) -> Iterator[tuple[str, Any]]:
    """Yield each file of evidence by its title, as it was kept and as it is handed out."""
    from django.test import Client  # local: Django must stand first
    from django.urls import reverse  # local: see above

    from convene.apps.accounts.models import User  # local: see above
    from convene.apps.vetting.models import Exhibit  # local: see above

    client = Client()
    client.force_login(User.objects.get(email=reader))
    for exhibit in Exhibit.objects.filter(evidence__kind="file").select_related("evidence"):
        file = exhibit.evidence
        place = [exhibit.case_id, exhibit.evidence_id]
        answer = client.get(reverse("vetting:evidence", args=place))
        original = Path(file.file.path)
        yield (
            file.title,
            {
                "case": str(exhibit.case_id),
                "original": sha256(original.read_bytes()).hexdigest() == file.sha256,
                "mode": oct(original.stat().st_mode & 0o777),
                "kind": answer["Content-Type"],
                "has a copy": bool(type(file).objects.get(pk=file.pk).copy),
            },
        )


def alerts() -> Iterator[dict[str, Any]]:
    """Yield each alert that a case was pointed at by, with its hit and who closed it."""
    from convene.apps.vetting.models import CaseAlert  # local: Django must stand first

    for told in CaseAlert.objects.select_related("alert__closed_by", "hit").order_by("alert_id"):
        alert = told.alert
        yield {
            "kind": alert.kind,
            "of its case": alert.about == f"{told.case_id} {told.hit_id}",
            "hit": told.hit.name if told.hit else "",
            "closed by": str(alert.closed_by or ""),
            "same organisation": alert.organisation_id == told.case.organisation_id,
        }


def main(release: str, out: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "convene.site.settings"
    kept = lay(release)
    from django.conf import settings  # local: it reads what lies in the folder

    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": static}
    django.setup()
    from django.core.management import call_command  # local: Django must stand first

    from convene.apps.accounts.queries import second_step_is_compulsory  # local: see above

    call_command("migrate", verbosity=0)
    shown = dict(texts(kept["pages"]))
    reader = next(iter(kept["pages"].values()))["of"]
    found = {
        "pages": shown,
        "files": dict(downloads(reader)),
        "alerts": [*alerts()],
        "second step": second_step_is_compulsory(),
    }
    Path(out).write_text(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
