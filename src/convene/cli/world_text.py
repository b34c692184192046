"""What `convene find` and `convene org` say: plain lines, each figure with its source, and at the end what this does not cover."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from convene.core.world import ActivityRow, Amount, Coverage, Found, OrganisationPage, OrganisationRow, Sum
from convene.packs import places

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SHOWN = 10
"""Lines of each part of a page; --json shows all."""
CITED = 6
ENDS = {"gave": "Gave", "received": "Received", "within": "Moved within itself"}


def found(parts: Mapping[str, Found]) -> str:
    """Return what was found, organisations first."""
    lines: list[str] = []
    for name, one in parts.items():
        rows = one.organisations if name == "organisations" else one.activities
        lines += [f"{name.capitalize()}: {one.total:,}{f', of which {len(rows)} are shown' if len(rows) < one.total else ''}"]
        lines += [line for row in rows for line in (_organisation(row) if isinstance(row, OrganisationRow) else _activity(row))]
        lines += [*map(str, one.notes), ""]
    if not any(one.total for one in parts.values()):
        lines += ["Nothing was found in what is loaded. That does not mean that nothing has happened.", ""]
    whole = next(iter(parts.values())).coverage
    used = sorted({number for one in parts.values() for number in one.coverage.found_in})
    return _text([*lines, *_coverage(replace(whole, found_in=tuple(used)))])


def _organisation(row: OrganisationRow) -> Iterator[str]:
    where = f", {', '.join(map(places.name, row.countries))}" if row.countries else ""
    also = f" (found as “{row.matched}”)" if row.matched else ""
    yield f"  {row.organisation:<12} {row.name}{where}{also}"
    roles = ", ".join(f"{role.code} in {role.count:,}" for role in row.roles)
    yield f"               {row.activities:,} activities{_span(row.first_year, row.last_year)}; {roles} {_cited(row.sources)}"


def _activity(row: ActivityRow) -> Iterator[str]:
    where = f", {', '.join(map(places.name, row.countries[:5]))}" if row.countries else ""
    yield f"  {row.title or row.identifier or 'without a title'} ({row.kind}{where}{_span(row.first_year, row.last_year)}) {_cited([row.source])}"
    named = list(_taking_part(row))
    if named:
        yield f"      {'; '.join(named[:4])}{f'; and {len(named) - 4} more' if len(named) > 4 else ''}"
    if row.amounts:
        yield f"      {'; '.join(map(_amount, row.amounts))}"


def _taking_part(row: ActivityRow) -> Iterator[str]:
    """Yield each name once, with all its roles."""
    named: dict[str, list[str]] = {}
    for part in row.parts:
        if part.name:
            named.setdefault(f"{part.name}{f' [{part.organisation}]' if part.organisation else ''}", []).append(part.role)
    yield from (f"{', '.join(dict.fromkeys(roles))}: {name}" for name, roles in named.items())


def _amount(amount: Amount) -> str:
    return f"{amount.kind} {amount.currency or 'no currency'} {amount.value:,.2f}"


def _span(first: int | None, last: int | None) -> str:
    if first is None:
        return ", no year named"
    return f", {first}" if first == last else f", {first}-{last}"


def _cited(sources: Iterable[int]) -> str:
    """Return the numbers of sources, the first few of many."""
    numbers = list(map(str, sources))
    return f"[{', '.join(numbers[:CITED])}{f' and {len(numbers) - CITED} more' if len(numbers) > CITED else ''}]"


def organisation(page: OrganisationPage) -> str:
    """Return one organisation's page."""
    lines = [f"{page.name}  {page.organisation}"]
    if page.asked != page.organisation:
        lines.append(f"{page.asked} was found to be the same organisation and leads here.")
    if not page.certain:
        lines.append("Who exactly this is waits for a person's decision.")
    lines.append(f"{page.activities:,} activities{_span(page.first_year, page.last_year)}. Numbers in brackets are sources.")
    parts = {
        "Names": [f"{each.text}: {each.mentions:,} times {_cited(each.sources)}" for each in page.names],
        "Identifiers (evidence, not identity)": [
            f"{each.value}{f', which also stands for {each.others} other organisations' if each.others else ''} {_cited(each.sources)}"
            for each in page.identifiers
        ],
        "Roles": [f"{each.code}: {each.count:,}{_span(each.first_year, each.last_year)} {_cited(each.sources)}" for each in page.roles],
        "Activities under way by year": [f"{each.year}: {each.activities:,} {_cited(each.sources)}" for each in reversed(page.years)],
        "Works in": [f"{places.name(each.code)}: {each.count:,} {_cited(each.sources)}" for each in page.works_in],
        "Models of the guide": [f"{each.code}: {each.count:,} {_cited(each.sources)}" for each in page.models],
        "Money (no two of these lines may be added together)": [_sum(each) for each in page.sums],
        "Has taken part with": [
            f"{each.name} [{each.organisation}]: {each.activities:,}, "
            f"{', '.join(f'{bond.code} in {bond.count:,}' for bond in each.bonds)} {_cited(each.sources)}"
            for each in page.partners
        ],
        "Perhaps the same, for a person to decide": [f"{each.name} [{each.organisation}]: {' '.join(each.why)}" for each in page.related],
    }
    for title, rows in parts.items():
        lines += _part(title, rows)
    return _text([*lines, "", *_coverage(page.coverage)])


def _part(title: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield from ("", title)
        yield from (f"  {row}" for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"  … and {len(rows) - SHOWN:,} more; --json shows all"


def _sum(each: Sum) -> str:
    years = [one.year for one in each.years if one.year is not None]
    span = _span(min(years), max(years)) if years else ""
    inner = ", in parts of larger activities that may hold the same money" if each.inner else ""
    unsaid = f"; {each.without_value:,} more without an amount" if each.without_value else ""
    return (
        f"{ENDS[each.end]}, {each.kind}: {each.currency or 'no currency'} {each.value:,.2f}{span} (records: {each.count:,}){inner}, "
        f"says {each.publisher}{unsaid} {_cited(each.sources)}"
    )


def _coverage(coverage: Coverage) -> Iterator[str]:
    yield "What this rests on"
    for source in coverage.sources:
        facts = [source.title or source.name, source.licence, f"of {source.date}" if source.date else "", f"loaded {source.loaded_at[:10]}"]
        years = f"{source.first_year}-{source.last_year}" if source.first_year else "no years"
        named = f"{source.activities:,} activities, {years}, {len(source.countries)} countries"
        if source.number in coverage.found_in or len(coverage.sources) <= SHOWN:
            yield f"  [{source.number}] {source.publisher}: {', '.join(filter(None, facts))}; {named}"
    if len(coverage.sources) > SHOWN:
        yield f"  {len(coverage.sources):,} sources are loaded in all; `convene corpus status` lists them."
    yield "What this does not cover"
    yield from (f"  {gap.sentence}{f' ({gap.said_by})' if gap.said_by else ''}" for gap in coverage.gaps)
    yield "  Whatever nobody published, or was not loaded: no record does not mean that nothing happened."


def _text(lines: Iterable[str]) -> str:
    """Return lines as a text. What was published may hold signs that command a terminal; none of them passes."""
    return "".join(f"{CONTROLS.sub(' ', line)}\n" for line in lines)
