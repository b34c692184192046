"""Who stands behind an organisation, and behind those that own it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from convene.apps.registry.models import Organisation, Tie
from convene.apps.registry.queries.names import families, family


def of(organisation: Organisation) -> QuerySet[Tie]:
    """Return everybody who stands or stood behind an organisation and the records merged into it,
    also what was taken back, those who stand there first.
    """
    own = Tie.objects.filter(organisation__in=family(organisation))
    return _whole(own).order_by("undone_at", "until", "role", "added_at", "pk")


def standing_on(day: date) -> Q:
    """Return the condition that a tie is not taken back, and holds on a day: one that is still to
    begin holds already, for who comes is asked about before they come.
    """
    return Q(undone_at=None) & (Q(until=None) | Q(until__gte=day))


def behind(heads: Collection[UUID], *, on: date) -> Mapping[UUID, list[Tie]]:
    """Return who stands behind each of many organisations on a day, with the records merged into
    them.
    """
    owner = {id: head for head, ids in families(heads).items() for id in ids}
    by_head: dict[UUID, list[Tie]] = defaultdict(list)
    ties = _whole(Tie.objects.filter(standing_on(on), organisation__in=owner))
    for tie in ties.order_by("role", "added_at", "pk"):
        by_head[owner[tie.organisation_id]].append(tie)
    return by_head


def _whole(ties: QuerySet[Tie]) -> QuerySet[Tie]:
    related = ties.select_related("party", "added_by", "undone_by")
    return related.prefetch_related("party__names", "party__identifiers")
