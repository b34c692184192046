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
    found = data.organisation(present)
    if found is None:
        return None
    row, _ = found
    told = data.page(present)
    tallies = _tallies(told["tallies"], data)
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
        names=tuple(map(_name, told["called"])),
        identifiers=tuple(map(_identifier, told["identified"])),
        roles=row.roles,
        years=tuple(_years(told["years"])),
        works_in=tallies["country"],
        sectors=tallies["sector"],
        models=tallies["model"],
        sums=tuple(map(_sum, told["sums"])),
        partners=tuple(map(_partner, told["partners"])),
        partners_total=told["partners_total"],
        related=tuple(map(_related, told["doubts"])),
        joined=tuple(map(_joined, told["joined"])),
        latest=finding.latest(Query(together=(present,), size=LATEST), data),
        coverage=_coverage(row, told["unsaid"], data),
    )


def _coverage(row: OrganisationRow, count: int, data: OpenData) -> Coverage:
    """Return what the page rests on: all that the snapshot does not cover, and what is unsaid of
    this organisation.
    """
    whole = data.coverage(*row.sources)
    unsaid = Gap(code="unsaid", sentence=Reason(UNSAID, {"count": count}), sources=row.sources)
    return replace(whole, gaps=(unsaid, *whole.gaps)) if count else whole


def _tallies(every: Iterable[Row], data: OpenData) -> dict[str, tuple[Count, ...]]:
    found: dict[str, list[Count]] = {"country": [], "sector": [], "model": []}
    for each in every:
        label = data.sectors.get(each["value"], "") if each["facet"] == "sector" else ""
        found[each["facet"]].append(_count(each, code=each["value"], label=label))
    return {name: tuple(counts) for name, counts in found.items()}


def _count(each: Row, *, code: str, label: str = "") -> Count:
    return Count(
        code=code,
        count=each["count"],
        label=label,
        first_year=each.get("first_year"),
        last_year=each.get("last_year"),
        sources=tuple(each["sources"]),
    )


def _years(every: Iterable[Row]) -> Iterator[Year]:
    for year, group in groupby(every, key=lambda each: int(each["year"])):
        rows = list(group)
        whole = next(each for each in rows if not each["role"])
        roles = tuple(_count(each, code=each["role"]) for each in rows if each["role"])
        yield Year(
            year=year, activities=whole["count"], roles=roles, sources=tuple(whole["sources"])
        )


def _sum(each: Row) -> Sum:
    return Sum(
        **{
            name: each[name]
            for name in ("end", "kind", "currency", "publisher", "count", "without_value")
        },
        inner=each["inner_part"],
        value=Decimal(each["value"]),
        years=tuple(
            YearSum(int(year) if year else None, Decimal(value), int(count))
            for year, value, count in each["years"]
        ),
        sources=tuple(each["sources"]),
    )


def _all(every: Iterable[Iterable[int]]) -> tuple[int, ...]:
    return tuple(sorted({number for each in every for number in each}))


def _partner(each: Row) -> Partner:
    bonds = each["bonds"]
    named = ("organisation", "name", "type", "activities", "first_year", "last_year")
    return Partner(
        **{name: each[name] for name in named},
        bonds=tuple(
            Count(code=bond["bond"], count=bond["activities"], sources=tuple(bond["sources"]))
            for bond in bonds
        ),
        sources=_all(bond["sources"] for bond in bonds),
    )


def _name(each: Row) -> NameUsed:
    years = {name: each[name] for name in ("first_year", "last_year")}
    return NameUsed(
        text=each["name"], mentions=each["mentions"], sources=tuple(each["sources"]), **years
    )


def _identifier(each: Row) -> IdentifierUsed:
    return IdentifierUsed(
        scheme=each["scheme"] or "",
        value=each["identifier"],
        mentions=each["mentions"],
        others=each["others"],
        sources=tuple(each["sources"]),
    )


def _related(each: Row) -> Related:
    return Related(
        organisation=each["other"],
        name=each["name"],
        score=each["score"],
        why=tuple(map(from_text, each["why"] or ())),
    )


def _joined(each: Row) -> Joined:
    return Joined(
        **{
            **{name: each[name] for name in ("a", "b", "a_key", "b_key", "kind", "score")},
            "why": tuple(map(from_text, each["why"] or ())),
        }
    )
