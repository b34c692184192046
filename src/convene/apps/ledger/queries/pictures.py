"""What was promised in an alliance and has come, drawn: from whom, when, and of what kind.

All from one board, so that every picture adds up to the sums of the page of promises. What nobody
knows the value of is counted beside and never drawn.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from django.utils import timezone

from convene.apps.ledger.queries import standing
from convene.apps.ledger.queries.board import NOTHING, Board, Come, Row, bound, together
from convene.apps.ledger.words import Column
from convene.apps.workshop.words import kind_of

IN_DAYS = 62
"""Days that are drawn one by one; what lasts longer is drawn by months."""
WIDTH, HEIGHT = 1000, 240
"""Units of the picture of steps."""
Moment = tuple[date | None, str, Decimal]
"""On which day, in which series, by how much."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a partner, or partners with one kind, promised: `unknown` promises have a price that is
    not known in the base currency, `unpriced` ones never get one.
    """

    name: str
    come: Come
    unknown: int
    unpriced: int

    @property
    def is_drawn(self) -> bool:
        return self.come.promised is not None or self.come.delivered is not None


@dataclass(frozen=True, kw_only=True)
class Level:
    """What was promised and had come by the end of a period; `since` is its first day, None for
    what nobody knows the day of.
    """

    since: date | None
    come: Come


@dataclass(frozen=True, kw_only=True)
class Steps:
    """How the sums grew, by days or by months: the periods in which something changed."""

    is_by_day: bool
    last: date
    levels: tuple[Level, ...]

    @property
    def first(self) -> date | None:
        """The first period, None where the picture begins with what has no day."""
        return self.levels[0].since

    @property
    def highest(self) -> Decimal:
        return max(level.come.most for level in self.levels)

    @property
    def paths(self) -> dict[str, str]:
        """The outline of each series, from the ground up; empty for one that nobody knows."""
        series = {
            "promised": [level.come.promised for level in self.levels],
            "delivered": [level.come.delivered for level in self.levels],
            "verified": [level.come.verified for level in self.levels],
        }
        return {name: self._path(values) for name, values in series.items()}

    def _path(self, values: Iterable[Decimal | None]) -> str:
        known = [value for value in values if value is not None]
        if not known:
            return ""
        steps = zip(self._starts(), known, strict=True)
        up = (f"H{start:.1f}V{self._height(value):.1f}" for start, value in steps)
        return f"M0 {HEIGHT}{''.join(up)}H{WIDTH}V{HEIGHT}Z"

    def _height(self, value: Decimal) -> Decimal:
        return HEIGHT - value * HEIGHT / (self.highest or 1)

    def _starts(self) -> list[Decimal]:
        """Return where each period begins; what has no day has a period of its own before all."""
        days = [level.since for level in self.levels if level.since]
        begin = days[0] if days else self.last
        without = len(self.levels) - len(days)
        places = [*range(without), *(self._periods(begin, day) + without for day in days)]
        number = self._periods(begin, self.last) + without + 1
        return [Decimal(place) * WIDTH / number for place in places]

    def _periods(self, begin: date, end: date) -> int:
        if self.is_by_day:
            return (end - begin).days
        return (end.year - begin.year) * 12 + end.month - begin.month


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """The pictures of one alliance: `whole` is what each adds up to, None where nothing was
    promised.
    """

    whole: Part
    partners: tuple[Part, ...]
    kinds: tuple[Part, ...]
    steps: Steps | None

    @property
    def is_empty(self) -> bool:
        return not self.partners


def pictures(board: Board, *, today: date) -> Pictures:
    """Return what is drawn of a board: what was promised, and has come of it."""
    rows = bound(board.rows)
    return Pictures(
        whole=_part("", rows),
        partners=_parts(rows, by=lambda row: row.promise.partner_id, name=_partner),
        kinds=_parts(rows, by=lambda row: row.promise.kind, name=_kind),
        steps=_steps(rows, today=today),
    )


def _partner(row: Row) -> str:
    return str(row.promise.partner)


def _kind(row: Row) -> str:
    return kind_of(row.promise.kind)


def _parts(
    rows: Iterable[Row], *, by: Callable[[Row], object], name: Callable[[Row], str]
) -> tuple[Part, ...]:
    """Return the rows put together, the greatest first, drawn to one scale."""
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    parts = [_part(name(own[0]), own) for own in groups.values()]
    longest = max((part.come.most for part in parts), default=NOTHING)
    scaled = [replace(part, come=replace(part.come, longest=longest)) for part in parts]
    return tuple(sorted(scaled, key=lambda part: (-part.come.most, part.name)))


def _part(name: str, rows: Sequence[Row]) -> Part:
    priced = [row for row in rows if row.promise.column != Column.UNPRICED]
    come, unknown = together(priced)
    return Part(name=name, come=come, unknown=unknown, unpriced=len(rows) - len(priced))


def _steps(rows: Iterable[Row], *, today: date) -> Steps | None:
    priced = [row for row in rows if row.promise.column != Column.UNPRICED]
    moments = [moment for row in priced for moment in _moments(row)]
    if not moments:
        return None
    days = [day for day, _series, _value in moments if day]
    first, last = min(days, default=today), max(days, default=today)
    last = max(last, today)
    is_by_day = (last - first).days < IN_DAYS
    changes: dict[date | None, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for day, series, value in moments:
        since = day if day is None or is_by_day else day.replace(day=1)
        changes[since][series] += value
    whole, _unknown = together(priced)
    return Steps(is_by_day=is_by_day, last=last, levels=tuple(_levels(changes, whole)))


def _levels(changes: Mapping[date | None, Mapping[str, Decimal]], whole: Come) -> Iterator[Level]:
    """Yield the sums by the end of each period; what is not known in the end never was."""
    periods = sorted(changes, key=lambda since: since or date.min)
    grown = {
        series: list(accumulate(changes[since].get(series, NOTHING) for since in periods))
        for series in ("promised", "delivered", "verified")
    }
    for place, since in enumerate(periods):
        come = Come(
            promised=None if whole.promised is None else grown["promised"][place],
            delivered=None if whole.delivered is None else grown["delivered"][place],
            verified=None if whole.verified is None else grown["verified"][place],
        )
        yield Level(since=since, come=come)


def _moments(row: Row) -> Iterator[Moment]:
    """Yield when the sums of a promise grew or shrank, as far as they are known: when it was made,
    when something came that stands, and when that was verified or no longer.
    """
    if row.promise.base_value is not None:
        yield row.promise.agreed_on, "promised", row.promise.base_value
    for came, value in standing.within(row.promise, row.promise.deliveries.all()):
        if value is not None:
            yield came.on, "delivered", value
        for taken in came.steps.all():
            if taken.base_counted:
                yield timezone.localdate(taken.at), "verified", taken.base_counted
