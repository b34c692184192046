"""Small questions the answer page asks of an answer."""

from django import template

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
