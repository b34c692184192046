"""How organisations are connected: what they were to each other in the same activities, directly or through others."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from convene.core.world import Between, Path, Query, Step
from convene.corpus.world import finding
from convene.corpus.world.opened import World

PATHS = 5
LATEST = 10
DIRECT = """
    SELECT a, b, bond, activities, first_year, last_year, latest FROM bonds
    WHERE a IN (SELECT unnest(?)) AND b = ? ORDER BY activities DESC, a, bond LIMIT ?
"""
BY_ONE = """
    WITH ours AS (SELECT a, b, sum(activities) AS n FROM bonds WHERE a IN (SELECT unnest($1)) GROUP BY a, b),
    theirs AS (SELECT b, sum(activities) AS n FROM bonds WHERE a = $2 GROUP BY b)
    SELECT ours.a AS first, ours.b AS second, $2 AS third FROM ours JOIN theirs USING (b)
    WHERE NOT list_contains($1, ours.b) ORDER BY least(ours.n, theirs.n) DESC, ours.a, ours.b LIMIT $3
"""
BY_TWO = """
    WITH ours AS (SELECT a, b, sum(activities) AS n FROM bonds WHERE a IN (SELECT unnest($1)) GROUP BY a, b),
    theirs AS (SELECT b, sum(activities) AS n FROM bonds WHERE a = $2 GROUP BY b),
    middle AS (SELECT a, b, sum(activities) AS n FROM bonds
               WHERE a IN (SELECT b FROM ours) AND b IN (SELECT b FROM theirs) GROUP BY a, b)
    SELECT ours.a AS first, middle.a AS second, middle.b AS third, $2 AS fourth
    FROM ours JOIN middle ON middle.a = ours.b JOIN theirs ON theirs.b = middle.b
    WHERE NOT list_contains($1, middle.a) AND NOT list_contains($1, middle.b) AND middle.a <> $2
    ORDER BY least(ours.n, middle.n, theirs.n) DESC, ours.a, middle.a, middle.b LIMIT $3
"""


def paths(from_ids: Sequence[str], to_id: str, *, limit: int, world: World) -> tuple[Path, ...]:
    """Return the shortest paths from any of some organisations to another, those with the most in common first; none over three steps."""
    ours = list(dict.fromkeys(world.present(id) for id in from_ids))
    goal = world.present(to_id)
    ours = [one for one in ours if one != goal]
    if not ours:
        return ()
    direct = world.rows(DIRECT, ours, goal, limit)
    if direct:
        return tuple(Path(steps=(step,)) for step in _steps(direct, world))
    for statement in (BY_ONE, BY_TWO):
        found = world.rows(statement, ours, goal, limit)
        if found:
            return tuple(_path(list(each.values()), world) for each in found)
    return ()


def _path(stops: list[str], world: World) -> Path:
    return Path(steps=tuple(_strongest(a, b, world) for a, b in pairwise(stops)))


def _strongest(a: str, b: str, world: World) -> Step:
    return next(_steps(world.rows(DIRECT, [a], b, 1), world))


def _steps(bonds: Sequence[dict[str, Any]], world: World) -> Iterator[Step]:
    rows = {row.activity: row for row in finding.rows([each["latest"] for each in bonds], world)}
    for each in bonds:
        row = rows[each["latest"]]
        yield Step(
            of=each["a"],
            of_name=world.name(each["a"]),
            to=each["b"],
            to_name=world.name(each["b"]),
            bond=each["bond"],
            activities=each["activities"],
            first_year=each["first_year"],
            last_year=each["last_year"],
            activity=row.activity,
            title=row.title,
            source=row.source,
        )


def between(a: str, b: str, *, world: World) -> Between:
    """Return the activities that two organisations both take part in, the latest first, and the shortest paths between them."""
    ours, theirs = world.present(a), world.present(b)
    together = Query(together=(ours, theirs), size=LATEST)
    rows = finding.latest(together, world)
    return Between(
        a=ours,
        b=theirs,
        total=finding.total(together, world),
        activities=rows,
        paths=paths([ours], theirs, limit=PATHS, world=world),
        coverage=world.coverage(*(row.source for row in rows)),
    )
