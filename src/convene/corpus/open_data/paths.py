"""How organisations are connected: what they were to each other in the same activities, directly or
through others.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any

from convene.core.open_data import ActivityRow, Between, Path, Query, Step
from convene.corpus.open_data import finding
from convene.corpus.open_data.opened import OpenData

PATHS = 5
LATEST = 10
STOPS = ("first", "second", "third", "fourth")
TURNED = {
    "funded": "funded by",
    "funded by": "funded",
    "bought from": "sold to",
    "sold to": "bought from",
    "paid": "was paid by",
    "was paid by": "paid",
}
"""What a bond is called from its other end; to have taken part together is the same from both."""
PLACE = 2_000
BONDS = sorted((*TURNED, "took part"))
Row = dict[str, Any]


def paths(
    from_ids: Sequence[str], to_ids: Sequence[str], *, limit: int, data: OpenData
) -> dict[str, tuple[Path, ...]]:
    """Return the shortest paths from any of some organisations to each of others, those with the
    most in common first; none over three steps.
    """
    ours = list(dict.fromkeys(data.present(id) for id in from_ids))
    goals = {id: data.present(id) for id in to_ids}
    shortest = _shortest(ours, sorted({*goals.values()} - {*ours}), limit, data)
    for goal in {*goals.values()} & {*ours}:
        shortest |= _shortest([start for start in ours if start != goal], [goal], limit, data)
    return {id: shortest.get(goal, ()) for id, goal in goals.items()}


def _shortest(
    ours: list[str], goals: list[str], limit: int, data: OpenData
) -> dict[str, tuple[Path, ...]]:
    """Return the shortest paths by where they lead: those of one step, and for goals that none
    leads to those of two, then of three. Each statement asks for many goals at once: one look
    through the bonds takes about as long for thirty as for one.
    """
    if not ours or not goals:
        return {}
    direct = data.ask("direct", {"ours": ours, "goals": goals, "limit": limit})
    reached = {row["goal"] for row in direct}
    ways: list[Row] = []
    for statement in ("by_one", "by_two"):
        if left := [goal for goal in goals if goal not in reached]:
            ways += data.ask(statement, {"ours": ours, "goals": left, "limit": limit})
            reached |= {row["goal"] for row in ways}
    return _told(direct, ways, data)


def _told(
    direct: Sequence[Row], ways: Sequence[Row], data: OpenData
) -> dict[str, tuple[Path, ...]]:
    stops = [(row["goal"], [row[stop] for stop in STOPS if row.get(stop)]) for row in ways]
    pairs = sorted({pair for _, way in stops for pair in pairwise(way)})
    bonds = _strongest(pairs, {goal for goal, _ in stops}, data)
    rows = {
        row.activity: row
        for row in finding.rows(sorted({bond["latest"] for bond in (*direct, *bonds)}), data)
    }
    strongest = {(bond["a"], bond["b"]): _step(bond, rows[bond["latest"]], data) for bond in bonds}
    paths_to: dict[str, tuple[Path, ...]] = {}
    for bond in direct:
        paths_to[bond["goal"]] = (
            *paths_to.get(bond["goal"], ()),
            Path(steps=(_step(bond, rows[bond["latest"]], data),)),
        )
    for goal, way in stops:
        paths_to[goal] = (
            *paths_to.get(goal, ()),
            Path(steps=tuple(strongest[pair] for pair in pairwise(way))),
        )
    return paths_to


def _strongest(
    pairs: Sequence[tuple[str, str]], goals: Collection[str], data: OpenData
) -> list[Row]:
    """Return the bond of each pair that has the most activities.

    Bonds are on record from both ends: those to goals are read from the side that costs less, for
    whoever stands between may have thousands.
    """
    last = [pair for pair in pairs if pair[1] in goals]
    back = (
        [(b, a) for a, b in last]
        if _cost({b for _, b in last}, data) < _cost({a for a, _ in last}, data)
        else []
    )
    onwards = [pair for pair in pairs if pair not in last] if back else pairs
    bonds = [*_bonds(onwards, data), *map(_turned, _bonds(back, data))]
    strongest = {(bond["a"], bond["b"]): bond for bond in sorted(bonds, key=_strength)}
    return [strongest[pair] for pair in pairs]


def _cost(ids: Collection[str], data: OpenData) -> int:
    """Return what it takes to read the bonds of some organisations, in activities; to find the
    place of each takes as long as some thousands.
    """
    found = [data.organisation(id) for id in ids]
    return sum(PLACE + (each[0].activities if each else 0) for each in found)


def _bonds(pairs: Sequence[tuple[str, str]], data: OpenData) -> list[Row]:
    """Return all bonds of these pairs, and maybe some of others."""
    ends, others = (sorted({pair[end] for pair in pairs}) for end in (0, 1))
    return data.ask("steps", {"ends": ends, "others": others}) if pairs else []


def _turned(bond: Row) -> Row:
    return bond | {"a": bond["b"], "b": bond["a"], "bond": TURNED.get(bond["bond"], bond["bond"])}


def _strength(bond: Row) -> tuple[int, int]:
    """Return what sorts the strongest bond last: of equals, the one that the alphabet
    names first.
    """
    return bond["activities"], -BONDS.index(bond["bond"])


def _step(bond: Row, row: ActivityRow, data: OpenData) -> Step:
    return Step(
        of=bond["a"],
        of_name=data.name(bond["a"]),
        to=bond["b"],
        to_name=data.name(bond["b"]),
        bond=bond["bond"],
        activities=bond["activities"],
        first_year=bond["first_year"],
        last_year=bond["last_year"],
        activity=row.activity,
        title=row.title,
        source=row.source,
    )


def between(a: str, b: str, *, data: OpenData) -> Between:
    """Return the activities that two organisations both take part in, the latest first, and the
    shortest paths between them.
    """
    ours, theirs = data.present(a), data.present(b)
    together = Query(together=(ours, theirs), size=LATEST)
    rows = finding.latest(together, data)
    return Between(
        a=ours,
        b=theirs,
        total=finding.total(together, data),
        activities=rows,
        paths=paths([ours], [theirs], limit=PATHS, data=data)[theirs],
        coverage=data.coverage(*(row.source for row in rows)),
    )
