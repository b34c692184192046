"""The whole of resolution: mentions to profiles, likely pairs, evidence, guarded clusters, ids that
stay, and what a person should look at.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from itertools import combinations, product
from pathlib import Path

import pyarrow as pa

from convene import matching
from convene.core.identifiers import key
from convene.core.progress import Progress
from convene.core.reasons import Reason, as_text, gettext_noop
from convene.core.resolution import Decision, Join
from convene.core.sameness import Judgement, Weighed, judge
from convene.corpus.resolution import clusters, ids, letters, writing
from convene.corpus.resolution.candidates import Near, as_name, near
from convene.corpus.resolution.clusters import Clusters, Edge, Marks
from convene.corpus.resolution.evidence import Evidence, country, evidence, facts, numbered
from convene.corpus.resolution.profiles import Profiles, profiles
from convene.corpus.resolution.tables import Resolved
from convene.matching import pairs

WORTH = 0.2
"""Likeness of names below which only an identifier in common makes two profiles worth judging."""
FEW = 5
"""Different names up to which those that carry one identifier are compared, however unlike they
are.
"""
SAME = Reason(gettext_noop("The names are the same."))
LOST = gettext_noop("Letters are lost in “{name}”, which may have been “{other}”.")
BEARERS = 10
"""Profiles of one name that are compared with those of another, the ones mentioned most often."""


def resolve(
    mentions: pa.Table,
    *,
    previous: Path | None,
    decisions: Sequence[Decision],
    executor: Executor,
    progress: Progress,
    sums: pa.Array | None = None,
) -> Resolved:
    """Return who is who among mentions. The result depends on the mentions, the decisions and the
    ids before, on nothing else.

    `sums` says how many sums of money each mention gave or received: the more, the sooner a person
    is asked.
    """
    all_profiles = profiles(mentions, sums=sums)
    known = evidence(all_profiles)
    names = sorted(set(all_profiles.folded))
    bearers = _bearers(all_profiles, names)
    spellings = [all_profiles.rows[ranks[0]].name for ranks in bearers]
    also = _with_one_number(all_profiles, known, {name: place for place, name in enumerate(names)})
    alike = near(spellings, also=also, executor=executor, progress=progress)
    judged = [
        *_judged(known, bearers, spellings, alike),
        *_of_lost_letters(known, bearers, spellings),
    ]
    joined = _joined(known, judged, bearers, spellings, decisions)
    groups = [sorted(group.members) for _, group in sorted(joined.groups.items())]
    named, redirects = ids.named(
        [[all_profiles.rows[rank] for rank in group] for group in groups], ids.past(previous)
    )
    return writing.written(
        all_profiles, joined, judged, groups=groups, named=named, redirects=redirects
    )


def _bearers(all_profiles: Profiles, names: Sequence[str]) -> list[list[int]]:
    """Return the profiles of each name, the most mentioned first."""
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for rank, name in enumerate(all_profiles.folded):
        by_name[name].append(rank)
    return [
        sorted(by_name[name], key=lambda rank: (-all_profiles.rows[rank].mentions, rank))
        for name in names
    ]


def _with_one_number(
    all_profiles: Profiles, known: Evidence, places: dict[str, int]
) -> list[tuple[int, int]]:
    """Return the pairs of names that carry one identifier which few others carry."""
    carriers: defaultdict[str, set[int]] = defaultdict(set)
    for row, name in zip(all_profiles.rows, all_profiles.folded, strict=True):
        if row.identifier:
            carriers[key(row.identifier)].add(places[name])
    few = (sorted(sharing) for number, sharing in carriers.items() if known.carried[number] <= FEW)
    return sorted({pair for sharing in few for pair in combinations(sharing, 2)})


def _judged(
    known: Evidence, bearers: Sequence[Sequence[int]], spellings: Sequence[str], alike: Near
) -> Iterator[tuple[Edge, Judgement]]:
    """Yield each pair of profiles that is to be joined or looked at, with what was judged."""
    for position, ranks in enumerate(bearers):
        if len(ranks) > 1:
            own = pairs.likeness(as_name(spellings[position]), as_name(spellings[position]))
            first, rest = ranks[:BEARERS], ranks[BEARERS:]
            for a, b in (*combinations(first, 2), *product(first, rest)):
                yield from _one(known, a, b, own)
    for (left, right), likeness in alike.items():
        for a, b in product(bearers[left][:BEARERS], bearers[right][:BEARERS]):
            if likeness.score >= WORTH or _carry_one(known, a, b):
                yield from _one(known, a, b, likeness)


def _of_lost_letters(
    known: Evidence, bearers: Sequence[Sequence[int]], spellings: Sequence[str]
) -> Iterator[tuple[Edge, Judgement]]:
    """Yield the pairs of a name with lost letters and each whole spelling that it fits: a person
    says which it is.
    """
    place = {name: position for position, name in enumerate(spellings)}
    for name, whole in letters.fitting(spellings).items():
        for other in whole[:BEARERS]:
            a, b = sorted((bearers[place[name]][0], bearers[place[other]][0]))
            why = Reason(LOST, {"name": name, "other": other})
            join = Join(known.profiles[a].key, known.profiles[b].key, 0.5, "name", (as_text(why),))
            yield Edge(a, b, join), Judgement("review", 0.5, "name", (Weighed(0.0, why, "name"),))


def _carry_one(known: Evidence, a: int, b: int) -> bool:
    one, other = known.profiles[a].identifier, known.profiles[b].identifier
    return one is not None and other is not None and key(one) == key(other)


def _one(
    known: Evidence, a: int, b: int, likeness: pairs.Likeness
) -> Iterator[tuple[Edge, Judgement]]:
    a, b = min(a, b), max(a, b)
    judged = judge(facts(known, a, b, likeness))
    if judged.verdict != "apart":
        first, second = known.profiles[a], known.profiles[b]
        why = (
            *_of_names(first.name, second.name),
            *(weight.reason for weight in judged.weighed if weight.about == "records"),
        )
        kept = tuple(map(as_text, why))
        yield (
            Edge(a, b, Join(first.key, second.key, round(judged.score, 4), judged.kind, kept)),
            judged,
        )


def _of_names(first: str, second: str) -> tuple[Reason, ...]:
    """Return what the names alone say, in the matcher's own words."""
    if first == second:
        return (SAME,)
    return matching.explain(as_name(first), as_name(second)).why


def _joined(
    known: Evidence,
    judged: Sequence[tuple[Edge, Judgement]],
    bearers: Sequence[Sequence[int]],
    spellings: Sequence[str],
    decisions: Sequence[Decision],
) -> Clusters:
    """Obey people first, then join what evidence joins, the surest first."""
    place = {rank: position for position, ranks in enumerate(bearers) for rank in ranks}
    alike = frozenset(
        (min(pair), max(pair))
        for edge, _ in judged
        if len(pair := {place[edge.a], place[edge.b]}) == 2
    )
    made = clusters.clusters(_marks(known, place, spellings), alike=alike)
    clusters.obey(made, decisions, ranks={row.key: rank for rank, row in enumerate(known.profiles)})
    sure = [edge for edge, judgement in judged if judgement.verdict == "join"]
    for edge in sorted(sure, key=lambda edge: (-edge.join.score, edge.a, edge.b)):
        clusters.connect(made, edge)
    return made


def _marks(known: Evidence, place: dict[int, int], spellings: Sequence[str]) -> list[Marks]:
    named = [pairs.marks(as_name(name)) for name in spellings]
    marked = []
    for rank in range(len(known.profiles)):
        register, number = numbered(known, rank)
        places, figures = named[place[rank]]
        own = {where} if (where := country(known, rank)) else set()
        marked.append(
            Marks(
                numbers={register: number} if number else {},
                places=places | own,
                figures=figures,
                name=place[rank],
                forms=known.forms[rank].spelt,
            )
        )
    return marked
