"""What the templates of jobs say in the reader's language."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def in_our_words(doing: str) -> str:
    """Translate what a job says that it does; it was marked where it is said."""
    return gettext(doing)
