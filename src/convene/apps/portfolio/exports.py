"""The alliances that somebody asked for as a table of a spreadsheet, exactly those."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from convene.apps.portfolio.queries.alliances import Money, Row
from convene.feeds.writing import write_xlsx


def workbook(rows: Iterable[Row]) -> bytes:
    """Return a workbook with a line for each alliance. Sums are text, so that no program rounds
    them; what is not known is empty.
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
        _("Never priced"),
        _("Late"),
        _("Disputed"),
        _("Partners stopped by their vetting"),
        _("Overrides that two others agreed to, not over"),
        _("Risks of 15 or more not signed off"),
    )
    write_xlsx(out, header=header, lines=[_line(row) for row in rows])
    return out.getvalue()


def _line(row: Row) -> list[str | float | None]:
    alliance = row.alliance
    head = [alliance.title, alliance.get_state_display(), alliance.country, alliance.model]
    counts = (row.late, row.disputed, row.stopped, row.overridden, row.unsigned)
    return [*head, row.base, *_sums(row.money), *map(float, counts)]


def _sums(money: Money | None) -> list[str | float | None]:
    if money is None:
        return [None] * 5
    amounts = (money.promised, money.delivered, money.verified)
    counts = (money.unvalued, money.unpriced)
    return [*(f"{amount.normalize():f}" for amount in amounts), *map(float, counts)]
