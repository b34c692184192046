"""The statements of an alliance, partner by partner, and what the next would say."""

from dataclasses import dataclass
from datetime import date

from convene.apps.statements.models import Statement, StatementLine
from convene.apps.statements.queries.drawing import Drawn
from convene.apps.statements.queries.reading import (
    FIELDS,
    Answered,
    Read,
    of_alliance,
    read,
    statements,
)
from convene.apps.workshop.models import Alliance, Partner
from convene.core.statements import period


@dataclass(frozen=True, kw_only=True)
class Row:
    """A partner with the last statement to it, and those before."""

    partner: Partner
    last: Read | None
    earlier: tuple[Read, ...]


def by_partner(alliance: Alliance) -> list[Row]:
    """Return every partner of an alliance, those that left only where something was stated."""
    by_key: dict[object, list[Read]] = {}
    for statement in of_alliance(alliance).prefetch_related("notices__sendings"):
        by_key.setdefault(statement.partner_id, []).append(read(statement))
    partners = alliance.partners.select_related("organisation").prefetch_related(
        "organisation__names"
    )
    return [
        _row(partner, by_key.get(partner.pk, []))
        for partner in partners
        if partner.left_on is None or partner.pk in by_key
    ]


def _row(partner: Partner, own: list[Read]) -> Row:
    return Row(partner=partner, last=own[0] if own else None, earlier=tuple(own[1:]))


def to(partner: Partner) -> list[Read]:
    """Return the statements to a partner, the newest first."""
    return [read(statement) for statement in statements(partner)]


def next_period(partner: Partner, *, again: str = "", today: date) -> tuple[date, date]:
    """Return the period that the next statement to a partner would be of; where one is issued
    `again`, by its key, the same.
    """
    issued = Statement.objects.filter(partner=partner).order_by("until")
    if same := next((row for row in issued if str(row.pk) == again), None):
        return same.since, same.until
    last = issued.last()
    return period(last.until if last else None, start=partner.joined_on, today=today)


def previewed(drawn: Drawn) -> list[Answered]:
    """Return the lines that a statement would have."""
    return [
        Answered(
            row=StatementLine(position=position, **{name: getattr(line, name) for name in FIELDS}),
            line=line,
            answer=None,
            earlier=(),
        )
        for position, line in enumerate(drawn.lines)
    ]
