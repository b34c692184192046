"""Writing down an organisation, and changing what is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry import events
from convene.apps.registry.models import (
    LONGEST_NAME,
    Identifier,
    Import,
    NameKind,
    Organisation,
    OrganisationName,
    State,
)
from convene.apps.registry.queries.duplicates import Taken, taken
from convene.core import writing
from convene.core.organisations import FIELDS, Content, Number
from convene.ground import trail
from convene.ground.changes import allow, delete, lock, now, write
from convene.ground.changes import save as keep


class IsMerged(Exception):
    """The record was merged into another; that one is changed instead."""


class NumberTaken(Exception):
    """Another organisation has this number."""

    def __init__(self, taken: Taken) -> None:
        super().__init__(str(taken.number))
        self.taken = taken


class ParentLoop(Exception):
    """An organisation would belong to itself, by way of others."""


@transaction.atomic
def create(content: Content, *, by: User, id: UUID | None = None) -> Organisation:
    """Write down a new organisation. With an `id` that the same person has saved already, return
    that one: pressing twice saves once.

    Raises NumberTaken, ParentLoop.
    """
    allow(by, "registry.add_organisation")
    lock(by)  # so that two presses come one after the other
    pk = id or uuid4()
    if existing := Organisation.objects.filter(pk=pk).first():
        if existing.created_by != by:
            raise SuspiciousOperation("This id belongs to another organisation.")
        return existing
    at = timezone.now()
    organisation = Organisation(pk=pk, created_by=by, created_at=at)
    _write(organisation, content, what=events.WRITTEN, by=by, at=at)
    return organisation


@transaction.atomic
def save(organisation: Organisation, content: Content, *, seen: int, by: User) -> Organisation:
    """Change what is written about an organisation, of which `seen` is the version before them.

    Raises Changed, IsMerged, NumberTaken, ParentLoop.
    """
    allow(by, "registry.change_organisation", organisation)
    if lock(organisation).state == State.MERGED:
        raise IsMerged
    locked = lock(organisation, seen=seen)
    _write(locked, content, what=events.CHANGED, by=by, at=now(locked))
    return locked


def _write(
    organisation: Organisation, content: Content, *, what: trail.Kind, by: User, at: datetime
) -> None:
    _refuse_loop(organisation, content.parent)
    _refuse_taken(organisation, content.identifiers)
    fill(organisation, content)
    named = _moves(organisation.names.all(), names(organisation, content), same=["text"])
    numbered = _moves(
        organisation.identifiers.all(), identifiers(organisation, content), same=["scheme", "value"]
    )
    rows = told(names=named, identifiers=numbered)
    new = organisation.version == 0
    if not (new or rows or trail.changes(organisation)):
        what = events.SAVED
    write(organisation, what=what, by=by, at=at, new=new, rows=rows)
    _move(named, by=by, at=at)
    _number(organisation, content, numbered, by=by, at=at)
    vars(organisation).pop("_prefetched_objects_cache", None)


def _number(
    organisation: Organisation, content: Content, moves: Iterable["Move"], *, by: User, at: datetime
) -> None:
    """Write down its numbers. Raises NumberTaken, also where somebody else took one at this very
    moment.
    """
    try:
        with transaction.atomic():
            _move(moves, by=by, at=at)
    except IntegrityError:
        _refuse_taken(organisation, content.identifiers)
        raise


def fill(organisation: Organisation, content: Content) -> Organisation:
    """Return a record with what stands in it; its names and numbers are rows of their own."""
    vars(organisation).update({field: getattr(content, field) for field in FIELDS})
    organisation.parent_id = content.parent
    return organisation


def imported(content: Content, *, id: UUID, source: Import, by: User, at: datetime) -> Organisation:
    """Return a record for one row of an import, to be saved with the others."""
    return fill(Organisation(pk=id, imported=source, created_by=by, created_at=at), content)


def names(organisation: Organisation, content: Content) -> list[OrganisationName]:
    """Return the names of an organisation as records, the main one first, each text once."""
    main = OrganisationName(text=content.name, kind=NameKind.PRIMARY, language=content.language)
    others = [OrganisationName(**vars(other)) for other in content.other_names]
    by_text = {row.text: row for row in reversed([main, *others])}
    for row in by_text.values():
        row.organisation = organisation
        row.script = writing.script(row.text)
        row.folded = writing.fold(row.text)[: 2 * LONGEST_NAME]
    return list(reversed(by_text.values()))


def identifiers(organisation: Organisation, content: Content) -> list[Identifier]:
    return [Identifier(organisation=organisation, **vars(number)) for number in content.identifiers]


Row = OrganisationName | Identifier


@dataclass(frozen=True)
class Move:
    """A row before and after: one of the two may be missing."""

    before: Row | None
    after: Row | None


def _moves(there: Iterable[Row], wanted: Iterable[Row], *, same: list[str]) -> list[Move]:
    """Return how the rows come to be what is wanted, leaving alone those that are so already: what
    goes, goes first, and the main name comes last, for there is one at a time.
    """
    before = {_columns(row, same): row for row in there}
    after = {_columns(row, same): row for row in wanted}
    gone = [Move(row, None) for key, row in before.items() if key not in after]
    come = [Move(before.get(key), row) for key, row in after.items()]
    come.sort(key=lambda move: getattr(move.after, "kind", "") == NameKind.PRIMARY)
    return [*gone, *(move for move in come if _differs(move))]


def _move(moves: Iterable[Move], *, by: User, at: datetime) -> None:
    for move in moves:
        if move.after is None:
            assert move.before is not None
            delete(move.before, by=by, at=at)
        else:
            move.after.pk = move.before.pk if move.before else None
            keep(move.after, by=by, at=at)


def _differs(move: Move) -> bool:
    return move.before is None or _values(move.before) != _values(move.after)


def _values(row: Row | None) -> list[object]:
    fields = row._meta.concrete_fields if row else ()
    return [getattr(row, field.attname) for field in fields if not field.primary_key]


def _columns(row: Row, names: list[str]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)


def told(**moves: Iterable[Move]) -> trail.Before:
    """Return what the trail tells of rows, numbered in their order."""
    return {
        f"{kind}.{number}": pair
        for kind, those in moves.items()
        for number, pair in enumerate(_pairs(those))
    }


def _pairs(moves: Iterable[Move]) -> Iterator[tuple[object, object]]:
    for move in moves:
        pair = events.told(move.before), events.told(move.after)
        if pair[0] != pair[1]:
            yield pair


def _refuse_taken(organisation: Organisation, numbers: Iterable[Number]) -> None:
    if holder := taken(numbers, besides=[organisation.pk]):
        raise NumberTaken(holder)


def _refuse_loop(organisation: Organisation, parent: UUID | None) -> None:
    """Walk up from the parent: whoever is met on the way may not be the organisation itself."""
    met: set[UUID] = set()
    while parent is not None and parent not in met:
        if parent == organisation.pk:
            raise ParentLoop
        met.add(parent)
        parent = lock(Organisation(pk=parent)).parent_id
