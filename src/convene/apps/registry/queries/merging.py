"""Proposals that two records are one organisation."""

from uuid import UUID

from django.db.models import Q, QuerySet

from convene.apps.registry.models import Merge
from convene.ground.proposals import State


def merges() -> QuerySet[Merge]:
    """Return every proposal, newest first, with its people and records."""
    people = ("proposed_by", "decided_by", "undone_by", "duplicate", "kept")
    return Merge.objects.select_related(*people).prefetch_related("duplicate__names", "kept__names")


def waiting() -> QuerySet[Merge]:
    """Return the proposals that wait for a second person."""
    return merges().filter(state=State.PROPOSED)


def about(family: list[UUID]) -> QuerySet[Merge]:
    """Return the proposals about an organisation, or about a record merged into it."""
    return merges().filter(Q(duplicate__in=family) | Q(kept__in=family))


def find(pk: int) -> Merge:
    """Return a proposal. Raises Merge.DoesNotExist."""
    return merges().get(pk=pk)
