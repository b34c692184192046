"""What templates ask about how long records are kept."""

from typing import Any
from uuid import UUID

from django import template

from convene.apps.retention import queries, words
from convene.apps.retention.models import Hold
from convene.ground.keeping import NAMED

register = template.Library()


@register.filter
def kind_title(code: str) -> Any:
    """Return what records of a kind are called."""
    return words.title(code)


@register.filter
def held_kind(hold: Hold) -> Any:
    """Return what kind of record is held."""
    return words.one_of(hold.kind)


@register.simple_tag
def holds_on(kind: str, record: UUID) -> list[Hold]:
    """Return the legal holds that stand on a record."""
    return list(queries.holds_on(kind, record))


@register.filter
def held_address(hold: Hold) -> str:
    """Return where the record that is held is read; nothing where its kind is no longer known."""
    known = NAMED.holdable.get(hold.kind)
    return known.address(hold.record) if known else ""


@register.filter
def held_record(hold: Hold) -> Any:
    """Return the record that is held."""
    return queries.held(hold)
