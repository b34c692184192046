"""Bringing in a table of organisations: kept as a preview, made real by one press, and undone by
one while nobody built on it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import Q
from django.db.models.deletion import Collector, ProtectedError
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.actions import records
from convene.apps.registry.actions.signing import signed
from convene.apps.registry.models import Identifier, Import, Merge, Organisation, OrganisationName
from convene.apps.registry.queries import importing, kinship
from convene.apps.registry.queries.lines import Line


class NotUntouched(Exception):
    """Somebody has built on what was imported, so it can't all be taken back."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """What was read of a file: its rows by known column, and the columns nobody knows."""

    file_name: str
    sha256: str
    unknown: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def preview_import(table: Table, *, by: User) -> Import:
    """Keep a table until somebody has looked at it; no organisation is made."""
    return Import.objects.create(
        file_name=table.file_name,
        sha256=table.sha256,
        columns=list(table.unknown),
        rows=[{"number": number, "values": dict(values)} for number, values in table.rows],
        by=by,
        uploaded_at=timezone.now(),
    )


@transaction.atomic
def confirm_import(source: Import, *, anyway: Collection[int], by: User) -> Import:
    """Make an organisation of every row that can be read; of one that may be here already, only
    where its number is in `anyway`. A row that belongs to another of the table comes only with that
    one.

    The rows are judged again, against what is kept here by now. Confirming twice is confirming
    once.
    """
    locked = Import.objects.select_for_update().get(pk=source.pk)
    if locked.state != Import.State.PREVIEWED:
        return locked
    at = timezone.now()
    locked.state, locked.imported_at = Import.State.IMPORTED, at
    locked.save()
    _create_all(kinship.chosen(importing.lines(locked), anyway=anyway), locked, by=by, at=at)
    return locked


def _create_all(lines: Sequence[Line], source: Import, *, by: User, at: datetime) -> None:
    both = [
        (records.imported(line.content, id=line.id, source=source, by=by, at=at), line.content)
        for line in lines
        if line.content
    ]
    _create(Organisation, [record for record, _content in both], by=by, at=at)
    _create(
        OrganisationName,
        [name for record, content in both for name in records.names(record, content)],
        by=by,
        at=at,
    )
    _create(
        Identifier,
        [number for record, content in both for number in records.identifiers(record, content)],
        by=by,
        at=at,
    )


def _create(model: Any, rows: list[Any], *, by: User, at: datetime) -> None:
    """Save many records at once, and the first line of each one's history."""
    model.objects.bulk_create(rows, batch_size=500)
    model.history.bulk_history_create(rows, batch_size=500, default_user=by, default_date=at)


@transaction.atomic
def undo_import(source: Import, *, by: User) -> Import:
    """Take back every organisation of an import; their history stays. Undoing twice is undoing
    once. Raises NotUntouched.
    """
    locked = Import.objects.select_for_update().get(pk=source.pk)
    if locked.state != Import.State.IMPORTED:
        return locked
    made = list(locked.organisations.select_for_update().order_by("pk"))
    ids = {record.pk for record in made}
    children = Organisation.objects.filter(parent__in=ids).exclude(pk__in=ids)
    if (
        importing.touched(locked).exists()
        or children.exists()
        or Merge.objects.filter(Q(duplicate__in=ids) | Q(kept__in=ids)).exists()
    ):
        raise NotUntouched
    at = timezone.now()
    _delete(list(OrganisationName.objects.filter(organisation__in=ids)), by=by, at=at)
    _delete(list(Identifier.objects.filter(organisation__in=ids)), by=by, at=at)
    Organisation.objects.filter(pk__in=ids).update(
        parent=None
    )  # none holds another back; what each belonged to stays in its history
    _delete(made, by=by, at=at)
    locked.state, locked.undone_by, locked.undone_at = Import.State.UNDONE, by, at
    locked.save()
    return locked


def _delete(rows: Sequence[models.Model], *, by: User, at: datetime) -> None:
    """Delete many records at once, telling the history who did it. Raises NotUntouched where
    something else rests on one.
    """
    if not rows:
        return
    collector = Collector(using=DEFAULT_DB_ALIAS, origin=rows[0])
    try:
        collector.collect([signed(row, by=by, at=at) for row in rows])
    except ProtectedError as error:
        raise NotUntouched from error
    collector.delete()
