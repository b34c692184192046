"""Of which alliances a line that others may see names nothing, as a calendar does."""

from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from convene.apps.registry.models import AtRisk
from convene.apps.workshop.models import Partner


def unnamed(alliances: QuerySet[Any]) -> set[UUID]:
    """Return those of alliances, given by their keys, with a partner that has something to fear or
    that goes unnamed until more of its umbrella have joined: titles may name it too.
    """
    risky = Q(organisation__at_risk__in=FEARS) | Q(organisation__merged_into__at_risk__in=FEARS)
    joined = Count("umbrella__members", filter=Q(umbrella__members__left_on=None))
    covered = Q(unnamed_until__gt=F("joined"))
    partners = Partner.objects.filter(alliance__in=alliances, left_on=None).annotate(joined=joined)
    return set(partners.filter(risky | covered).values_list("alliance", flat=True))


FEARS = [level for level in AtRisk if level != AtRisk.NONE]
