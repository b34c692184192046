"""Who might join: the longlist, with what people here know of each candidate, and what not everyone
is shown.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.finder.queries import records
from convene.apps.registry.queries import linking
from convene.apps.vetting.models import Hit
from convene.apps.vetting.queries import cases
from convene.core.longlist import Longlist, Wanted
from convene.core.longlist.withholding import alerts
from convene.core.open_data import Coverage
from convene.core.watchlists import Match
from convene.corpus.snapshots import current
from convene.corpus.watchlists.serving import ListState
from convene.questions import longlist
from convene.questions.longlist import Listing
from convene.questions.screening import likenesses


@dataclass(frozen=True, kw_only=True)
class Someone(longlist.Someone):
    """A candidate with what people here know of it. `alerts` wait for a person's look."""

    ours: records.Ours | None = None

    @property
    def stopped(self) -> bool:
        """Whether its vetting found that it stands on a list of sanctions."""
        return self.ours is not None and self.ours.stopped

    @property
    def is_withheld(self) -> bool:
        return self.stopped or bool(self.alerts)


@dataclass(frozen=True, kw_only=True)
class Partners:
    """What the page shows: `withheld` are shown only to those who may judge, everyone else is told
    how many they are.
    """

    longlist: Longlist
    shown: tuple[Someone, ...]
    for_donors: tuple[Someone, ...]
    """Those of the shown kind who work for donors here."""
    withheld: tuple[Someone, ...]
    lists: tuple[ListState, ...]
    coverage: Coverage
    us: tuple[str, ...]
    sees_all: bool


def partners(wanted: Wanted, *, by: User) -> Partners | None:
    """Return who might join, for one person to see; None where no open data have been built."""
    if current() is None:
        return None
    us = linking.us()
    ours: dict[str, records.Ours] = {}

    def ruled_out(ids: Sequence[str]) -> Mapping[str, Collection[Listing]]:
        ours.update(_ours(ids))
        return {id: _ruled_out(held) for id, held in ours.items()}

    answered = longlist.partners(wanted, at=timezone.now(), us=us, ruled_out=ruled_out)

    def as_known(those: Sequence[longlist.Someone]) -> list[Someone]:
        return [
            Someone(**vars(someone), ours=ours.get(someone.candidate.facts.organisation))
            for someone in those
        ]

    joining, for_donors = as_known(answered.candidates), as_known(answered.for_donors)
    return Partners(
        longlist=answered.longlist,
        shown=tuple(someone for someone in joining if not someone.is_withheld),
        for_donors=tuple(someone for someone in for_donors if not someone.is_withheld),
        withheld=tuple(some for some in (*joining, *for_donors) if some.is_withheld),
        lists=answered.lists,
        coverage=answered.coverage,
        us=us,
        sees_all=by.has_perm("vetting.assess_case"),
    )


def to_look_at(known: Sequence[tuple[str, str]]) -> list[bool]:
    """Say of each (name, id in open data or nothing) whether its vetting was stopped, or a listed
    name is like it and nobody ruled it out.
    """
    ours = _ours([id for _name, id in known if id])
    listed = likenesses((name, ()) for name, _id in known)
    return [_is_to_look_at(ours.get(id), hits) for (_, id), hits in zip(known, listed, strict=True)]


def _is_to_look_at(held: records.Ours | None, likenesses: Sequence[Match]) -> bool:
    if held is None:
        return bool(alerts(likenesses))
    return held.stopped or bool(alerts(likenesses, ruled_out=_ruled_out(held)))


def _ours(ids: Collection[str]) -> dict[str, records.Ours]:
    return {id: records.held(link) for id, link in linking.links_with(ids).items()}


def _ruled_out(held: records.Ours) -> Collection[Listing]:
    """Return the entries of lists that people found to be someone else, as they stand now."""
    hits = Hit.objects.filter(case__in=cases.of(held.organisation)).order_by("found_at", "pk")
    last = {
        (watchlist, entry): state
        for watchlist, entry, state in hits.values_list("watchlist", "entry", "state")
    }
    return {listing for listing, state in last.items() if state == "false_positive"}
