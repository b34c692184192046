"""Words for who might join."""

from dataclasses import replace

from django import template
from django.utils.translation import get_language

from convene.core.answer import Reason
from convene.packs import places

register = template.Library()


@register.filter
def placed(reason: Reason) -> Reason:
    """Return a reason with the name of its country instead of the code."""
    country = reason.values.get("country")
    if not isinstance(country, str):
        return reason
    return replace(reason, values={**reason.values, "country": places.name(country, get_language() or "en")})
