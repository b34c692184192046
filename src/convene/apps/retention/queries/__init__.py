"""What is past its day, what is held, and what was disposed of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from convene.apps.accounts.models import User
from convene.apps.retention.models import STANDS, Certificate, Clock, Disposal, Hold, Item, Lifting
from convene.core.retention import CLOCKS
from convene.ground import keeping
from convene.ground.keeping import Due, Kept, Under


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


def has_let_go(under: Under, person: User) -> bool:
    """Say whether somebody refused a legal hold on one of these, or helped to lift one."""
    lifted = Q(liftings__decided_by=person) | Q(liftings__proposed_by=person)
    over = Q(state="refused", decided_by=person) | Q(lifted, liftings__state="agreed")
    return any(
        Hold.objects.filter(over, kind=code, record__in=records).exists()
        for code, records in under.items()
    )


def years_before(code: str, person: User) -> list[int]:
    """Return for how many years a kind of record was kept before each time that somebody shortened
    them.
    """
    clocks = list(Clock.objects.filter(kind=code))
    before = [CLOCKS[code].years, *(clock.years for clock in clocks)]
    changes = zip(before, clocks, strict=False)
    return [years for years, clock in changes if clock.by == person and clock.years < years]


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


def left(certificate: Certificate | None) -> int:
    """Return how many files of what was certified as disposed of are still to be removed."""
    return kind(certificate.kind).left(certificate.at) if certificate else 0


def period(disposal: Disposal) -> tuple[date, date]:
    """Return the first and the last day on which a record of a disposal was closed."""
    days = disposal.items.filter(kind=disposal.kind).aggregate(Min("closed"), Max("closed"))
    return days["closed__min"], days["closed__max"]


def clock_of(disposal: Disposal) -> Clock | None:
    """Return what somebody had said last of how long these are kept, when it was proposed."""
    return Clock.objects.filter(kind=disposal.kind, at__lte=disposal.proposed_at).last()


def certified(hash: str) -> Certificate | None:
    """Return the certificate of the disposal in which something with this hash went."""
    named = (one for one in certificates() if hash in {value for _what, value in one.hashes})
    return next(named, None)
