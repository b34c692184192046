"""What `convene find` and `convene org` say: plain lines, each figure with its source, and at the
end what this does not cover.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from convene import packs
from convene.cli.words import NOT_COVERED, gaps, many, numbers, source, span
from convene.core import labels
from convene.core.guide import Model
from convene.core.open_data import (
    ActivityRow,
    Amount,
    Count,
    Coverage,
    Found,
    IdentifierUsed,
    OrganisationPage,
    OrganisationRow,
    Partner,
    Sum,
    busiest,
)
from convene.packs import codelists, places

SHOWN = 10
"""Lines of each part of a page; --json shows all."""
BONDS = {
    "funded": "funded it",
    "funded by": "funded by it",
    "bought from": "bought from it",
    "sold to": "sold to it",
    "paid": "paid it",
    "was paid by": "was paid by it",
    "took part": "took part with it",
}
UNVETTED = "Whether it has been vetted is not known at the terminal: its page under Find says so to people who are signed in."


def found(parts: Mapping[str, Found]) -> Iterator[str]:
    """Yield what was found, organisations first."""
    for name, one in parts.items():
        rows = one.organisations if name == "organisations" else one.activities
        yield f"{name.capitalize()}: {one.total:,}{f', of which {len(rows)} are shown' if len(rows) < one.total else ''}"
        yield from map(str, one.notes)
        yield from (
            line
            for row in rows
            for line in (_organisation(row) if isinstance(row, OrganisationRow) else _activity(row))
        )
        yield ""
    if not any(one.total for one in parts.values()):
        yield from (
            "Nothing was found in what is loaded. That does not mean that nothing has happened.",
            "",
        )
    used = sorted({number for one in parts.values() for number in one.coverage.found_in})
    yield from _coverage(next(iter(parts.values())).coverage, used)


def _organisation(row: OrganisationRow) -> Iterator[str]:
    where = f", {', '.join(map(places.name, row.countries))}" if row.countries else ""
    also = f" (found as “{row.matched}”)" if row.matched else ""
    yield f"  {row.organisation:<12} {row.name}{where}{also}"
    roles = ", ".join(f"{role.code} in {role.count:,}" for role in row.roles)
    yield f"               {many(row.activities, 'activity')}, {span(row.first_year, row.last_year)}; {roles} {_cited(row.sources)}"


def _activity(row: ActivityRow) -> Iterator[str]:
    yield _headed(row)
    named = list(_taking_part(row))
    if named:
        yield f"      {'; '.join(named[:4])}{f'; and {len(named) - 4} more' if len(named) > 4 else ''}"
    if row.amounts:
        yield f"      {'; '.join(map(_amount, row.amounts))}"


def _headed(row: ActivityRow) -> str:
    where = f", {', '.join(map(places.name, row.countries[:5]))}" if row.countries else ""
    title = row.title or row.identifier or "without a title"
    return f"  {title} ({row.kind}{where}, {span(row.first_year, row.last_year)}) {_cited([row.source])}"


def _taking_part(row: ActivityRow) -> Iterator[str]:
    """Yield each name once, with all its roles."""
    named: dict[str, list[str]] = {}
    for part in row.parts:
        if name := part.name or part.identifier:
            named.setdefault(
                f"{name}{f' [{part.organisation}]' if part.organisation else ''}", []
            ).append(part.role)
    yield from (f"{', '.join(dict.fromkeys(roles))}: {name}" for name, roles in named.items())


def _amount(amount: Amount) -> str:
    return f"{amount.kind} {amount.currency or 'no currency'} {amount.value:,.2f}"


def _cited(sources: Iterable[int]) -> str:
    return f"[{numbers(sources)}]"


def organisation(page: OrganisationPage) -> Iterator[str]:
    """Yield one organisation's page."""
    yield f"{page.name}  {page.organisation}"
    if page.asked != page.organisation:
        yield f"{page.asked} was found to be the same organisation and leads here."
    if not page.certain:
        yield "Who exactly this is waits for a person's decision."
    yield f"{_kind(page)}. {many(page.activities, 'activity')}, {span(page.first_year, page.last_year)}. Numbers in brackets are sources."
    yield UNVETTED
    for title, rows in _parts(page).items():
        yield from _part(title, rows)
    yield ""
    yield from _coverage(page.coverage, page.coverage.found_in)


def _kind(page: OrganisationPage) -> str:
    """Return what it is and where, as far as records say."""
    kind = codelists.iati_organisation_types().get(page.type, "Of a kind that no record states")
    where = ", ".join(map(places.name, page.countries))
    return (
        f"{kind}; {f'in {where}' if where else 'no record says in which country it is registered'}"
    )


def _parts(page: OrganisationPage) -> dict[str, Sequence[str]]:
    return {
        "Names": [
            f"{each.text}: {many(each.mentions, 'time')} {_cited(each.sources)}"
            for each in page.names
        ],
        "Why names were taken for one": [
            f"“{each.a}” and “{each.b}”: {' '.join(map(str, each.why))}"
            for each in page.joined
            if each.a != each.b
        ],
        "Identifiers (evidence, not identity)": list(map(_identifier, page.identifiers)),
        "Websites, as records give them": page.websites,
        "Roles": [
            f"{each.code}: {each.count:,}, {span(each.first_year, each.last_year)} {_cited(each.sources)}"
            for each in page.roles
        ],
        "Activities under way by year": [
            f"{each.year}: {each.activities:,} {_cited(each.sources)}"
            for each in reversed(page.years)
        ],
        "Works in": [
            f"{places.name(each.code)}: {each.count:,} {_cited(each.sources)}"
            for each in page.works_in
        ],
        "Sectors": [
            f"{_sector(each)}: {each.count:,} {_cited(each.sources)}" for each in page.sectors
        ],
        "Kinds of alliance that activities resemble (our reading)": [
            f"{packs.guide().get(each.code, Model).title} [{each.code}]: {each.count:,} {_cited(each.sources)}"
            for each in page.models
        ],
        "Money (no two of these lines may be added together)": list(
            map(_sum, busiest(page.sums, few=SHOWN))
        ),
        "Has taken part with": list(map(_partner, page.partners)),
        "Perhaps the same, for a person to decide": [
            f"{each.name} [{each.organisation}]: {' '.join(map(str, each.why))}"
            for each in page.related
        ],
        "Latest activities": [_headed(row).strip() for row in page.latest],
    }


def _identifier(each: IdentifierUsed) -> str:
    others = (
        f", which also stands for {many(each.others, 'other organisation')}" if each.others else ""
    )
    return f"{each.value}{others} {_cited(each.sources)}"


def _sector(each: Count) -> str:
    return each.label or codelists.dac_categories().get(each.code, each.code)


def _partner(each: Partner) -> str:
    bonds = ", ".join(f"{BONDS[bond.code]} in {bond.count:,}" for bond in each.bonds)
    return f"{each.name} [{each.organisation}]: {many(each.activities, 'activity')}, {bonds} {_cited(each.sources)}"


def _part(title: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield from ("", title)
        yield from (f"  {row}" for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"  … and {len(rows) - SHOWN:,} more; --json shows all"


def _sum(each: Sum) -> str:
    years = [one.year for one in each.years if one.year is not None]
    spent = f", {span(min(years), max(years))}" if years else ""
    inner = ", in parts of larger activities that may hold the same money" if each.inner else ""
    unsaid = f"; {each.without_value:,} more without an amount" if each.without_value else ""
    return (
        f"{labels.ENDS[each.end]}, {each.kind}: {each.currency or 'no currency'} {each.value:,.2f}{spent} (records: {each.count:,}){inner}, "
        f"says {each.publisher or 'a publisher that is not stated'}{unsaid} {_cited(each.sources)}"
    )


def _coverage(coverage: Coverage, found_in: Sequence[int]) -> Iterator[str]:
    yield "What this rests on"
    few = len(coverage.sources) <= SHOWN
    yield from (
        f"  [{one.number}] {source(one)}"
        for one in coverage.sources
        if few or one.number in found_in
    )
    if not few:
        yield f"  {len(coverage.sources):,} sources are loaded in all; `convene corpus status` lists them."
    yield NOT_COVERED
    yield from (f"  {sentence}" for sentence in gaps(coverage, found_in=found_in))
