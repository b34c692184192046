"""Words for who might join."""

from django import template
from django.utils.translation import get_language

from convene.core.reasons import Reason
from convene.packs import places

register = template.Library()


@register.filter
def placed(reason: Reason) -> Reason:
    """Return a reason with its country's name in the reader's language instead of the code."""
    return places.named(reason, get_language() or "en")
