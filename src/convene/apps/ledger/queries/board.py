"""Everything that was promised in an alliance, and what has come of it: its page of promises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from convene.apps.ledger.models import Book, Contribution, Delivery, Instalment
from convene.apps.ledger.queries import standing
from convene.apps.ledger.queries.due import outstanding, unverified
from convene.apps.ledger.words import BINDING, OPEN, Column, Step
from convene.apps.workshop.models import Alliance

NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Come:
    """What was promised and has come, in one currency; each is None where nobody knows it. Where
    bars are compared, `longest` is what the longest of them all stands for.
    """

    promised: Decimal | None
    delivered: Decimal | None
    verified: Decimal | None
    longest: Decimal | None = None

    @property
    def most(self) -> Decimal:
        return max(self.promised or NOTHING, self.delivered or NOTHING, self.verified or NOTHING)

    @property
    def widths(self) -> dict[str, str]:
        """How long each bar is, in hundredths of the longest; one that nobody knows has none."""
        longest = self.longest or self.most or Decimal(1)
        bars = {
            "promised": self.promised,
            "delivered": self.delivered,
            "verified": self.verified,
        }
        return {name: f"{(value or NOTHING) * 100 / longest:.1f}%" for name, value in bars.items()}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One promise with what has come of it, in its own currency. `over` is what came beyond it and
    `held` how often something came while the partner was stopped.
    """

    promise: Contribution
    come: Come
    over: Decimal
    held: int
    late: int
    """Days since the first of what is due and has not all come; nothing where it is not late."""
    said: int
    """Days since the first of what was due and is only said to have come; nothing where it is
    verified.
    """
    due_on: date | None
    deliveries: tuple[tuple[Delivery, str], ...]

    @property
    def doubted(self) -> int:
        """How many deliveries are disputed and not settled."""
        return sum(stands in standing.DOUBTED for _came, stands in self.deliveries)

    @property
    def to_verify(self) -> int:
        """How many deliveries have evidence and wait for somebody to verify them."""
        waits = (Step.EVIDENCED, Step.TO_VERIFY)
        return sum(stands in waits for _came, stands in self.deliveries)

    @property
    def has_left(self) -> bool:
        """Whether something is open of a partner that has left."""
        return self.promise.partner.left_on is not None and self.promise.state in OPEN

    @property
    def base(self) -> Come:
        """The same in the base currency: stored values only, None where nobody knows one."""
        promise = self.promise
        steps = (taken for came, _stands in self.deliveries for taken in came.steps.all())
        is_known = all(taken.base_counted is not None for taken in steps if taken.counted)
        return Come(
            promised=promise.base_value,
            delivered=None if promise.came_unrated else promise.base_came,
            verified=promise.base_verified if is_known else None,
        )


@dataclass(frozen=True, kw_only=True)
class Sum:
    """The sum of one kind of money in the base currency, and of how many promises the value is not
    known.
    """

    group: str
    come: Come
    unknown: int
    over: Decimal
    """What came beyond what was promised, as far as its value is known."""


@dataclass(frozen=True, kw_only=True)
class Board:
    book: Book | None
    priced: tuple[Row, ...]
    unpriced: tuple[Row, ...]
    sums: tuple[Sum, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return (*self.priced, *self.unpriced)

    @property
    def has_left(self) -> bool:
        """Whether something is open of a partner that has left."""
        return any(row.has_left for row in self.rows)

    @property
    def late(self) -> list[Row]:
        return sorted((row for row in self.rows if row.late), key=lambda row: -row.late)

    @property
    def said(self) -> list[Row]:
        return sorted((row for row in self.rows if row.said), key=lambda row: -row.said)


def board(alliance: Alliance, *, today: date) -> Board:
    """Return all promises of an alliance, those with a price apart from those that have none."""
    promises = Contribution.objects.filter(alliance=alliance).select_related(
        "partner__organisation"
    )
    known = promises.prefetch_related("partner__organisation__names", "deliveries__steps")
    due = first_due(outstanding([alliance.pk]))
    unchecked = first_due(unverified([alliance.pk], before=today))
    rows = [
        _row(promise, due=due.get(promise.pk), unchecked=unchecked.get(promise.pk), today=today)
        for promise in known
    ]
    priced = tuple(entry for entry in rows if entry.promise.column != Column.UNPRICED)
    return Board(
        book=Book.objects.filter(alliance=alliance).first(),
        priced=priced,
        unpriced=tuple(entry for entry in rows if entry.promise.column == Column.UNPRICED),
        sums=tuple(sums(priced)),
    )


def row(promise: Contribution, *, today: date) -> Row:
    """Return one promise with what has come of it."""
    due = outstanding([promise.alliance_id]).filter(contribution=promise)
    unchecked = unverified([promise.alliance_id], before=today).filter(contribution=promise)
    return _row(
        promise,
        due=first_due(due).get(promise.pk),
        unchecked=first_due(unchecked).get(promise.pk),
        today=today,
    )


def first_due(due: QuerySet[Instalment]) -> Mapping[UUID, Instalment]:
    """Return of each promise the first that is due and has not come."""
    latest_first = due.order_by("-due_on", "-position", "-pk")
    return {instalment.contribution_id: instalment for instalment in latest_first}


def _row(
    promise: Contribution, *, due: Instalment | None, unchecked: Instalment | None, today: date
) -> Row:
    deliveries = tuple((came, standing.of(came)) for came in promise.deliveries.all())
    real = [came for came, stands in deliveries if stands not in standing.GONE]
    delivered = sum((came.amount or NOTHING for came in real), NOTHING)
    over = max(delivered - (promise.amount or delivered), NOTHING)
    priced = promise.column != Column.UNPRICED
    return Row(
        promise=promise,
        come=Come(
            promised=promise.amount,
            delivered=delivered - over if priced else None,
            verified=promise.verified if priced else None,
        ),
        over=over,
        held=sum(came.is_held for came in real),
        late=max((today - due.due_on).days, 0) if due else 0,
        said=(today - unchecked.due_on).days if unchecked else 0,
        due_on=due.due_on if due else None,
        deliveries=deliveries,
    )


def sums(rows: Iterable[Row]) -> Iterable[Sum]:
    """Return what was promised and has come of own, private and civil, and public money, as stored
    in the base currency. What is only talked of, or stands beside the alliance, is in none.
    """
    several = bound(rows)
    for group in ("own", "private", "public", "unsaid"):
        own = [entry for entry in several if group_of(entry.promise) == group]
        if own:
            come, unknown = together(own)
            over = sum((entry.promise.base_over for entry in own), NOTHING)
            yield Sum(group=group, come=come, unknown=unknown, over=over)


def bound(rows: Iterable[Row]) -> list[Row]:
    """Return what sums are of: what was promised to the alliance itself, from its first source."""
    return [
        entry
        for entry in rows
        if entry.promise.state in BINDING
        and not entry.promise.is_parallel
        and entry.promise.passed_on_from_id is None
    ]


def together(rows: Iterable[Row]) -> tuple[Come, int]:
    """Return the sum of what is known of several promises with a price in the base currency, and of
    how many of them a value is not known.
    """
    several = [(entry.promise, entry.base) for entry in rows]
    unknown = sum(None in (base.promised, base.delivered) for _promise, base in several)
    come = Come(
        promised=_known((promise.base_value, base.promised) for promise, base in several),
        delivered=_known((promise.base_came, base.delivered) for promise, base in several),
        verified=_known((promise.base_verified, base.verified) for promise, base in several),
    )
    return come, unknown


def group_of(promise: Contribution) -> str:
    """Return whose money it is, as the page groups it."""
    if promise.partner.is_own:
        return "own"
    by_origin = {"private": "private", "civil": "private", "public": "public"}
    return by_origin.get(promise.partner.origin, "public" if promise.partner.origin else "unsaid")


def _known(values: Iterable[tuple[Decimal | None, Decimal | None]]) -> Decimal | None:
    """Return the sum of what is known of values, each with the whole of it where that is known;
    None where nothing is known.
    """
    several = list(values)
    total = sum((part or NOTHING for part, _whole in several), NOTHING)
    return total if total or any(whole is not None for _part, whole in several) else None
