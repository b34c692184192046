"""What was resolved, as tables."""

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from convene.core.resolution import Doubt, Identifier, Profile
from convene.core.sameness import JOIN, Judgement
from convene.corpus.resolution import clusters, tables
from convene.corpus.resolution.candidates import as_name
from convene.corpus.resolution.clusters import Clusters, Edge
from convene.corpus.resolution.evidence import doubted, registers
from convene.corpus.resolution.profiles import Profiles
from convene.corpus.resolution.tables import Resolved
from convene.matching import pairs

Row = dict[str, Any]


def written(
    profiles: Profiles,
    joined: Clusters,
    judged: Sequence[tuple[Edge, Judgement]],
    *,
    groups: Sequence[Sequence[int]],
    named: Sequence[str],
    redirects: dict[str, str],
) -> Resolved:
    """Return all tables of resolution, each in an order of its own that does not depend on how they
    came about.
    """
    roots = sorted(joined.groups)
    id_of = dict(zip(roots, named, strict=True))
    ids = [id_of[root] for root in joined.of]
    organisations = sorted(
        (_organisation(profiles, id, group) for id, group in zip(named, groups, strict=True)),
        key=lambda row: str(row["organisation"]),
    )
    return Resolved(
        profiles=_table(
            [_profile(rank, row, ids[rank]) for rank, row in enumerate(profiles.rows)],
            tables.PROFILES,
        ),
        profile_of=profiles.of,
        organisations=_table(organisations, tables.ORGANISATIONS),
        members=_table(
            [{"profile": rank, "organisation": id} for rank, id in enumerate(ids)], tables.MEMBERS
        ),
        joins=_table(
            [{"organisation": ids[edge.a], **edge.join._asdict()} for edge in joined.joins],
            tables.JOINS,
        ),
        review=_table(_review(profiles, joined, judged, ids), tables.REVIEW),
        redirects=_table(
            [{"old": old, "new": new} for old, new in sorted(redirects.items())], tables.REDIRECTS
        ),
    )


def _profile(rank: int, row: Profile, id: str) -> Row:
    return {
        "profile": rank,
        **row._asdict(),
        "countries": [row.country] if row.country else [],
        "identifiers": [row.identifier._asdict()] if row.identifier else [],
        "organisation": id,
    }


def _organisation(profiles: Profiles, id: str, group: Sequence[int]) -> Row:
    ranked = sorted(
        (profiles.rows[rank] for rank in group), key=lambda row: (-row.mentions, row.key)
    )
    numbers = _each_once(row.identifier for row in ranked if row.identifier)
    doubtful = [
        type
        for type in _each_once(type for row in ranked for type in row.types)
        if doubted(ranked[0].name, type)
    ]
    return {
        "organisation": id,
        "name": ranked[0].name,
        "names": _each_once(name for row in ranked for name in row.names),
        "countries": _each_once(row.country for row in ranked if row.country),
        "type": next((row.type for row in ranked if row.type and row.type not in doubtful), ""),
        "doubtful": doubtful,
        "identifiers": [number._asdict() for number in numbers],
        "websites": _each_once(site for row in ranked for site in row.websites),
        "mentions": sum(row.mentions for row in ranked),
        "activities": len(frozenset[int]().union(*(profiles.records[rank] for rank in group))),
        "certain": _certain(ranked[0].name, numbers),
    }


def _certain(name: str, numbers: Iterable[Identifier]) -> bool:
    """Return whether it is plain which organisation is meant: it has a word of its own in its name,
    or a number of a register.
    """
    known = registers()
    return any(number.scheme in known for number in numbers) or pairs.telling(as_name(name))


def _review(
    profiles: Profiles,
    joined: Clusters,
    judged: Sequence[tuple[Edge, Judgement]],
    ids: Sequence[str],
) -> list[Row]:
    """Return what a person should look at: for each two organisations the surest pair, ordered by
    how much a decision matters.
    """
    asked = [(edge, None) for edge, judgement in judged if judgement.verdict == "review"]
    apart = {frozenset((joined.of[a], joined.of[b])) for a, b, _ in joined.apart}
    best: dict[frozenset[int], Doubt] = {}
    for edge, why in (*joined.doubts, *asked):
        two = frozenset((joined.of[edge.a], joined.of[edge.b]))
        settled = edge.join.kind != "decision" and (len(two) == 1 or two in apart)
        if not settled and (two not in best or edge.join.score > best[two].score):
            best[two] = clusters.doubt(edge, why, weight=_weight(profiles, joined, edge))
    rank = {row.key: number for number, row in enumerate(profiles.rows)}
    ordered = sorted(best.values(), key=lambda doubt: (-doubt.weight, doubt.a, doubt.b))
    return [
        {
            **doubt._asdict(),
            "organisation_a": ids[rank[doubt.a]],
            "organisation_b": ids[rank[doubt.b]],
        }
        for doubt in ordered
    ]


def _weight(profiles: Profiles, joined: Clusters, edge: Edge) -> float:
    """Return how much a decision matters: the mentions and sums of money of the smaller side, which
    it would move, times the doubt.

    Where a guard stands against what is otherwise sure, the doubt is a half.
    """
    sides = (
        sum(
            profiles.rows[rank].mentions + profiles.rows[rank].sums
            for rank in joined.groups[joined.of[end]].members
        )
        for end in (edge.a, edge.b)
    )
    doubt = 0.5 if edge.join.score >= JOIN else 1 - abs(2 * edge.join.score - 1)
    return round(min(sides) * doubt, 4)


def _each_once(values: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


def _table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist(
        [{name: row[name] for name in schema.names} for row in rows], schema=schema
    )
