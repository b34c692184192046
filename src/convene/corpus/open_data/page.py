"""One organisation in all its roles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from convene.core.open_data import (
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
from convene.core.reasons import Reason, from_text, gettext_noop
from convene.corpus.open_data import finding
from convene.corpus.open_data.opened import OpenData

LATEST = 10
Row = Mapping[str, Any]
UNSAID = gettext_noop(
    "Sums in its activities of which no record says who gave or received them, so that they are in no sum here: {count}."
)


def organisation(id: str, data: OpenData) -> OrganisationPage | None:
    """Return all that is known of an organisation; an id that was merged leads on to the one it was
    merged into.
    """
    present = data.present(id)
    known = data.organisation(present)
    if known is None:
        return None
    row, _ = known
    record = data.page(present)
    tallies = _tallies(record["tallies"], data)
    return OrganisationPage(
        organisation=present,
        asked=id,
        name=row.name,
        type=row.type,
        doubtful=row.doubtful,
        certain=row.certain,
        countries=row.countries,
        websites=row.websites,
        activities=row.activities,
        first_year=row.first_year,
        last_year=row.last_year,
        names=tuple(map(_name, record["called"])),
        identifiers=tuple(map(_identifier, record["identified"])),
        roles=row.roles,
        years=tuple(_years(record["years"])),
        works_in=tallies["country"],
        sectors=tallies["sector"],
        models=tallies["model"],
        sums=tuple(map(_sum, record["sums"])),
        partners=tuple(map(_partner, record["partners"])),
        partners_total=record["partners_total"],
        related=tuple(map(_related, record["doubts"])),
        joined=tuple(map(_joined, record["joined"])),
        latest=finding.latest(Query(together=(present,), size=LATEST), data),
        coverage=_coverage(row, record["unsaid"], data),
    )


def _coverage(row: OrganisationRow, count: int, data: OpenData) -> Coverage:
    """Return what the page rests on: all that the snapshot does not cover, and what is unsaid of
    this organisation.
    """
    whole = data.coverage(*row.sources)
    unsaid = Gap(code="unsaid", sentence=Reason(UNSAID, {"count": count}), sources=row.sources)
    return replace(whole, gaps=(unsaid, *whole.gaps)) if count else whole


def _tallies(every: Iterable[Row], data: OpenData) -> dict[str, tuple[Count, ...]]:
    tallies: dict[str, list[Count]] = {"country": [], "sector": [], "model": []}
    for tally in every:
        label = data.sectors.get(tally["value"], "") if tally["facet"] == "sector" else ""
        tallies[tally["facet"]].append(_count(tally, code=tally["value"], label=label))
    return {name: tuple(counts) for name, counts in tallies.items()}


def _count(row: Row, *, code: str, label: str = "") -> Count:
    return Count(
        code=code,
        count=row["count"],
        label=label,
        first_year=row.get("first_year"),
        last_year=row.get("last_year"),
        sources=tuple(row["sources"]),
    )


def _years(every: Iterable[Row]) -> Iterator[Year]:
    for year, group in groupby(every, key=lambda row: int(row["year"])):
        rows = list(group)
        whole = next(row for row in rows if not row["role"])
        roles = tuple(_count(row, code=row["role"]) for row in rows if row["role"])
        yield Year(
            year=year, activities=whole["count"], roles=roles, sources=tuple(whole["sources"])
        )


def _sum(row: Row) -> Sum:
    return Sum(
        **{
            name: row[name]
            for name in ("end", "kind", "currency", "publisher", "count", "without_value")
        },
        inner=row["inner_part"],
        value=Decimal(row["value"]),
        years=tuple(
            YearSum(int(year) if year else None, Decimal(value), int(count))
            for year, value, count in row["years"]
        ),
        sources=tuple(row["sources"]),
    )


def _all(every: Iterable[Iterable[int]]) -> tuple[int, ...]:
    return tuple(sorted({number for each in every for number in each}))


def _partner(row: Row) -> Partner:
    bonds = row["bonds"]
    named = ("organisation", "name", "type", "activities", "first_year", "last_year")
    return Partner(
        **{name: row[name] for name in named},
        bonds=tuple(
            Count(code=bond["bond"], count=bond["activities"], sources=tuple(bond["sources"]))
            for bond in bonds
        ),
        sources=_all(bond["sources"] for bond in bonds),
    )


def _name(row: Row) -> NameUsed:
    years = {name: row[name] for name in ("first_year", "last_year")}
    return NameUsed(
        text=row["name"], mentions=row["mentions"], sources=tuple(row["sources"]), **years
    )


def _identifier(row: Row) -> IdentifierUsed:
    return IdentifierUsed(
        scheme=row["scheme"] or "",
        value=row["identifier"],
        mentions=row["mentions"],
        others=row["others"],
        sources=tuple(row["sources"]),
    )


def _related(row: Row) -> Related:
    return Related(
        organisation=row["other"],
        name=row["name"],
        score=row["score"],
        why=tuple(map(from_text, row["why"] or ())),
    )


def _joined(row: Row) -> Joined:
    return Joined(
        **{
            **{name: row[name] for name in ("a", "b", "a_key", "b_key", "kind", "score")},
            "why": tuple(map(from_text, row["why"] or ())),
        }
    )
