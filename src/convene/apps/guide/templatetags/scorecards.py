"""Figures of a scorecard as people read them."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from convene.core.scorecard import Indicator
from convene.core.world import Active

register = template.Library()
ROLES = {
    "funder": _("funds"),
    "accountable": _("is accountable"),
    "extending": _("passes money on"),
    "implementer": _("carries out"),
    "reporter": _("reports"),
    "buyer": _("buys"),
    "supplier": _("supplies"),
    "bidder": _("bids"),
    "payer": _("pays"),
    "payee": _("is paid"),
    "partner": _("is a partner"),
}
"""What an organisation does in an activity, by the role its record gives it."""


@register.filter
def figured(value: Decimal | None, indicator: Indicator) -> str:
    """Return a figure with as many decimals as its publisher shows: two for estimates, else only what is not whole."""
    if value is None:
        return ""
    shown = value.quantize(Decimal("0.01")) + 0 if indicator.banded_by == "rank" else value
    return str(number_format(int(shown) if indicator.banded_by == "value" and shown == int(shown) else shown))


@register.filter
def role(code: str) -> str:
    """Return what an organisation in a role does."""
    return str(ROLES.get(code, code))


@register.filter
def loads(active: Active) -> list[str]:
    """Return the ids by which the page cites the files that name an organisation."""
    return [f"open-{number}" for number in active.row.sources]
