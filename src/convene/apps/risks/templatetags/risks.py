"""Words and shapes for what a risk weighs."""

from django import template
from django.utils.translation import gettext

from convene.core.risks import LABELS, Band

register = template.Library()
SHAPES: dict[Band, str] = {
    "very_high": "stopped",
    "high": "late",
    "medium": "partly",
    "low": "kept",
}
"""The shape of a state that each band is shown with."""


@register.filter
def band(code: Band) -> str:
    """Return a band in words."""
    return gettext(LABELS[code])


@register.filter
def shape(code: Band) -> str:
    """Return the class of the shape that stands before a band."""
    return SHAPES[code]
