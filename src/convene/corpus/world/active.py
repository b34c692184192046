"""Who is active in a country."""

from convene.core.world import Active, ActiveIn, Count, Query
from convene.corpus.world import organisations
from convene.corpus.world.checking import checked
from convene.corpus.world.finding import total
from convene.corpus.world.opened import World

TAGS = """
    SELECT organisation, facet, value, count(DISTINCT activity) AS count
    FROM ({parts}) JOIN tags USING (activity) WHERE facet IN ('model', 'sector')
    GROUP BY ALL ORDER BY organisation, count DESC, value
"""


def active_in(
    country: str,
    *,
    models: tuple[str, ...],
    sectors: tuple[str, ...],
    roles: tuple[str, ...],
    limit: int,
    world: World,
) -> ActiveIn:
    """Return who takes part in activities in a country that fit, with the counts of those
    activities only.
    """
    query = checked(
        Query(
            of="organisations",
            countries=(country,),
            models=models,
            sectors=sectors,
            roles=roles,
            size=limit,
        ),
        world,
    )
    rows, found = organisations.page(query, world)
    tags = _tags(query, tuple(row.organisation for row in rows), world)
    return ActiveIn(
        country=query.countries[0],
        models=query.models,
        total=found,
        organisations=tuple(
            Active(
                row=row,
                models=tags.get((row.organisation, "model"), ()),
                sectors=tags.get((row.organisation, "sector"), ()),
            )
            for row in rows
        ),
        activities=total(query, world),
        coverage=world.coverage(*(number for row in rows for number in row.sources)),
    )


def _tags(
    query: Query, page: tuple[str, ...], world: World
) -> dict[tuple[str, str], tuple[Count, ...]]:
    fitting = organisations.taking(query, page)
    found: dict[tuple[str, str], tuple[Count, ...]] = {}
    for each in world.rows(TAGS.format(parts=fitting.statement), *fitting.values):
        label = world.sectors.get(each["value"], "") if each["facet"] == "sector" else ""
        count = Count(code=each["value"], count=each["count"], label=label)
        found[each["organisation"], each["facet"]] = (
            *found.get((each["organisation"], each["facet"]), ()),
            count,
        )
    return found
