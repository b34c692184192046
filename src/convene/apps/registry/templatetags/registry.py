"""Words for the codes of an organisation, and names in their own script."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from convene.apps.registry import words
from convene.core import shares, writing
from convene.core.shares import Share

register = template.Library()


@register.filter
def said(value: str, field: str) -> str:
    """Return the value of a field of an organisation in words."""
    return words.word(value, field=field)


@register.filter
def register_name(scheme: str) -> str:
    """Return what a register is called; empty for one we do not know."""
    return words.schemes().get(scheme, "")


@register.filter
def direction(script: str) -> str:
    """Return which way a script runs: ltr or rtl."""
    return writing.direction(script)


@register.filter
def spoken(code: str) -> str:
    """Return what a language is called in the reader's own; the code of one that Django has no name
    for.
    """
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def part(share: Share | None) -> str:
    """Return a share in words; that nobody knows it is said too."""
    if share is None:
        return _("share not known")
    return _("%(share)s %%") % {"share": shares.written(share, figure=number_format)}
