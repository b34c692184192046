"""Who is active in a country."""

from convene.core.open_data import Active, ActiveIn, Count, Query
from convene.corpus.open_data import organisations
from convene.corpus.open_data.checking import checked
from convene.corpus.open_data.finding import total
from convene.corpus.open_data.opened import OpenData

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
    data: OpenData,
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
        data,
    )
    rows, count = organisations.page(query, data)
    tags = _tags(query, tuple(row.organisation for row in rows), data)
    return ActiveIn(
        country=query.countries[0],
        models=query.models,
        total=count,
        organisations=tuple(
            Active(
                row=row,
                models=tags.get((row.organisation, "model"), ()),
                sectors=tags.get((row.organisation, "sector"), ()),
            )
            for row in rows
        ),
        activities=total(query, data),
        coverage=data.coverage(*(number for row in rows for number in row.sources)),
    )


def _tags(
    query: Query, page: tuple[str, ...], data: OpenData
) -> dict[tuple[str, str], tuple[Count, ...]]:
    fitting = organisations.taking(query, page)
    tags: dict[tuple[str, str], tuple[Count, ...]] = {}
    for tag in data.rows(TAGS.format(parts=fitting.statement), *fitting.values):
        label = data.sectors.get(tag["value"], "") if tag["facet"] == "sector" else ""
        count = Count(code=tag["value"], count=tag["count"], label=label)
        tags[tag["organisation"], tag["facet"]] = (
            *tags.get((tag["organisation"], tag["facet"]), ()),
            count,
        )
    return tags
