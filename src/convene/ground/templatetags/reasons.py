"""Reasons, worded in the language of the page."""

from collections.abc import Iterable

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from convene.core.reasons import Kept, Language, Reason, recalled, worded
from convene.packs import places

register = template.Library()


def here() -> Language:
    """Return the language of the page that is made now."""
    code = get_language() or "en"
    return Language(
        code=code,
        translate=gettext,
        number=lambda number: str(number_format(number, force_grouping=True)),
        place=lambda country: places.name(country, code),
    )


@register.filter
def sentence(reason: Reason | Kept) -> str:
    """Return a reason as a sentence; one that was kept, whether with its values or as a finished
    sentence of earlier days, too.
    """
    return worded(reason if isinstance(reason, Reason) else recalled(reason), here())


@register.filter
def sentences(reasons: Iterable[Reason | Kept]) -> str:
    """Return reasons one after the other."""
    return " ".join(map(sentence, reasons))
