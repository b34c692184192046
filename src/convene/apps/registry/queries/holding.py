"""Which organisations are under legal hold, and which imports came to nothing."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from convene.apps.accounts.models import User
from convene.apps.registry.models import Import, Organisation, Tie
from convene.apps.retention.models import STANDS, Hold
from convene.core import retention
from convene.ground.keeping import Due, Under, plain

ORGANISATION, TIE = "registry.organisation", "registry.tie"


def held(organisations: Collection[UUID]) -> set[UUID]:
    """Return those of some organisations that are under legal hold: they themselves, or a record
    that is one with them by a merge.
    """
    holds = Hold.objects.filter(kind=ORGANISATION, state__in=STANDS)
    records = set(holds.values_list("record", flat=True))
    return held_with(organisations, records) if records else set()


def one_with(organisations: Collection[UUID]) -> set[UUID]:
    """Return the keys of some organisations, and of the records that are one with them."""
    into = _merged()
    roots = {_root(organisation, into) for organisation in organisations}
    return roots | {record for record in into if _root(record, into) in roots}


def lock(organisations: Collection[UUID]) -> set[UUID]:
    """Keep organisations, and the records that are one with them, as they are until the transaction
    ends: whoever holds one and whoever erases something of it come one after the other.
    """
    rows = Organisation.objects.select_for_update(no_key=True).order_by("pk")
    return set(rows.filter(pk__in=one_with(organisations)).values_list("pk", flat=True))


def worked_on(organisations: Collection[UUID], person: User) -> set[UUID]:
    """Return those of some organisations that a person entered, or a record that is one with it."""
    entered = set(Organisation.objects.filter(created_by=person).values_list("pk", flat=True))
    return held_with(organisations, entered)


def held_with(organisations: Collection[UUID], others: Collection[UUID]) -> set[UUID]:
    """Return those of some organisations that are one with one of the others."""
    into = _merged()
    roots = {_root(other, into) for other in others}
    return {organisation for organisation in organisations if _root(organisation, into) in roots}


def _merged() -> dict[UUID, UUID | None]:
    merged = Organisation.objects.exclude(merged_into=None)
    return dict(merged.values_list("pk", "merged_into_id"))


def _root(record: UUID, into: Mapping[UUID, UUID | None]) -> UUID:
    seen = {record}
    while (further := into.get(record)) and further not in seen:
        record = further
        seen.add(record)
    return record


def imports_due(years: int, today: date) -> Iterable[Due]:
    """Yield the imports that nobody confirmed, and those that were undone, past their day; with a
    table of owners go those whom it named.
    """
    sources = list(_came_to_nothing())
    held_ones = held({tie.organisation_id for source in sources for tie in source.ties.all()})
    for source in sources:
        closed = localdate(source.undone_at or source.uploaded_at)
        until = retention.kept_until(closed, years=years)
        if retention.is_past(until, today=today):
            ties = source.ties.all()
            yield Due(
                record=source.pk,
                name=source.file_name,
                closed=closed,
                kept_until=until,
                also=tuple((TIE, plain(tie.pk)) for tie in ties),
                held=any(tie.organisation_id in held_ones for tie in ties),
            )


def _came_to_nothing() -> QuerySet[Import]:
    return Import.objects.exclude(state=Import.State.IMPORTED).prefetch_related("ties")


def imports_under(records: Collection[UUID]) -> Under:
    """Return whose legal hold keeps some imports: the organisations behind which they put
    somebody.
    """
    ties = Tie.objects.filter(brought_in__in=records)
    return {ORGANISATION: one_with(set(ties.values_list("organisation_id", flat=True)))}
