"""The alliances that somebody asked for as a table of a spreadsheet, exactly those."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from convene.apps.portfolio.queries.alliances import Money, Row
from convene.feeds.writing import Cell, write_xlsx


def workbook(rows: Iterable[Row]) -> bytes:
    """Return a workbook with a line for each alliance. Sums are numbers where no program rounds
    them, else text; one that is not known says so, and is no nought.
    """
    out = io.BytesIO()
    header = (
        _("Alliance"),
        _("State"),
        _("Country"),
        _("Kind of alliance"),
        _("Currency"),
        _("Promised"),
        _("Delivered"),
        _("Verified"),
        _("Without a value in this currency"),
        _("Deliveries without a rate"),
        _("Never priced"),
        _("Late"),
        _("Disputed"),
        _("Partners stopped by their vetting"),
        _("Overrides that two others agreed to, not over"),
        _("Risks of 15 or more not signed off"),
    )
    write_xlsx(out, header=header, lines=[_line(row) for row in rows])
    return out.getvalue()


def _line(row: Row) -> list[Cell]:
    alliance = row.alliance
    head = [alliance.title, alliance.get_state_display(), alliance.country, alliance.model]
    counts = (row.late, row.disputed, row.stopped, row.overridden, row.unsigned)
    return [*head, row.base, *_sums(row.money), *map(float, counts)]


def _sums(money: Money | None) -> list[Cell]:
    if money is None:
        return [_("nothing recorded"), *[None] * 5]
    promised = money.promised if money.knows_promised else _("not known")
    delivered = money.delivered if money.knows_delivered else _("not known")
    counts = (money.unvalued, money.unrated, money.unpriced)
    return [promised, delivered, money.verified, *map(float, counts)]
