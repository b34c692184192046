"""What was decided of an entry of a list anywhere in the registry, about whichever organisation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.db.models import QuerySet

from convene.apps.vetting.models import Case, Hit
from convene.core import diligence
from convene.core.diligence import HitState

Listing = tuple[str, str, str]
"""Whose entry it is ("" for the partner's), the list, and the entry on it: what is said of somebody
behind a partner says nothing of a partner.
"""


def elsewhere(hits: Iterable[Hit], *, besides: Case) -> Mapping[Listing, set[Any]]:
    """Return what other cases call the entries of some hits today."""
    wanted = {hit.listing for hit in hits}
    others = Hit.objects.filter(
        whom__in={whom for whom, _watchlist, _entry in wanted},
        watchlist__in={watchlist for _whom, watchlist, _entry in wanted},
        entry__in={entry for _whom, _watchlist, entry in wanted},
    ).exclude(case=besides)
    states: dict[Listing, set[Any]] = defaultdict(set)
    for whom, watchlist, entry, state in others.values_list("whom", "watchlist", "entry", "state"):
        states[whom, watchlist, entry].add(state)
    return states


def contested(case: Case) -> list[Hit]:
    """Return the hits of a case of which another says something that takes two approvers."""
    hits = list(case.hits.all())
    states = elsewhere(hits, besides=case)
    here = [(hit, cast("HitState", hit.state), states[hit.listing]) for hit in hits]
    return [hit for hit, state, others in here if diligence.contested(state, elsewhere=others)]


def cleared_without(hit: Hit) -> QuerySet[Case]:
    """Return the cases that were cleared, and had called the entry of a hit less than it is called
    now.
    """
    less = {"true_match": ("false_positive", "possible"), "possible": ("false_positive",)}
    theirs = Hit.objects.filter(
        whom=hit.whom,
        watchlist=hit.watchlist,
        entry=hit.entry,
        state__in=less.get(hit.state, ()),
    ).exclude(case=hit.case_id)
    cleared = Case.objects.filter(state__in=sorted(diligence.CLEARED))
    return cleared.filter(pk__in=theirs.values("case")).order_by("pk")
