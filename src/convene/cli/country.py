"""`convene country`: where a country stands, what that may point to, and who is active there."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from convene import packs
from convene.cli.app import app, say, say_json, stop
from convene.cli.words import dated, many, open_sources, span, wrapped
from convene.core.guide import Challenge, title_of
from convene.core.open_data import ActiveIn, as_json
from convene.core.scorecard import Figure, Indicator, Result, Scorecard, band, suggested
from convene.packs import places
from convene.packs.places.governance import figures, scorecard_of

SHOWN = 15
VERDICTS = {True: "passes", False: "does not pass", None: "cannot be said"}
HOLDS = {True: "holds", False: "does not hold", None: "cannot be said"}


@app.command()
def country(
    code: Annotated[str, typer.Argument(help="ISO 3166-1 code, such as PY.")],
    as_data: Annotated[
        bool, typer.Option("--json", help="Answer in JSON (docs/reference/country.schema.json).")
    ] = False,
) -> None:
    """Where a country stands beside countries of the same income, what that may point to, and who
    is active there.
    """
    code = code.upper()
    if code not in places.regions():
        stop(
            f"“{code}” is not a country code we know. A code has two letters, such as PY for Paraguay (ISO 3166-1)."
        )
    card, active = scorecard_of(code), _active(code)
    if as_data:
        say_json(_data(card, active))
    else:
        say(*_text(card, active))


def _active(code: str) -> ActiveIn | None:
    """Return who is active in a country, or None where no open data has been built."""
    from convene.corpus import open_data  # local: without open data the engines need not be loaded

    try:
        return open_data.active_in(code, limit=SHOWN)
    except open_data.NoOpenData:
        return None


def _data(card: Scorecard, active: ActiveIn | None) -> dict[str, Any]:
    known = figures()
    points = [
        {
            "indicator": shortfall.indicator,
            "challenges": list(shortfall.challenges),
            "because": shortfall.because,
            "inferred": True,
        }
        for shortfall in suggested(card, packs.guide().shortfalls)
    ]
    rights = [
        {"id": right.id, "stood_in_for_by": right.by, "because": right.because}
        for right in known.rule.rights
    ]
    return {
        "name": places.name(card.country),
        **as_json(card),
        "stand_ins": rights,
        "points_to": points,
        "active": as_json(active),
        "sources": as_json(known.sources),
    }


def _text(card: Scorecard, active: ActiveIn | None) -> Iterator[str]:
    known = figures()
    named = {indicator.id: indicator for indicator in known.indicators}
    yield f"{places.name(card.country)} ({card.country}): {card.group or 'no income group'}"
    yield ""
    for result in card.results:
        yield from wrapped(_line(named[result.indicator], result))
    yield ""
    yield f"Half of the indicators: {HOLDS[card.half]} (passed: {card.passed}; judged: {card.judged}; without a figure to judge by: {card.missing})"
    yield f"Control of corruption: {HOLDS[card.corruption]}"
    rights = " or ".join(right.title.lower() for right in known.rule.rights)
    yield f"{rights.capitalize()}: {HOLDS[card.rights]} ({named[known.rule.rights[0].by].title} stands in for both)"
    yield f"By a rule in the shape of MCC's scorecard: {VERDICTS[card.passes]}. Our reckoning, not MCC's decision."
    yield ""
    yield from _points(card)
    yield ""
    yield from _who(active)
    yield ""
    yield from _sources(active)


def _line(indicator: Indicator, result: Result) -> str:
    near = " Too close to call: the median is within the margin of error." if result.near else ""
    against = (
        f"; median of {result.countries}: {result.median}" if result.median is not None else ""
    )
    return f"{indicator.title} [{indicator.source}]: {_stands(result)}{against}; {VERDICTS[result.passes]}.{near}"


def _stands(result: Result) -> str:
    if result.figure:
        return f"{_said(result.figure)} ({result.figure.value}, {result.figure.year})"
    return (
        f"no figure (last one: {result.earlier.year}, too old to compare)"
        if result.earlier
        else "no figure"
    )


def _said(figure: Figure) -> str:
    return band(figure, known=figures()) or "no band"


def _points(card: Scorecard) -> Iterator[str]:
    guide = packs.guide()
    found = suggested(card, guide.shortfalls)
    yield (
        "What this may point to (our reading; a national figure says nothing of any one place):"
        if found
        else "No figure points to a problem."
    )
    for shortfall in found:
        titles = "; ".join(
            f"{title_of(guide.get(id, Challenge))} [{id}]" for id in shortfall.challenges
        )
        yield from wrapped(f"{shortfall.indicator.replace('_', ' ')}: {titles}")


def _who(active: ActiveIn | None) -> Iterator[str]:
    if active is None:
        from convene.corpus.open_data import NoOpenData  # local: see above

        yield from wrapped(f"Who is active there is not known. {NoOpenData()}")
    elif not active.organisations:
        yield "The open data that is loaded names nobody there. That is no sign that nobody is active."
    else:
        yield f"Active there: {many(active.total, 'organisation')} in {many(active.activities, 'activity')}. The most active:"
        for one in active.organisations:
            seen = f"{many(one.row.activities, 'activity')}, {span(one.row.first_year, one.row.last_year)}"
            yield from wrapped(
                f"{one.row.name} [{one.row.organisation}]: {seen} [open {dated(one.row.sources, active.coverage)}]"
            )


def _sources(active: ActiveIn | None) -> Iterator[str]:
    for one in figures().sources:
        yield from wrapped(f"[{one.id}] {one.title}, {one.publisher}, {one.licence}. {one.note}")
    if active is not None:
        yield from open_sources(active.coverage, active.coverage.found_in)
