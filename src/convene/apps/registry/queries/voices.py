"""Which records are one voice with an organisation: those under its parent, and merged ones."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from convene.apps.registry.models import Organisation


def one_voice(records: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return for each organisation the ids of all that have one voice with it, its own among them,
    in as many queries as there are steps between them.

    Each record leads to one other at most, to what it was merged into or else to its parent: those
    that hang together are one voice, as `members.voice` says of two.
    """
    joined = {record: {record} for record in records}
    level = set(joined)
    while level:
        level = _join(joined, level)
    return {record: frozenset(joined[record]) for record in records}


def _join(joined: dict[UUID, set[UUID]], level: set[UUID]) -> set[UUID]:
    """Join what is one step away from some records, and return those that are new."""
    below = Q(merged_into__in=level) | Q(merged_into=None, parent__in=level)
    rows = Organisation.objects.filter(Q(pk__in=level) | below).order_by("pk")
    new: set[UUID] = set()
    ends: tuple[str, ...] = ("pk", "merged_into_id", "parent_id")
    for record, *above in rows.values_list(*ends):
        leads_to = next((end for end in above if end is not None), record)
        for end in (record, leads_to):
            if end not in joined:
                joined[end] = {end}
                new.add(end)
        _unite(joined, record, leads_to)
    return new


def _unite(joined: dict[UUID, set[UUID]], first: UUID, second: UUID) -> None:
    if joined[first] is not joined[second]:
        joined[first] |= joined[second]
        for record in joined[second]:
            joined[record] = joined[first]
