"""Words for what a partner declared, beside what is on record."""

from collections.abc import Sequence

from django import template
from django.utils import timezone

from convene.apps.declarations.models import Declaration
from convene.apps.declarations.queries import statement, telling
from convene.apps.vetting.queries import beside
from convene.core.declarations.comparing import called

register = template.Library()
register.filter("as_declared", beside.as_declared)
register.filter("as_recorded", beside.as_recorded)
register.filter("declared_part", beside.part)
register.filter("how", beside.how)
register.filter("called", called)


@register.filter
def is_over(declaration: Declaration) -> bool:
    """Say whether the time of a link is over."""
    return declaration.expires_at <= timezone.now()


@register.filter
def answered(declaration: Declaration) -> Sequence[tuple[str, str]]:
    """Return what was answered, and what was not agreed to."""
    return tuple(telling.in_short(statement(declaration)))
