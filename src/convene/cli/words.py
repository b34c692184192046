"""How the terminal says what open data hold: things in their number, years, sources as they are
cited, and what is not covered.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from convene.core.open_data import Coverage, Gap, Source

WIDTH = 92
CITED = 6
"""Numbers of sources that a line names before it only counts them."""
NOT_COVERED = "What this does not cover (counts are of all that is loaded)"
IRREGULAR = {"country": "countries", "activity": "activities", "entry": "entries"}


def many(number: int, thing: str) -> str:
    return f"{number:,} {thing if number == 1 else IRREGULAR.get(thing, f'{thing}s')}"


def span(first: int | None, last: int | None) -> str:
    if first is None:
        return "no year named"
    return str(first) if first == last else f"{first}–{last}"


def wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
    )


def numbers(sources: Iterable[int]) -> str:
    """Return the numbers of sources, the first few of many."""
    found = list(map(str, sources))
    return f"{', '.join(found[:CITED])}{f' and {len(found) - CITED} more' if len(found) > CITED else ''}"


def dated(sources: Iterable[int], coverage: Coverage) -> str:
    """Return the numbers of sources and of which days they are, or when they were loaded where they
    do not say.
    """
    named = {origin.number: origin for origin in coverage.sources}
    cited = [named[number] for number in sources]
    days = sorted({origin.date for origin in cited if origin.date})
    undated = max((origin.loaded_at[:10] for origin in cited if not origin.date), default="")
    parts = [" to ".join(dict.fromkeys((days[0], days[-1])))] if days else []
    if undated:
        parts.append(f"{'others state no day' if days else 'no day stated'}, loaded {undated}")
    return f"{numbers(origin.number for origin in cited)}: {', '.join(parts)}"


def source(origin: Source) -> str:
    """Return a source as it is cited."""
    day = f"of {origin.date}" if origin.date else "no day stated"
    years = span(origin.first_year, origin.last_year)
    thing = "member" if origin.form == "members" else "activity"
    held = f"{many(origin.activities, thing)}, {years}, {many(len(origin.countries), 'country')}"
    licence = origin.licence.rstrip(".") or "not stated"
    return f"{origin.publisher or 'publisher not stated'}: {origin.title or origin.name}, {day}, loaded {origin.loaded_at[:10]}; {held}. Licence: {licence}."


def gaps(coverage: Coverage, *, found_in: Sequence[int]) -> Iterator[str]:
    """Yield what the sources of an answer do not cover. What only concerns others is counted,
    unless nothing was found at all.
    """
    telling = [
        gap
        for gap in coverage.gaps
        if not found_in or not gap.sources or set(gap.sources) & set(found_in)
    ]
    yield from map(_gap, telling)
    if others := len(coverage.gaps) - len(telling):
        yield f"Gaps of sources that are not named here: {others:,}. --json lists them."
    yield "Whatever nobody published, or was not loaded: no record does not mean that nothing happened."


def open_sources(coverage: Coverage, found_in: Sequence[int]) -> Iterator[str]:
    """Yield the open data that an answer cites beside other sources, and what they do not cover."""
    for origin in coverage.sources:
        if origin.number in found_in:
            yield from wrapped(f"[open {origin.number}] {source(origin)}")
    yield ""
    yield NOT_COVERED
    yield from (
        line for sentence in gaps(coverage, found_in=found_in) for line in wrapped(sentence)
    )


def _gap(gap: Gap) -> str:
    return f"{gap.sentence}{f' ({gap.said_by})' if gap.said_by else ''}"
