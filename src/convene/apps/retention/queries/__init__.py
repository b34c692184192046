"""What is past its day, what is held, and what was disposed of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from convene.apps.retention.models import STANDS, Certificate, Clock, Disposal, Hold, Item, Lifting
from convene.core.retention import CLOCKS
from convene.ground import keeping
from convene.ground.keeping import Due, Kept


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A kind of record with its clock, and what of it is past its day. `proposed` are those that a
    disposal waits for already.
    """

    kind: Kept
    years: int
    set_by: Clock | None
    due: Sequence[Due]
    proposed: Collection[str]

    @property
    def free(self) -> list[Due]:
        """Those that somebody may propose to dispose of."""
        return [due for due in self.due if not due.held and due.key not in self.proposed]

    @property
    def held(self) -> int:
        return sum(due.held for due in self.due)


def kind(code: str) -> Kept:
    """Return a kind of record with a clock. Raises KeyError."""
    return keeping.NAMED.kept[code]


def clock(code: str) -> Clock | None:
    """Return what somebody said last of how long a kind of record is kept."""
    return Clock.objects.filter(kind=code).last()


def years(code: str) -> int:
    """Return for how many years a kind of record is kept: as somebody said, or by default."""
    last = clock(code)
    return last.years if last else CLOCKS[code].years


def shelf(code: str, *, today: date) -> Shelf:
    """Return what of a kind is past its day. Raises KeyError."""
    known, kept = kind(code), years(code)
    waits = Item.objects.filter(disposal__state="proposed", kind=code)
    return Shelf(
        kind=known,
        years=kept,
        set_by=clock(code),
        due=sorted(known.due(kept, today), key=lambda due: (due.kept_until, due.name)),
        proposed=set(waits.values_list("record", flat=True)),
    )


def shelves(*, today: date) -> list[Shelf]:
    return [shelf(code, today=today) for code in keeping.NAMED.kept]


def held_among(code: str, records: Collection[UUID]) -> set[UUID]:
    """Return those of some records of a kind that are under legal hold."""
    standing = Hold.objects.filter(kind=code, record__in=records, state__in=STANDS)
    return set(standing.values_list("record", flat=True))


def holds_on(code: str, record: UUID) -> QuerySet[Hold]:
    """Return the legal holds that stand on a record."""
    return Hold.objects.filter(kind=code, record=record, state__in=STANDS)


def held(record: Hold) -> Any:
    """Return the record that is held; None where it is gone or nobody knows its kind."""
    known = keeping.NAMED.holdable.get(record.kind)
    return known.find(record.record) if known else None


def holds() -> QuerySet[Hold]:
    """Return the legal holds that stand, the newest first."""
    standing = Hold.objects.filter(state__in=STANDS)
    return standing.select_related("proposed_by", "decided_by").order_by("-proposed_at", "-pk")


def lifting(hold: Hold) -> Lifting | None:
    """Return what waits for a second person to lift a hold."""
    return hold.liftings.filter(state="proposed").first()


def disposals() -> QuerySet[Disposal]:
    """Return the disposals that wait for a second person."""
    return Disposal.objects.filter(state="proposed").select_related("proposed_by")


def certificates() -> QuerySet[Certificate]:
    return Certificate.objects.select_related("proposed_by", "by")


def certified(hash: str) -> Certificate | None:
    """Return the certificate of the disposal in which something with this hash went."""
    named = (one for one in certificates() if hash in {value for _what, value in one.hashes})
    return next(named, None)
