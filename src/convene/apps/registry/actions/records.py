"""Writing down an organisation, and changing what is written."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry import writing
from convene.apps.registry.actions.signing import lock, next_moment, signed
from convene.apps.registry.content import FIELDS, Content, Number
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


class ChangedMeanwhile(Exception):
    """Somebody else changed the record since it was read: nothing is saved."""


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
    User.objects.select_for_update(no_key=True).get(
        pk=by.pk
    )  # so that two presses come one after the other
    pk = id or uuid4()
    if existing := Organisation.objects.filter(pk=pk).first():
        if existing.created_by != by:
            raise SuspiciousOperation("This id belongs to another organisation.")
        return existing
    at = timezone.now()
    organisation = Organisation(pk=pk, created_by=by, created_at=at)
    _write(organisation, content, by=by, at=at)
    return organisation


@transaction.atomic
def save(
    organisation: Organisation, content: Content, *, seen: datetime | None, by: User
) -> Organisation:
    """Change what is written about an organisation, as it stood when it was last changed at `seen`.

    Raises ChangedMeanwhile, IsMerged, NumberTaken, ParentLoop.
    """
    (locked,) = lock(organisation)
    if locked.state == State.MERGED:
        raise IsMerged
    if locked.updated_at != seen:
        raise ChangedMeanwhile
    _write(locked, content, by=by, at=next_moment(locked))
    return locked


def _write(organisation: Organisation, content: Content, *, by: User, at: datetime) -> None:
    _refuse_loop(organisation, content.parent)
    _refuse_taken(organisation, content.identifiers)
    for field in FIELDS:
        setattr(organisation, field, getattr(content, field))
    organisation.parent_id, organisation.updated_at = content.parent, at
    signed(organisation, by=by, at=at).save()
    _bring_to(
        list(organisation.names.all()), names(organisation, content), same=("text",), by=by, at=at
    )
    _number(organisation, content, by=by, at=at)
    vars(organisation).pop("_prefetched_objects_cache", None)


def _number(organisation: Organisation, content: Content, *, by: User, at: datetime) -> None:
    """Write down its numbers. Raises NumberTaken, also where somebody else took one at this very
    moment.
    """
    try:
        with transaction.atomic():
            _bring_to(
                list(organisation.identifiers.all()),
                identifiers(organisation, content),
                same=("scheme", "value"),
                by=by,
                at=at,
            )
    except IntegrityError:
        _refuse_taken(organisation, content.identifiers)
        raise


def fill(organisation: Organisation, content: Content) -> Organisation:
    """Return a new record with what stands in it, to be saved with many others."""
    for field in FIELDS:
        setattr(organisation, field, getattr(content, field))
    organisation.parent_id = content.parent
    return organisation


def names(organisation: Organisation, content: Content) -> list[OrganisationName]:
    """Return the names of an organisation as records, the main one first, each text once."""
    main = OrganisationName(
        organisation=organisation,
        text=content.name,
        kind=NameKind.PRIMARY,
        language=content.language,
    )
    others = [
        OrganisationName(organisation=organisation, **vars(other)) for other in content.other_names
    ]
    found = {record.text: record for record in reversed([main, *others])}
    for record in found.values():
        record.script, record.folded = (
            writing.script(record.text),
            writing.fold(record.text)[: 2 * LONGEST_NAME],
        )
    return list(reversed(found.values()))


def identifiers(organisation: Organisation, content: Content) -> list[Identifier]:
    return [
        Identifier(organisation=organisation, scheme=each.scheme, value=each.value)
        for each in content.identifiers
    ]


Row = OrganisationName | Identifier


def _bring_to(
    there: Iterable[Row], wanted: Iterable[Row], *, same: tuple[str, ...], by: User, at: datetime
) -> None:
    """Make the rows what is wanted, leaving alone those that are so already; what goes,
    goes first.
    """
    before = {_columns(row, same): row for row in there}
    after = {_columns(row, same): row for row in wanted}
    changed = [(before.get(key), row) for key, row in after.items()]
    for gone in before.keys() - after.keys():
        signed(before[gone], by=by, at=at).delete()
    for old, row in sorted(
        changed, key=lambda pair: getattr(pair[1], "kind", "") == NameKind.PRIMARY
    ):  # one main name at a time
        if old is None or _all_columns(old) != _all_columns(row):
            row.pk = old.pk if old else None
            signed(row, by=by, at=at).save()


def _columns(row: Row, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)


def _all_columns(row: Row) -> tuple[object, ...]:
    return tuple(
        getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    )


def _refuse_taken(organisation: Organisation, numbers: Iterable[Number]) -> None:
    if found := taken(numbers, besides=[organisation.pk]):
        raise NumberTaken(found)


def _refuse_loop(organisation: Organisation, parent: UUID | None) -> None:
    """Walk up from the parent: whoever is met on the way may not be the organisation itself."""
    seen: set[UUID] = set()
    while parent is not None and parent not in seen:
        if parent == organisation.pk:
            raise ParentLoop
        seen.add(parent)
        parent = (
            Organisation.objects.select_for_update()
            .values_list("parent_id", flat=True)
            .get(pk=parent)
        )


def imported(content: Content, *, id: UUID, source: Import, by: User, at: datetime) -> Organisation:
    """Return a record for one row of an import, to be saved with the others."""
    return fill(
        Organisation(pk=id, imported=source, created_by=by, created_at=at, updated_at=at), content
    )
