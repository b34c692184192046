"""One organisation in all its roles."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from convene.core.answer import Reason, gettext_noop
from convene.core.world import (
    Count,
    Coverage,
    Gap,
    IdentifierUsed,
    Joined,
    NameUsed,
    OrganisationPage,
    OrganisationRow,
    Partner,
    Query,
    Related,
    Sum,
    Year,
    YearSum,
)
from convene.corpus.world import finding
from convene.corpus.world.opened import World

PARTNERS = 50
NAMES = 200
LATEST = 10
TALLIES = "SELECT * FROM tallies WHERE organisation = ? ORDER BY count DESC, value"
YEARS = "SELECT * FROM years WHERE organisation = ? ORDER BY year, count DESC, role"
SUMS = "SELECT * FROM sums WHERE organisation = ?"
NAMED = "SELECT * FROM called WHERE organisation = ? ORDER BY mentions DESC, name LIMIT ?"
IDENTIFIED = "SELECT * FROM identified WHERE organisation = ? ORDER BY mentions DESC, identifier LIMIT ?"
JOINED = "SELECT * FROM joined WHERE organisation = ? ORDER BY score DESC, a, b LIMIT ?"
DOUBTS = "SELECT * FROM doubts WHERE organisation = ? ORDER BY weight DESC, other LIMIT ?"
ALONGSIDE = """
    SELECT b, sum(activities)::BIGINT AS activities, min(first_year) AS first_year, max(last_year) AS last_year, count(*) OVER () AS total
    FROM bonds WHERE a = ? GROUP BY b ORDER BY activities DESC, b LIMIT ?
"""
BONDS = "SELECT b, bond, activities, sources FROM bonds WHERE a = ? AND b IN (SELECT unnest(?)) ORDER BY b, activities DESC, bond"
UNSAID = gettext_noop("Sums in its activities of which no record says who gave or received them, so that they are in no sum here: {count}.")
UNSAID_COUNT = """
    SELECT count(*) AS count FROM money SEMI JOIN (SELECT DISTINCT activity FROM parts WHERE organisation = ?) AS own USING (activity)
    WHERE giver_organisation IS NULL AND receiver_organisation IS NULL
"""


def organisation(id: str, world: World) -> OrganisationPage | None:
    """Return all that is known of an organisation; an id that was merged leads on to the one it was merged into."""
    present = world.present(id)
    found = world.organisation(present)
    if found is None:
        return None
    row, _ = found
    tallies = _tallies(present, world)
    partners, partners_total = _partners(present, world)
    return OrganisationPage(
        organisation=present,
        asked=id,
        name=row.name,
        type=row.type,
        certain=row.certain,
        countries=row.countries,
        websites=row.websites,
        activities=row.activities,
        first_year=row.first_year,
        last_year=row.last_year,
        names=tuple(_name(each) for each in world.rows(NAMED, present, NAMES)),
        identifiers=tuple(_identifier(each) for each in world.rows(IDENTIFIED, present, NAMES)),
        roles=row.roles,
        years=tuple(_years(present, world)),
        works_in=tallies["country"],
        sectors=tallies["sector"],
        models=tallies["model"],
        sums=tuple(_sums(present, world)),
        partners=partners,
        partners_total=partners_total,
        related=tuple(_related(each) for each in world.rows(DOUBTS, present, PARTNERS)),
        joined=tuple(_joined(each) for each in world.rows(JOINED, present, NAMES)),
        latest=finding.latest(Query(together=(present,), size=LATEST), world),
        coverage=_coverage(row, world),
    )


def _coverage(row: OrganisationRow, world: World) -> Coverage:
    """Return what the page rests on: all that the snapshot does not cover, and what is unsaid of this organisation."""
    whole = world.coverage(*row.sources)
    count = world.rows(UNSAID_COUNT, row.organisation)[0]["count"]
    unsaid = Gap(code="unsaid", sentence=Reason(UNSAID, {"count": f"{count:,}"}), sources=row.sources)
    return replace(whole, gaps=(unsaid, *whole.gaps)) if count else whole


def _tallies(id: str, world: World) -> dict[str, tuple[Count, ...]]:
    found: dict[str, list[Count]] = {"country": [], "sector": [], "model": []}
    for each in world.rows(TALLIES, id):
        label = world.sectors.get(each["value"], "") if each["facet"] == "sector" else ""
        found[each["facet"]].append(_count(each, code=each["value"], label=label))
    return {name: tuple(counts) for name, counts in found.items()}


def _count(each: dict[str, Any], *, code: str, label: str = "") -> Count:
    return Count(
        code=code,
        count=each["count"],
        label=label,
        first_year=each.get("first_year"),
        last_year=each.get("last_year"),
        sources=tuple(each["sources"]),
    )


def _years(id: str, world: World) -> Iterator[Year]:
    for year, group in groupby(world.rows(YEARS, id), key=lambda each: int(each["year"])):
        rows = list(group)
        whole = next(each for each in rows if not each["role"])
        roles = tuple(_count(each, code=each["role"]) for each in rows if each["role"])
        yield Year(year=year, activities=whole["count"], roles=roles, sources=tuple(whole["sources"]))


def _sums(id: str, world: World) -> Iterator[Sum]:
    """Yield sums, each of one end, kind, currency and publisher, the most recent kinds of money beside each other."""
    keys = ("end", "currency", "kind", "publisher", "inner_part")
    rows = sorted(world.rows(SUMS, id), key=lambda each: (*(each[key] for key in keys), each["year"] is None, each["year"] or 0))
    for (end, currency, kind, publisher, inner), group in groupby(rows, key=lambda each: tuple(each[key] for key in keys)):
        parts = list(group)
        yield Sum(
            end=end,
            kind=kind,
            currency=currency,
            publisher=publisher,
            inner=inner,
            value=sum(each["value"] for each in parts),
            count=sum(each["count"] for each in parts),
            years=tuple(YearSum(year=each["year"], value=each["value"], count=each["count"]) for each in parts if each["count"]),
            sources=_all(each["sources"] for each in parts),
            without_value=sum(each["without_value"] for each in parts),
        )


def _all(every: Iterable[Iterable[int]]) -> tuple[int, ...]:
    return tuple(sorted({number for each in every for number in each}))


def _partners(id: str, world: World) -> tuple[tuple[Partner, ...], int]:
    rows = world.rows(ALONGSIDE, id, PARTNERS)
    bonds = world.rows(BONDS, id, [each["b"] for each in rows])
    named = {b: list(group) for b, group in groupby(bonds, key=lambda each: each["b"])}
    return tuple(_partner(each, named[each["b"]], world) for each in rows), rows[0]["total"] if rows else 0


def _partner(each: dict[str, Any], bonds: list[dict[str, Any]], world: World) -> Partner:
    found = world.organisation(each["b"])
    return Partner(
        organisation=each["b"],
        name=found[0].name if found else "",
        type=found[0].type if found else "",
        activities=each["activities"],
        bonds=tuple(Count(code=bond["bond"], count=bond["activities"], sources=tuple(bond["sources"])) for bond in bonds),
        first_year=each["first_year"],
        last_year=each["last_year"],
        sources=_all(bond["sources"] for bond in bonds),
    )


def _name(each: dict[str, Any]) -> NameUsed:
    years = {name: each[name] for name in ("first_year", "last_year")}
    return NameUsed(text=each["name"], mentions=each["mentions"], sources=tuple(each["sources"]), **years)


def _identifier(each: dict[str, Any]) -> IdentifierUsed:
    return IdentifierUsed(
        scheme=each["scheme"] or "",
        value=each["identifier"],
        mentions=each["mentions"],
        others=each["others"],
        sources=tuple(each["sources"]),
    )


def _related(each: dict[str, Any]) -> Related:
    return Related(organisation=each["other"], name=each["name"], score=each["score"], why=tuple(each["why"] or ()))


def _joined(each: dict[str, Any]) -> Joined:
    return Joined(**{**{name: each[name] for name in ("a", "b", "a_key", "b_key", "kind", "score")}, "why": tuple(each["why"] or ())})
