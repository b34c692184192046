"""`convene country`: where a country stands, what that may point to, and who is active there."""

import textwrap
from collections.abc import Iterator
from typing import Annotated

import typer

from convene.cli.app import app, say, say_json
from convene.cli.said import country_of, in_json
from convene.cli.words import WIDTH, dated, many, open_sources, span, wrapped
from convene.core.guide import title_of
from convene.core.json import as_json
from convene.core.open_data import ActiveIn
from convene.core.scorecard import Figure, Indicator, Result, band
from convene.corpus.open_data import NoOpenData
from convene.packs import places
from convene.packs.places import published
from convene.packs.places.governance import figures
from convene.questions import country as asking
from convene.questions.country import Beside, Country

SHOWN = 15
VERDICTS = {True: "passes", False: "does not pass", None: "cannot be said"}
AGED = "More than three years old."
HOLDS = {True: "holds", False: "does not hold", None: "cannot be said"}


@app.command()
def country(
    code: Annotated[str, typer.Argument(help="ISO 3166-1 code, such as PY.")],
    as_data: Annotated[bool, in_json("country")] = False,
) -> None:
    """Where a country stands beside countries of the same income, what that may point to, and who
    is active there.
    """
    code = country_of(code)
    answer, active = asking.country(code), asking.active_in(code, limit=SHOWN)
    assert answer is not None
    if as_data:
        say_json(as_json(asking.shape(answer, active)))
    else:
        say(*_text(answer, active))


def _text(answer: Country, active: ActiveIn | None) -> Iterator[str]:
    card = answer.card
    yield f"{places.name(card.country)} ({card.country}): {card.group or 'no income group'}"
    yield ""
    for result in card.results:
        yield from wrapped(_line(answer.indicators[result.indicator], result))
    for beside in answer.beside:
        yield from wrapped(_beside(beside))
    yield ""
    yield from _verdict(answer)
    yield ""
    yield from _points(answer)
    yield ""
    yield from _who(active)
    yield ""
    yield from _sources(answer, active)


def _beside(beside: Beside) -> str:
    figure, old = beside.figure, f" {AGED}" if beside.aged else ""
    scale = f"{beside.measure.scale}; " if beside.measure.scale else ""
    title = f"{beside.measure.title} [{beside.measure.source}]"
    words = f"{title}: {figure.value} ({scale}{figure.year})"
    return f"{words}; no part of the rule.{old}"


def _verdict(answer: Country) -> Iterator[str]:
    card, rights = answer.card, " or ".join(item.right.title.lower() for item in answer.stand_ins)
    yield (
        f"Half of the indicators: {HOLDS[card.half]} (passed: {card.passed}; "
        f"judged: {card.judged}; without a figure to judge by: {card.missing})"
    )
    yield f"Control of corruption: {HOLDS[card.corruption]}"
    stand_in = answer.stand_ins[0].indicator.title
    yield f"{rights.capitalize()}: {HOLDS[card.rights]} ({stand_in} stands in for both)"
    yield (
        f"By a rule in the shape of MCC's scorecard: {VERDICTS[card.passes]}. "
        "Our reckoning, not MCC's decision."
    )
    if answer.years:
        years = ", ".join(map(str, answer.years))
        old = published.aged(min(answer.years))
        hint = " Some are more than three years old: `convene places load` takes newer ones."
        yield from textwrap.wrap(f"The figures are of {years}.{hint if old else ''}", WIDTH)


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


def _points(answer: Country) -> Iterator[str]:
    yield (
        "What this may point to (our reading; a national figure says nothing of any one place):"
        if answer.pointers
        else "No figure points to a problem."
    )
    for pointer in answer.pointers:
        titles = "; ".join(
            f"{title_of(challenge)} [{challenge.id}]" for challenge in pointer.challenges
        )
        yield from wrapped(f"{pointer.indicator.id.replace('_', ' ')}: {titles}")


def _who(active: ActiveIn | None) -> Iterator[str]:
    if active is None:
        yield from wrapped(f"Who is active there is not known. {NoOpenData()}")
    elif not active.organisations:
        yield "The open data that is loaded names nobody there. That is no sign that nobody is active."
    else:
        counted = f"{many(active.total, 'organisation')} in {many(active.activities, 'activity')}"
        yield f"Active there: {counted}. The most active:"
        for row in (organisation.row for organisation in active.organisations):
            seen = f"{many(row.activities, 'activity')}, {span(row.first_year, row.last_year)}"
            cited = dated(row.sources, active.coverage)
            yield from wrapped(f"{row.name} [{row.organisation}]: {seen} [open {cited}]")


def _sources(answer: Country, active: ActiveIn | None) -> Iterator[str]:
    for source in answer.sources:
        described = f"{source.title}, {source.publisher}, {source.licence}. {source.note}"
        yield from wrapped(f"[{source.id}] {described}")
    if active is not None:
        yield from open_sources(active.coverage, active.coverage.found_in)
