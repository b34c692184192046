"""Which organisation has a number, in whichever way it is spelt."""

from collections.abc import Set as AbstractSet

from django.db.models import QuerySet

from convene.apps.registry.models import Identifier
from convene.core.organisations import Number


def spellings(among: QuerySet[Identifier], keys: AbstractSet[str]) -> list[int]:
    """Return which of some identifiers are these numbers, however they are spelt: leading zeros and
    signs between digits do not count, which no database compares by.
    """
    return [
        pk
        for pk, scheme, value in among.order_by("pk").values_list("pk", "scheme", "value")
        if Number(scheme=scheme, value=value).key in keys - {""}
    ]
