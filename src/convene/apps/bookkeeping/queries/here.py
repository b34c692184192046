"""What an alliance holds today, loaded at once, and each record as the cells of a workbook."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from convene.apps.ledger.actions.record import BASE
from convene.apps.ledger.models import ANSWERS, Book, Contribution, Delivery, DueChange, Instalment
from convene.apps.ledger.queries import standing
from convene.apps.ledger.queries import terms as queries
from convene.apps.ledger.queries.stopped import why_stopped
from convene.apps.ledger.queries.terms import Line
from convene.apps.workshop.models import Alliance, Partner
from convene.core.lifecycle import What
from convene.core.money import plain, unmistakable
from convene.ground.proposals import State as Proposed

LONGEST = 32_000
"""Characters that a cell of a workbook holds."""
_AMENDING: tuple[What, ...] = ("commitments", "amendments")
AT_ONCE = 500
"""Keys that one question to the database names."""
Cells = Mapping[str, str]


@dataclass(kw_only=True)
class Here:
    """An alliance on a day; with `only`, no other promises than these are loaded."""

    alliance: Alliance
    today: date
    only: Collection[UUID] | None = None

    @cached_property
    def base(self) -> str:
        book = Book.objects.filter(alliance=self.alliance).first()
        return book.base if book else ""

    @cached_property
    def partners(self) -> Mapping[UUID, Partner]:
        rows = Partner.objects.filter(alliance=self.alliance).select_related("organisation")
        return {row.pk: row for row in rows.prefetch_related("organisation__names")}

    @cached_property
    def names(self) -> Mapping[UUID, str]:
        """What a workbook calls each partner: its name, or its key where two have the same."""
        names = {key: tidied(str(partner)) for key, partner in self.partners.items()}
        times = Counter(name.casefold() for name in names.values())
        return {
            key: name if times[name.casefold()] == 1 else str(key) for key, name in names.items()
        }

    @cached_property
    def promises(self) -> Mapping[UUID, Contribution]:
        rows = Contribution.objects.filter(alliance=self.alliance)
        if self.only is None:
            return {row.pk: row for row in rows}
        return {row.pk: row for keys in _some(self.only) for row in rows.filter(pk__in=keys)}

    @cached_property
    def lines(self) -> Mapping[UUID, Sequence[Line]]:
        """When what of each promise is due."""
        lines: dict[UUID, list[Line]] = defaultdict(list)
        rows = Instalment.objects.filter(is_dropped=False)
        if self.only is None:
            rows = rows.filter(contribution__alliance=self.alliance)
        else:
            rows = rows.filter(contribution__in=list(self.promises))
        for row in rows:
            lines[row.contribution_id].append(queries.line(row))
        return lines

    @cached_property
    def deliveries(self) -> Mapping[UUID, Delivery]:
        rows = Delivery.objects.select_related("instalment").prefetch_related("steps")
        if self.only is None:
            return {row.pk: row for row in rows.filter(contribution__alliance=self.alliance)}
        return {row.pk: row for row in rows.filter(contribution__in=list(self.promises))}

    @cached_property
    def come(self) -> set[UUID]:
        """The promises of which something came."""
        return {came.contribution_id for came in self.deliveries.values()}

    @cached_property
    def undecided(self) -> set[UUID]:
        """The promises of which another day is proposed."""
        waiting = DueChange.objects.filter(state=Proposed.PROPOSED)
        of_alliance = waiting.filter(instalment__contribution__alliance=self.alliance)
        return set(of_alliance.values_list("instalment__contribution", flat=True))

    @cached_property
    def by_title(self) -> Mapping[str, Sequence[UUID]]:
        titles: dict[str, list[UUID]] = defaultdict(list)
        for key, promise in self.promises.items():
            titles[tidied(promise.title).casefold()].append(key)
        return titles

    def is_stopped(self, partner: UUID) -> bool:
        """Say whether nothing that a partner promised may be amended today."""
        if partner not in self._stopped:
            giver = self.partners[partner]
            stops = (why_stopped(giver, what, today=self.today) for what in _AMENDING)
            self._stopped[partner] = any(stops)
        return self._stopped[partner]

    @cached_property
    def _stopped(self) -> dict[UUID, bool]:
        return {}

    def promise_cells(self, promise: Any, lines: Iterable[Line] | None = None) -> dict[str, str]:
        """Return a promise, as it stands or as a line of its history has it, as cells."""
        due = self.lines.get(promise.pk, ()) if lines is None else lines
        is_base = promise.rate_source == BASE
        cells = {
            "id": str(promise.id),
            "version": str(promise.version),
            "partner": self.names.get(promise.partner_id, ""),
            **{name: getattr(promise, name) for name in _TEXTS},
            **{name: amount(getattr(promise, name)) for name in _AMOUNTS},
            "is_estimate": flag(promise.is_estimate),
            "rate": "" if is_base or promise.rate is None else plain(promise.rate),
            "rate_day": "" if is_base else day(promise.rate_day),
            "rate_source": "" if is_base else promise.rate_source,
            "due": "\n".join(map(line_text, due)),
            "passed_on_from": str(promise.passed_on_from_id or ""),
            "is_parallel": flag(promise.is_parallel),
            "is_shared": flag(promise.is_shared),
            **{name: getattr(promise, name) for name in ANSWERS},
            "agreed_on": day(promise.agreed_on),
        }
        return {name: tidied(cell) for name, cell in cells.items()}

    def delivery_cells(self, delivery: Delivery) -> dict[str, str]:
        """Return a delivery as cells."""
        promise = self.promises[delivery.contribution_id]
        steps = list(delivery.steps.all())
        is_base = delivery.rate_source == BASE
        cells = {
            "id": str(delivery.pk),
            "version": str(len(steps)),
            "promise": str(promise.pk),
            "on": day(delivery.on),
            "what": delivery.what,
            "amount": amount(delivery.amount),
            "quantity": amount(delivery.quantity),
            "due_on": day(delivery.instalment.due_on) if delivery.instalment else "",
            "rate": "" if is_base or delivery.rate is None else plain(delivery.rate),
            "rate_day": "" if is_base else day(delivery.rate_day),
            "rate_source": "" if is_base else delivery.rate_source,
            "partner": self.names.get(promise.partner_id, ""),
            "promise_title": promise.title,
            "currency": promise.currency,
            "stands": standing.after(steps),
            "base_value": amount(delivery.base_value),
        }
        return {name: tidied(cell) for name, cell in cells.items()}

    def exported(self, asked: Iterable[tuple[UUID, int]]) -> Mapping[tuple[UUID, int], Cells]:
        """Return promises as they were at earlier versions, as far as there were any."""
        wanted = set(asked)
        dues = _History([key for key, _version in wanted])
        cells = {}
        for keys in _some({key for key, _version in wanted}):
            for row in Contribution.history.filter(id__in=keys):
                if (row.id, row.version) in wanted:
                    lines = dues.lines(row.id, row.history_date)
                    cells[row.id, row.version] = self.promise_cells(row, lines)
        return cells


class _History:
    """The instalments of promises as they were."""

    def __init__(self, keys: Collection[UUID]) -> None:
        self.rows: dict[UUID, list[Any]] = defaultdict(list)
        for some in _some(keys):
            rows = Instalment.history.filter(contribution_id__in=some)
            for row in rows.order_by("history_date", "history_id"):
                self.rows[row.contribution_id].append(row)

    def lines(self, promise: UUID, moment: Any) -> list[Line]:
        latest = {row.id: row for row in self.rows[promise] if row.history_date <= moment}
        stood = [row for row in latest.values() if not row.is_dropped]
        stood.sort(key=lambda row: (row.due_on, row.position, str(row.id)))
        return [queries.line(row) for row in stood]


_TEXTS = (
    "title",
    "kind",
    "column",
    "state",
    "currency",
    "unit",
    "method",
    "method_note",
    "ended_because",
)
_AMOUNTS = ("amount", "quantity", "unit_value", "verified", "base_value")


def tidied(text: str) -> str:
    """Return a text as every spreadsheet gives it back and every database keeps it: without space
    around it, with one kind of end of line, without halves of characters, no longer than a cell.
    """
    whole = text.encode("utf-8", "ignore").decode().replace("\x00", "")
    return whole.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST].strip()


def amount(value: Decimal | None) -> str:
    return "" if value is None else unmistakable(Decimal(plain(value)))


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def flag(value: bool) -> str:
    return "yes" if value else "no"


def line_text(line: Line) -> str:
    """Return one line of what is due, as its cell says it."""
    parts = [day(line.due_on), amount(line.amount), " ".join(line.note.split())]
    while not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _some(keys: Collection[UUID]) -> Iterable[list[UUID]]:
    every = list(keys)
    return (every[begin : begin + AT_ONCE] for begin in range(0, len(every), AT_ONCE))
