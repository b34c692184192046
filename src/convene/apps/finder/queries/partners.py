"""Who might join: the longlist, with what people here know of each candidate, and what not everyone
is shown.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone

from convene import packs
from convene.apps.accounts.models import User
from convene.apps.finder.queries import records
from convene.apps.registry.queries import linking
from convene.apps.vetting import screening
from convene.apps.vetting.models import Hit
from convene.apps.vetting.queries import cases
from convene.core.asks import columns
from convene.core.draft import AskKind
from convene.core.longlist import Candidate, Longlist, Wanted, longlist
from convene.core.longlist.withholding import alerts
from convene.core.open_data import Coverage, Path
from convene.core.watchlists import Match, Query
from convene.corpus.snapshots import current

PATHS = 2
"""Ways to one candidate that are shown."""


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A candidate with what people here know of it. `alerts` are likenesses with listed names that
    wait for a person's look.
    """

    candidate: Candidate
    asks: Mapping[AskKind, tuple[str, ...]]
    paths: tuple[Path, ...] = ()
    ours: records.Ours | None = None
    alerts: tuple[Match, ...] = ()

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
    withheld: tuple[Someone, ...]
    lists: tuple[screening.ListSeen, ...]
    coverage: Coverage
    us: tuple[str, ...]
    sees_all: bool


def partners(wanted: Wanted, *, by: User) -> Partners | None:
    """Return who might join, for one person to see; None where no open data have been built."""
    if current() is None:
        return None
    from convene.corpus import (
        open_data,
    )  # local: it brings the engines of the corpus, which most pages do without

    year = timezone.localdate().year
    facts = open_data.candidates(wanted, this_year=year)
    found = longlist(facts, wanted=wanted, guide=packs.guide(), this_year=year)
    coverage = open_data.coverage()
    us, lists = linking.us(), screening.lists_seen()
    everyone = _known(found.candidates, us=us, build=coverage.build, lists=lists)
    return Partners(
        longlist=found,
        shown=tuple(one for one in everyone if not one.is_withheld),
        withheld=tuple(one for one in everyone if one.is_withheld),
        lists=lists,
        coverage=coverage,
        us=us,
        sees_all=by.has_perm("vetting.assess_case"),
    )


def _known(
    candidates: Sequence[Candidate],
    *,
    us: tuple[str, ...],
    build: str,
    lists: tuple[screening.ListSeen, ...],
) -> list[Someone]:
    links = linking.links_with([one.facts.organisation for one in candidates])
    ours = {id: records.held(link) for id, link in links.items()}
    ruled_out = _ruled_out(ours)
    version = tuple((one.list, one.version) for one in lists)
    names = tuple((one.facts.name, one.facts.countries[:1]) for one in candidates)
    ways = _paths(us, tuple(one.facts.organisation for one in candidates), build)
    return [
        Someone(
            candidate=one,
            asks=columns(one.asks, guide=packs.guide()),
            paths=ways.get(one.facts.organisation, ()),
            ours=ours.get(one.facts.organisation),
            alerts=alerts(matches, ruled_out=ruled_out[one.facts.organisation]),
        )
        for one, matches in zip(candidates, _screened(names, version), strict=True)
    ]


def to_look_at(known: Sequence[tuple[str, str]]) -> list[bool]:
    """Say of each (name, id in the corpus or nothing) whether its vetting was stopped, or a listed
    name is like it and nobody ruled it out.
    """
    ours = {
        id: records.held(link)
        for id, link in linking.links_with([id for _name, id in known if id]).items()
    }
    ruled_out = _ruled_out(ours)
    version = tuple((one.list, one.version) for one in screening.lists_seen())
    found = zip(known, _screened(tuple((name, ()) for name, _id in known), version), strict=True)
    return [
        _is_stopped(ours.get(id)) or bool(alerts(matches, ruled_out=ruled_out.get(id, ())))
        for (_name, id), matches in found
    ]


def _is_stopped(ours: records.Ours | None) -> bool:
    return ours is not None and ours.case is not None and ours.case.stopped


def _ruled_out(ours: Mapping[str, records.Ours]) -> Mapping[str, Collection[tuple[str, str]]]:
    """Return the entries of lists that people found to be someone else as they stand now, by the id
    in the corpus.
    """
    found: dict[str, Collection[tuple[str, str]]] = defaultdict(set)
    for id, held in ours.items():
        hits = Hit.objects.filter(case__in=cases.of(held.organisation)).order_by("found_at", "pk")
        last = {
            (list, entry): state
            for list, entry, state in hits.values_list("list", "entry", "state")
        }
        found[id] = {at for at, state in last.items() if state == "false_positive"}
    return found


@lru_cache(maxsize=128)
def _screened(
    names: tuple[tuple[str, tuple[str, ...]], ...], _version: tuple[tuple[str, str], ...]
) -> tuple[tuple[Match, ...], ...]:
    """Return what the lists hold under each name; kept as long as the lists that serve stay the
    same.
    """
    from convene.corpus.watchlists.screening import (
        screen_many,
    )  # local: it brings the matcher, which most pages do without

    asked = [
        Query(name=name, country="".join(countries), schema="organisation")
        for name, countries in names
    ]
    return tuple(map(tuple, screen_many(asked)))


@lru_cache(maxsize=128)
def _paths(
    us: tuple[str, ...], everyone: tuple[str, ...], _build: str
) -> Mapping[str, tuple[Path, ...]]:
    """Return the shortest ways from us to each candidate; kept as long as the snapshot serves."""
    from convene.corpus import (
        open_data,
    )  # local: it brings the engines of the corpus, which most pages do without

    return open_data.paths_to_each(us, everyone, limit=PATHS) if us else {}
