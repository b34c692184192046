"""Figures of a scorecard as people read them."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext

from convene.core import labels
from convene.core.open_data import Active
from convene.core.scorecard import Indicator

register = template.Library()


@register.filter
def figured(value: Decimal | None, indicator: Indicator) -> str:
    """Return a figure with as many decimals as its publisher shows: two for estimates, else only
    what is not whole.
    """
    if value is None:
        return ""
    shown = value.quantize(Decimal("0.01")) + 0 if indicator.banded_by == "rank" else value
    return str(
        number_format(
            int(shown) if indicator.banded_by == "value" and shown == int(shown) else shown
        )
    )


@register.filter
def holds(part: bool | None) -> str:
    """Say whether a part of the rule holds."""
    if part is None:
        return gettext("cannot be said")
    return gettext("holds") if part else gettext("does not hold")


@register.filter
def role(code: str) -> str:
    """Return what people read instead of the code of a role."""
    return gettext(labels.ROLES[code])


@register.filter
def loads(active: Active) -> list[str]:
    """Return the ids by which the page cites the files that name an organisation."""
    return [f"open-{number}" for number in active.row.sources]
