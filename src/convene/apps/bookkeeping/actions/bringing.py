"""How a workbook is kept until somebody has looked at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.bookkeeping import events
from convene.apps.bookkeeping.models import Row, Upload
from convene.apps.bookkeeping.queries.reading import key_of
from convene.apps.bookkeeping.words import State
from convene.apps.workshop.models import Alliance
from convene.ground.changes import allow, create_all, write


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row as it was read: its cells by column, and which of them hold formulas."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """What was read of a workbook: its rows, where its columns stand, and what nobody knows."""

    file_name: str
    sha256: str
    columns: Mapping[str, Mapping[str, int]]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@transaction.atomic
def preview_upload(alliance: Alliance, table: Table, *, by: User) -> Upload:
    """Keep a workbook until somebody has looked at it; nothing of the ledger changes.

    A row that brings no key gets one from the file and its place: the same file again is of the
    same records, unless it was undone since.
    """
    allow(by, "ledger.change_book", alliance)
    moment = timezone.now()
    same = Upload.objects.filter(alliance=alliance, sha256=table.sha256, state=State.UNDONE)
    origin = f"{table.sha256} {same.count()}"
    upload = Upload(
        alliance=alliance,
        file_name=table.file_name,
        sha256=table.sha256,
        columns={sheet: dict(places) for sheet, places in table.columns.items()},
        notes=list(table.notes),
        by=by,
        uploaded_at=moment,
    )
    write(upload, what=events.UPLOADED, by=by, at=moment, new=True)
    rows = [
        Row(
            upload=upload,
            sheet=line.sheet,
            number=line.number,
            cells=dict(line.cells),
            formulas=list(line.formulas),
            record=key_of(line.cells.get("id", "")) or _key(alliance, origin, line),
        )
        for line in table.lines
    ]
    create_all(rows, by=by, at=moment)
    return upload


def _key(alliance: Alliance, origin: str, line: Line) -> UUID:
    return uuid5(alliance.pk, f"{origin} {line.sheet} {line.number}")
