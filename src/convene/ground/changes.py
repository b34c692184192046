"""How a record changes: by somebody who may, one at a time, signed, with its line on the trail.

Every action of every app writes through here, in one transaction:

    allow(by, "vetting.assess_case", case)
    locked, at = lock(case, seen=seen), now(case)
    locked.state = ...
    write(locked, what=events.ASSESSED, by=by, at=at)
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector
from django.utils import timezone

from convene.ground import trail

R = TypeVar("R", bound=models.Model)
TOGETHER = 500
"""Rows that are written with one statement."""
TICK = timedelta(microseconds=1)
"""Two changes of one record never share a moment, so that its history has one order."""


class Person(Protocol):
    """Whoever acts: the rules say what they may do, and to what."""

    pk: Any

    def has_perm(self, perm: str, obj: object = None) -> bool: ...


class NotAllowed(PermissionDenied):
    """The rules do not let this person do this. The code is for us: no page shows it."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission

    def __str__(self) -> str:
        return ""


class Changed(Exception):
    """Somebody else changed the record since it was read: nothing is saved."""


class Versioned(models.Model):
    """A record that counts its changes, so that nobody overwrites what they have not seen."""

    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True


def allow(by: Person, permission: str, on: models.Model | None = None) -> None:
    """Hold an action to the rules, whichever door it is called through. Raises NotAllowed."""
    if not by.has_perm(permission, on):
        raise NotAllowed(permission)


def lock(record: R, *, seen: int | None = None) -> R:
    """Return a record as it stands, which nobody else changes until this transaction ends.

    Raises Changed where it is no longer the version that was `seen`.
    """
    locked: R = _rows(record).get(pk=record.pk)
    if seen is not None and getattr(locked, "version", None) != seen:
        raise Changed
    return locked


def lock_all(*records: R) -> list[R]:
    """Return records of one kind as they stand, in the order asked for, locked until the end.

    Rows are locked in the order of their ids, so that two people never wait for each other.
    """
    keys = [record.pk for record in records]
    rows = _rows(records[0]).filter(pk__in=keys)
    by_key = {row.pk: row for row in rows.order_by("pk")}
    return [by_key[key] for key in keys]


def _rows(record: models.Model) -> Any:
    """Return the rows of its kind, to be locked; the lazy user of a request is seen through."""
    return record._meta.model._base_manager.select_for_update(no_key=True)


def now(*records: Versioned) -> datetime:
    """Return this moment, or just after the last change where the clock has not moved on."""
    return max([timezone.now(), *(record.changed_at + TICK for record in records)])


def write(
    record: R,
    *,
    what: trail.Kind,
    by: Person | None,
    at: datetime,
    new: bool = False,
    behalf: UUID | None = None,
    rows: trail.Before | None = None,
    **data: object,
) -> R:
    """Save a record, as its next version where it counts them, with its line on the trail; `data`
    is what `what` asks for.

    The line keeps what changed of the fields that `trail.follow` names, and of `rows` that belong
    to the record. `by` is None for what Convene does by itself; `behalf` is the organisation that
    somebody acts for; `new` refuses to overwrite a record.
    """
    changes = {**({} if new else trail.changes(record)), **(rows or {})}
    if isinstance(record, Versioned):
        record.version += 1
        record.changed_at = at
    is_there = not record._state.adding  # noqa: SLF001 - Django has no other word for it
    if not is_there:
        save(record, by=by, at=at, new=new)
    trail.record(what, on=record, by=by, at=at, behalf=behalf, changes=changes, **data)
    if is_there:  # guards of the database look for the line
        save(record, by=by, at=at, new=new)
    return record


def save(record: R, *, by: Person | None, at: datetime, new: bool = False) -> R:
    """Save a row and tell its history who did it and when; `new` refuses to overwrite one."""
    _signed(record, by=by, at=at).save(force_insert=new)
    return record


def delete(record: models.Model, *, by: Person, at: datetime) -> None:
    """Delete a row; its history stays, and says who did it."""
    _signed(record, by=by, at=at).delete()


def create_all(rows: Sequence[R], *, by: Person, at: datetime) -> None:
    """Save many new rows of one kind at once, and the first line of each one's history."""
    if not rows:
        return
    for row in rows:
        if isinstance(row, Versioned):
            row.version, row.changed_at = 1, at
    model: Any = rows[0].__class__
    model._base_manager.bulk_create(rows, batch_size=TOGETHER)
    if hasattr(model, "history"):
        model.history.bulk_history_create(
            rows, batch_size=TOGETHER, default_user=by, default_date=at
        )


def become(there: Iterable[R], wanted: Iterable[R], *, by: Person, at: datetime) -> None:
    """Bring rows to what is wanted, by their keys; those that are so already are left alone."""
    before, after = ({row.pk: row for row in rows} for rows in (there, wanted))
    for gone in before.keys() - after.keys():
        delete(before[gone], by=by, at=at)
    for key, row in after.items():
        if key not in before or _columns(before[key]) != _columns(row):
            save(row, by=by, at=at, new=key not in before)


def _columns(row: models.Model) -> list[object]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def delete_all(rows: Iterable[models.Model], *, by: Person, at: datetime, among: str = "") -> None:
    """Delete many rows at once, telling the history who did it; `among` is the field by which they
    rest on one another, as the history goes on saying.

    Raises django's ProtectedError where something else rests on one.
    """
    signed = [_signed(row, by=by, at=at) for row in rows]
    if signed:
        if among:
            keys = [row.pk for row in signed]
            type(signed[0])._base_manager.filter(pk__in=keys).update(**{among: None})
        collector = Collector(using=DEFAULT_DB_ALIAS, origin=signed[0])
        collector.collect(signed)
        collector.delete()


def _signed(record: R, *, by: Person | None, at: datetime) -> R:
    """Tell simple-history, which reads these attributes as the row is written."""
    vars(record).update(_history_user=by, _history_date=at)
    return record
