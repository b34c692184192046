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
    for name, part in parts.items():
        rows = part.organisations if name == "organisations" else part.activities
        yield f"{name.capitalize()}: {part.total:,}{f', of which {len(rows)} are shown' if len(rows) < part.total else ''}"
        yield from map(str, part.notes)
        yield from (
            line
            for row in rows
            for line in (_organisation(row) if isinstance(row, OrganisationRow) else _activity(row))
        )
        yield ""
    if not any(part.total for part in parts.values()):
        yield from (
            "Nothing was found in what is loaded. That does not mean that nothing has happened.",
            "",
        )
    used = sorted({number for part in parts.values() for number in part.coverage.found_in})
    yield from _coverage(next(iter(parts.values())).coverage, used)


def several(text: str, rows: Sequence[OrganisationRow]) -> Iterator[str]:
    """Yield the organisations that a name may mean, so that one can be chosen."""
    yield f"“{text[:40]}” may mean any of {len(rows):,} organisations; give the id of one:"
    yield from (line for row in rows[:SHOWN] for line in _organisation(row))
    if len(rows) > SHOWN:
        yield f"  … and {len(rows) - SHOWN:,} more; `convene find` narrows them"


def _organisation(row: OrganisationRow) -> Iterator[str]:
    where = f", {', '.join(map(places.name, row.countries))}" if row.countries else ""
    also = f" (found as “{row.matched}”)" if row.matched else ""
    yield f"  {row.organisation:<12} {row.name}{where}{also}"
    roles = ", ".join(f"{role.code} in {role.count:,}{_inferred(role)}" for role in row.roles)
    yield f"               {many(row.activities, 'activity')}, {span(row.first_year, row.last_year)}; {roles} {_cited(row.sources)}"


def _inferred(role: Count) -> str:
    """Return in how many of its activities only money says that it has a role."""
    return f" ({role.inferred:,} inferred)" if role.inferred else ""


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
            ).append(f"{part.role} (inferred)" if part.inferred else part.role)
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
    claimed = " and ".join(
        codelists.iati_organisation_types().get(code, code) for code in page.doubtful
    )
    doubt = f" (records also call it {claimed}, which its name contradicts)" if claimed else ""
    return f"{kind}{doubt}; {f'in {where}' if where else 'no record says in which country it is registered'}"


def _parts(page: OrganisationPage) -> dict[str, Sequence[str]]:
    return {
        "Names": [
            f"{name.text}: {many(name.mentions, 'time')} {_cited(name.sources)}"
            for name in page.names
        ],
        "Why names were taken for one": [
            f"“{pair.a}” and “{pair.b}”: {' '.join(map(str, pair.why))}"
            for pair in page.joined
            if pair.a != pair.b
        ],
        "Identifiers (evidence, not identity)": list(map(_identifier, page.identifiers)),
        "Websites, as records give them": page.websites,
        "Roles": [
            f"{role.code}: {role.count:,}{_inferred(role)}, {span(role.first_year, role.last_year)} {_cited(role.sources)}"
            for role in page.roles
        ],
        "Activities under way by year": [
            f"{year.year}: {year.activities:,} {_cited(year.sources)}"
            for year in reversed(page.years)
        ],
        "Works in": [
            f"{places.name(country.code)}: {country.count:,} {_cited(country.sources)}"
            for country in page.works_in
        ],
        "Sectors": [
            f"{_sector(sector)}: {sector.count:,} {_cited(sector.sources)}"
            for sector in page.sectors
        ],
        "Kinds of alliance that activities resemble (our reading)": [
            f"{packs.guide().get(model.code, Model).title} [{model.code}]: {model.count:,} {_cited(model.sources)}"
            for model in page.models
        ],
        "Money (no two of these lines may be added together)": list(
            map(_sum, busiest(page.sums, few=SHOWN))
        ),
        "Has taken part with": list(map(_partner, page.partners)),
        "Perhaps the same, for a person to decide": [
            f"{related.name} [{related.organisation}]: {' '.join(map(str, related.why))}"
            for related in page.related
        ],
        "Latest activities": [_headed(row).strip() for row in page.latest],
    }


def _identifier(identifier: IdentifierUsed) -> str:
    others = (
        f", which also stands for {many(identifier.others, 'other organisation')}"
        if identifier.others
        else ""
    )
    return f"{identifier.value}{others} {_cited(identifier.sources)}"


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


def _sum(total: Sum) -> str:
    years = [year.year for year in total.years if year.year is not None]
    spent = f", {span(min(years), max(years))}" if years else ""
    inner = ", in parts of larger activities that may hold the same money" if total.inner else ""
    unsaid = f"; {total.without_value:,} more without an amount" if total.without_value else ""
    return (
        f"{labels.ENDS[total.end]}, {total.kind}: {total.currency or 'no currency'} {total.value:,.2f}{spent} (records: {total.count:,}){inner}, "
        f"says {total.publisher or 'a publisher that is not stated'}{unsaid} {_cited(total.sources)}"
    )


def _coverage(coverage: Coverage, found_in: Sequence[int]) -> Iterator[str]:
    yield "What this rests on"
    few = len(coverage.sources) <= SHOWN
    yield from (
        f"  [{origin.number}] {source(origin)}"
        for origin in coverage.sources
        if few or origin.number in found_in
    )
    if not few:
        yield f"  {len(coverage.sources):,} sources are loaded in all; `convene corpus status` lists them."
    yield NOT_COVERED
    yield from (f"  {sentence}" for sentence in gaps(coverage, found_in=found_in))
