"""Bringing in a table of organisations: kept as a preview, made real by one press, and undone by
one while nobody built on it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry import events
from convene.apps.registry.actions import records
from convene.apps.registry.actions.ties import NotUntouched, bring_ties, take_ties_back
from convene.apps.registry.models import Identifier, Import, Merge, Organisation, OrganisationName
from convene.apps.registry.queries import faults, holding, importing, kinship
from convene.apps.registry.queries.lines import Line
from convene.ground import trail
from convene.ground.changes import allow, create_all, delete_all, lock, save, write
from convene.ground.undoing import undo


@dataclass(frozen=True, kw_only=True)
class Table:
    """What was read of a file: its rows by known column, the columns nobody knows, and what else
    was not read.
    """

    file_name: str
    sha256: str
    unknown: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    of: str = Import.Of.ORGANISATIONS
    notes: tuple[str, ...] = ()


@transaction.atomic
def preview_import(table: Table, *, by: User) -> Import:
    """Keep a table until somebody has looked at it; no organisation is made."""
    allow(by, "registry.add_organisation")
    at = timezone.now()
    source = Import(
        of=table.of,
        file_name=table.file_name,
        sha256=table.sha256,
        columns=list(table.unknown),
        notes=list(table.notes),
        rows=[{"number": number, "values": dict(values)} for number, values in table.rows],
        by=by,
        uploaded_at=at,
    )
    return write(source, what=events.UPLOADED, by=by, at=at, new=True)


@transaction.atomic
def mend_import(source: Import, *, mends: Iterable[tuple[str, str, str]], by: User) -> int:
    """Let values of columns mean others in every row of a table that nobody has confirmed; each of
    `mends` is a column, a value and what it becomes. Returns in how many rows they stood. The file
    itself stays what its hash says.
    """
    allow(by, "registry.confirm_import", source)
    locked, at = lock(source), timezone.now()
    if locked.state != Import.State.PREVIEWED:
        return 0
    rows = 0
    for column, value, becomes in mends:
        count = _mend(locked, column=column, value=value, becomes=becomes)
        line: dict[str, Any] = {"column": column, "before": value, "after": becomes, "count": count}
        trail.record(events.MENDED, on=locked, by=by, at=at, **line)
        rows += count
    save(locked, by=by, at=at)
    return rows


def _mend(source: Import, *, column: str, value: str, becomes: str) -> int:
    """Change one value in the rows of an import, and return in how many it stood."""
    count = 0
    for row in source.rows:
        cells = faults.mended(row["values"], column=column, value=value, becomes=becomes)
        if column in row["values"] and cells != row["values"]:
            row["values"], count = cells, count + 1
    return count


@transaction.atomic
def confirm_import(source: Import, *, anyway: Collection[int], by: User) -> Import:
    """Make an organisation, or a tie, of every row that can be read; of one that may be here
    already, only where its number is in `anyway`. A row that belongs to another of the table comes
    only with that one.

    The rows are judged again, against what is kept here by now. Confirming twice is confirming
    once.
    """
    allow(by, "registry.confirm_import", source)
    locked = lock(source)
    if locked.state == Import.State.PREVIEWED:
        at = timezone.now()
        locked.state, locked.imported_at = Import.State.IMPORTED, at
        write(locked, what=events.IMPORTED, by=by, at=at)
        if locked.of == Import.Of.TIES:
            bring_ties(locked, anyway=anyway, by=by, at=at)
        else:
            _create(kinship.chosen(importing.lines(locked), anyway=anyway), locked, by=by, at=at)
    return locked


def _create(lines: Iterable[Line], source: Import, *, by: User, at: datetime) -> None:
    made = [
        (records.imported(line.content, id=line.id, source=source, by=by, at=at), line.content)
        for line in lines
        if line.content
    ]
    named = {record.pk: records.names(record, content) for record, content in made}
    numbered = {record.pk: records.identifiers(record, content) for record, content in made}
    organisations = [record for record, _content in made]
    create_all(organisations, by=by, at=at)
    create_all([row for rows in named.values() for row in rows], by=by, at=at)
    create_all([row for rows in numbered.values() for row in rows], by=by, at=at)
    moves = {
        pk: records.told(names=_new(named[pk]), identifiers=_new(numbered[pk])) for pk in named
    }
    trail.record_all(events.WRITTEN, on=organisations, by=by, at=at, changes=moves)


def _new(rows: Iterable[records.Row]) -> list[records.Move]:
    return [records.Move(None, row) for row in rows]


@transaction.atomic
def undo_import(source: Import, *, by: User) -> Import:
    """Take back every organisation, or every tie, of an import; their history stays. Undoing twice
    is undoing once. Raises NotUntouched.
    """
    allow(by, "registry.undo_import", source)
    locked = lock(source)
    if locked.state != Import.State.IMPORTED:
        return locked
    at = timezone.now()
    if locked.of == Import.Of.TIES:
        take_ties_back(locked, by=by, at=at)
    else:
        _take_back(locked, by=by, at=at)
    return undo(locked, what=events.IMPORT_UNDONE, by=by, at=at, state=Import.State.UNDONE)


def _take_back(locked: Import, *, by: User, at: datetime) -> None:
    made = list(locked.organisations.select_for_update().order_by("pk"))
    if _is_built_on(locked, {record.pk for record in made}):
        raise NotUntouched
    try:
        _delete(made, by=by, at=at)
    except ProtectedError as error:
        raise NotUntouched from error


def _is_built_on(source: Import, ids: set[UUID]) -> bool:
    children = Organisation.objects.filter(parent__in=ids).exclude(pk__in=ids)
    merges = Merge.objects.filter(Q(duplicate__in=ids) | Q(kept__in=ids))
    built = importing.touched(source).exists() or children.exists() or merges.exists()
    return built or bool(holding.held(ids))


def _delete(made: Sequence[Organisation], *, by: User, at: datetime) -> None:
    trail.record_all(events.REMOVED, on=made, by=by, at=at)
    for rows in (OrganisationName, Identifier):
        delete_all(rows._base_manager.filter(organisation__in=made), by=by, at=at)
    delete_all(made, by=by, at=at, among="parent")
