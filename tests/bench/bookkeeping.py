"""How long the preview of a workbook of 10,000 rows takes, and what memory: of the process that
reads the file and judges its rows, and of the one in which the file is opened.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.figures import Figure

PROMISES, DELIVERIES = 6_000, 4_000
CHANGED = 10
"""Every tenth row was changed in the file."""


def measure() -> list[Figure]:
    """Fill a database in this process; read and judge in another, as a server would."""
    from tests.bench.server import serving  # local: sets Django up

    with TemporaryDirectory() as folder, serving():
        file = Path(folder) / "promises.xlsx"
        alliance, person, seconds = _fill(file)
        words = [sys.executable, "-m", "tests.bench.bookkeeping", str(file), alliance, person]
        done = subprocess.run(words, check=True, capture_output=True, env=os.environ)
        seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["rows"] == PROMISES + DELIVERIES
    return [
        Figure("a workbook of 10,000 rows, written", seconds, "s", 15),
        Figure("its preview, read, kept and judged", seen["seconds"], "s", 15),
        Figure("most memory the preview takes", seen["ours"], "MiB", 300),
        Figure("most memory the process of the file takes", seen["apart"], "MiB", 300),
    ]


def _fill(file: Path) -> tuple[str, str, float]:
    from datetime import date  # local: as below
    from decimal import Decimal
    from uuid import uuid4

    from django.utils import timezone  # local: the server has set Django up

    from convene.apps.bookkeeping import exports
    from convene.apps.ledger.actions import open_book
    from convene.apps.ledger.models import Contribution, Delivery, Instalment
    from convene.ground.changes import create_all
    from tests.apps.ledger.people import partner  # local: as above

    given = partner()
    alliance, owner, moment = given.alliance, given.added_by, timezone.now()
    open_book(alliance, base="ZMW", by=owner)
    rated = {"rate": Decimal(1), "rate_day": date(2026, 3, 2), "rate_source": "base"}
    promises = [
        Contribution(
            alliance=alliance,
            partner=given,
            title=f"Promise {number}",
            column="cash",
            state="proposed",
            amount=Decimal(number),
            base_value=Decimal(number),
            currency="ZMW",
            added_by=owner,
            added_at=moment,
            **rated,
        )
        for number in range(1, PROMISES + 1)
    ]
    create_all(promises, by=owner, at=moment)
    create_all(
        [
            Instalment(contribution=made, position=0, due_on=date(2027, 1, 1), amount=made.amount)
            for made in promises
        ],
        by=owner,
        at=moment,
    )
    Delivery.objects.bulk_create(
        Delivery(
            id=uuid4(),
            contribution=made,
            on=date(2026, 4, 1),
            what=f"Delivery {number}",
            amount=Decimal(1),
            recorded_by=owner,
            recorded_at=moment,
        )
        for number, made in enumerate(promises[:DELIVERIES])
    )
    began = perf_counter()
    content = exports.workbook(alliance, today=timezone.localdate(), by=owner)
    seconds = perf_counter() - began
    file.write_bytes(_changed(content))
    return str(alliance.pk), str(owner.pk), seconds


def _changed(content: bytes) -> bytes:
    """Change some titles, as somebody would in a spreadsheet."""
    import io  # local: only here

    import openpyxl

    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    sheet = book["promises"]
    place = next(cell.column for cell in sheet[1] if cell.value == "unit")
    for row in range(2, PROMISES + 2, CHANGED):
        sheet.cell(row=row, column=place, value="a lorry")
    book.save(out)
    return out.getvalue()


def _preview(file: Path, alliance: str, person: str) -> dict[str, float]:
    """Bring a workbook and judge its rows, as its page does."""
    import resource  # local: only here

    import django

    django.setup()
    from convene.apps.accounts.models import User  # local: Django is set up only now
    from convene.apps.bookkeeping import actions, forms
    from convene.apps.bookkeeping.queries import uploads
    from convene.apps.workshop.models import Alliance

    began = perf_counter()
    table = forms.read(file.read_bytes(), name=file.name)
    by = User.objects.get(pk=person)
    brought = actions.preview_upload(Alliance.objects.get(pk=alliance), table, by=by)
    sorts = uploads.preview(brought)
    seconds = perf_counter() - began
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    apart = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rows = sum(map(len, sorts.values()))
    return {"seconds": seconds, "ours": ours, "apart": apart, "rows": rows}


if __name__ == "__main__":
    print(json.dumps(_preview(Path(sys.argv[1]), sys.argv[2], sys.argv[3])))
