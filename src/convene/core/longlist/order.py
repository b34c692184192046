"""In which order candidates stand: by how much records say, then by place, then by kind of work.
ADR 47.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from convene.core.answer import Band
from convene.core.longlist.donors import is_of_one_place
from convene.core.longlist.facts import Facts, Party, Wanted
from convene.core.longlist.rules import Evidence, of_models, weighing

BANDS: tuple[Band, ...] = ("strong", "plausible", "weak")
AT_HOME, HERE, ELSEWHERE = 0, 1, 2
"""Of this place or bound to it; on record here; on record elsewhere only."""
OWN, FIRST, OTHERS = 0, 1, 2
"""A partner of the guide's own alliance of this kind in this country; who is asked before others;
and these others.
"""
BODIES: frozenset[Party] = frozenset({"ngo", "foundation", "partnership", "chamber"})
"""Who is of the only country that it is on record in. A university may have sent people there."""
TEN = 10
ALIKE = 5
"""How many of one kind may stand in each ten while other kinds of the same strength and place wait:
no longlist of ten look-alikes.
"""


class Ranked(Protocol):
    """What the order looks at."""

    @property
    def facts(self) -> Facts: ...
    @property
    def band(self) -> Band: ...
    @property
    def points(self) -> int: ...
    @property
    def evidence(self) -> tuple[Evidence, ...]: ...


R = TypeVar("R", bound=Ranked)


def ordered(candidates: Iterable[R], *, wanted: Wanted) -> list[R]:
    """Return candidates in their order. Strength comes first, whoever it is; place before kind of
    work; then points, questions answered, how much is seen, and the name.
    """
    standing: dict[tuple[int, int, int], list[R]] = {}
    for candidate in candidates:
        standing.setdefault(_standing(candidate, wanted), []).append(candidate)
    return [
        candidate
        for _, alike in sorted(standing.items())
        for candidate in varied(sorted(alike, key=_weight))
    ]


def place(facts: Facts, *, wanted: Wanted) -> int:
    """Return how near somebody is to the place asked about. Who pays public bodies there or sells
    to them is bound to it, wherever it is registered.
    """
    if wanted.country in facts.countries or facts.joined_here:
        return AT_HOME
    if facts.here and facts.named_after_it:
        return AT_HOME
    if facts.paid_here or "supplier" in facts.here or is_precedent(facts, wanted=wanted):
        return AT_HOME
    if not facts.here:
        return ELSEWHERE
    is_body = facts.party in BODIES and not facts.countries
    return AT_HOME if is_body and is_of_one_place(facts) else HERE


def work(facts: Facts, *, wanted: Wanted) -> int:
    """Return which kind of work somebody does: local bodies, chambers, firms that pay public bodies
    or sell to them, and foundations active on this problem come before others.
    """
    if is_precedent(facts, wanted=wanted):
        return OWN
    stakes = facts.paid_here or facts.here.keys() & {"supplier", "bidder"}
    active = facts.party == "foundation" and of_models(facts.models_here, wanted)
    where = place(facts, wanted=wanted)
    is_body = where == AT_HOME and facts.party in {*BODIES, "university"}
    is_chamber = where != ELSEWHERE and facts.party == "chamber"
    return FIRST if stakes or active or is_body or is_chamber else OTHERS


def is_precedent(facts: Facts, *, wanted: Wanted) -> bool:
    """Return whether the guide itself tells of it in an alliance of a kind wanted, in the country
    asked about.
    """
    return any(
        alliance.country == wanted.country
        and not alliance.changed
        and (not wanted.models or alliance.model in wanted.models)
        for alliance in facts.gave_in
    )


def varied(ranked: Sequence[R]) -> list[R]:
    """Take the best first, but let no kind fill more than half of each ten while candidates of
    other kinds wait.
    """
    waiting = list(ranked)
    taken: list[R] = []
    ten: Counter[Party] = Counter()
    while waiting:
        fits = (
            place for place, candidate in enumerate(waiting) if ten[candidate.facts.party] < ALIKE
        )
        chosen = waiting.pop(next(fits, 0))
        taken.append(chosen)
        ten[chosen.facts.party] += 1
        if len(taken) % TEN == 0:
            ten.clear()
    return taken


def _standing(candidate: Ranked, wanted: Wanted) -> tuple[int, int, int]:
    return (
        BANDS.index(candidate.band),
        place(candidate.facts, wanted=wanted),
        work(candidate.facts, wanted=wanted),
    )


def _weight(candidate: Ranked) -> tuple[int, int, int, str, str]:
    lines = weighing(candidate.evidence)
    return (
        -candidate.points,
        -len({line.question for line in lines}),
        -sum(line.seen.count for line in lines),
        candidate.facts.name.casefold(),
        candidate.facts.organisation,
    )
