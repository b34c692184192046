"""Small questions the answer page asks of an answer."""

from collections.abc import Collection, Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from convene.core.answer import Answer

register = template.Library()


@register.filter
def band(answer: Answer, model: str) -> str:
    """Return the band of a model on offer."""
    advised = answer.advised(model)
    return advised.band if advised else ""


@register.filter
def not_offered(answer: Answer) -> list[str]:
    """Return the models that nothing asked points to."""
    return [item.model for item in answer.why_not if not item.offered]


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: Collection[str]) -> SafeString:
    """Return the options of a long list in one go."""
    marked = ((code, " selected" if code in chosen else "", name) for code, name in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', marked)
