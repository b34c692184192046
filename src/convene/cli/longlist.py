"""`convene longlist`: who might join an alliance in a country, by the open data that is loaded."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from convene import packs
from convene.cli.app import app, say, say_json, stop
from convene.cli.said import country_of, in_json
from convene.cli.words import dated, many, open_sources, span, wrapped
from convene.core.guide import Contribution, Motivation, Question, Source, title_of
from convene.core.json import as_json
from convene.core.longlist import KINDS as KINDS_LEFT
from convene.core.longlist import LENGTH, LeftOut, Longlist, ToAsk, Wanted
from convene.core.open_data import Coverage, Step
from convene.corpus.open_data import NoOpenData
from convene.packs import places
from convene.questions.longlist import Partners, Someone, in_english, in_words, partners, shape

UNVETTED = (
    "Who has been vetted is not known at the terminal: the page of the same longlist under Find "
    "says so to people who are signed in."
)
FOR_DONORS = "Those who work for donors here: ask them whom they know."
LEFT: Mapping[LeftOut, str] = {
    "public": "public, with whom an alliance works",
    "multilateral": "multilateral, with whom an alliance works",
    "nothing": "of whom nothing on record answers a question",
    "for_donors_elsewhere": "who work for donors, and are on record elsewhere only",
    "beyond": "beyond the length of the list",
}
KINDS = {"cash": "cash", "kind": "in kind", "influence": "influence, never priced"}
LINKS = {
    "printed": "the guide links it with what is wanted",
    "inferred": "that it leads to what is wanted is inferred from around a misprint",
    "none": "the guide does not link it with what is wanted",
}


@app.command()
def longlist(
    country: Annotated[str, typer.Option(help="ISO 3166-1 code, such as AO.")],
    model: Annotated[
        list[str] | None,
        typer.Option(help="Model of the guide, such as M2. Repeat for any of several."),
    ] = None,
    sector: Annotated[
        list[str] | None,
        typer.Option(help="Sector of the guide, such as ict. Repeat for any of several."),
    ] = None,
    limit: Annotated[
        int, typer.Option(help="How many candidates are shown.", min=1, max=200)
    ] = LENGTH,
    us: Annotated[
        list[str] | None,
        typer.Option(
            help="Id of an organisation that is you, from which ways to candidates begin."
        ),
    ] = None,
    left_out: Annotated[
        list[str] | None,
        typer.Option(
            help="Name those who are left out, by kind: public, multilateral, nothing (that answers a "
            "question), for_donors_elsewhere, beyond (the length). Repeat for several."
        ),
    ] = None,
    as_data: Annotated[bool, in_json("longlist")] = False,
) -> None:
    """Who might join an alliance in a country: the guide's six questions, put to the open data that
    is loaded.

    Names like one on a watchlist are shown with the reason: whoever uses this command can read the
    lists too.
    """
    wanted = _wanted(country_of(country), model or (), sector or ())
    kinds = [kind for kind in KINDS_LEFT if kind in (left_out or ())]
    _check(left_out or (), "kind of those left out", known=KINDS_LEFT)
    try:
        answer = partners(wanted, at=datetime.now(UTC), us=us or (), length=limit)
    except NoOpenData as error:
        stop(str(error), status=1)
    if as_data:
        say_json(as_json(shape(answer, left_out=kinds)))
    else:
        say(*_text(answer, kinds))


def _wanted(country: str, models: Sequence[str], sectors: Sequence[str]) -> Wanted:
    guide = packs.guide()
    _check(
        models, "kind of alliance of the guide", known=[alliance.id for alliance in guide.models]
    )
    _check(sectors, "sector of the guide", known=guide.codes("sectors"))
    return Wanted(
        country=country,
        region=places.regions()[country],
        models=tuple(models),
        sectors=tuple(sectors),
    )


def _check(given: Sequence[str], what: str, *, known: Collection[str]) -> None:
    for code in given:
        if code not in known:
            stop(f"“{code[:40]}” is not a {what}. Known: {', '.join(known)}.")


def _text(answer: Partners, left_out: Sequence[LeftOut]) -> Iterator[str]:
    place, shown = places.name(answer.longlist.wanted.country), len(answer.candidates)
    considered = f"{shown} of {answer.longlist.considered} looked at, the likeliest first"
    yield f"Who might join in {place}: {considered}."
    yield from _left(answer.longlist, left_out)
    yield UNVETTED
    yield (
        "A likeness with a watchlist is no finding."
        if answer.lists
        else "No watchlists are loaded, so nobody could be held against them."
    )
    if not answer.candidates:
        yield "The open data that is loaded points to nobody. That is no sign that there is nobody."
    yield from _each(answer.candidates, answer.coverage)
    if answer.for_donors:
        yield ""
        yield FOR_DONORS
    yield from _each(answer.for_donors, answer.coverage)
    yield ""
    yield "What is left to ask, and whom:"
    yield from (
        line for question in answer.longlist.questions for line in wrapped(_asked(question))
    )
    yield ""
    yield from open_sources(answer.coverage, sorted(_cited(answer)))


def _left(longlist: Longlist, named: Sequence[LeftOut]) -> Iterator[str]:
    """Yield how many are left out, by kind, and who they are where that is asked for."""
    counts = "; ".join(f"{count:,} {LEFT[kind]}" for kind, count in longlist.left_out.items())
    yield f"Left out: {counts or 'nobody'}."
    for kind in named:
        names = ", ".join(f"{facts.name} [{facts.organisation}]" for facts in longlist.left[kind])
        yield from wrapped(f"{LEFT[kind].capitalize()}: {names or 'nobody'}.")


def _each(those: Iterable[Someone], coverage: Coverage) -> Iterator[str]:
    for someone in those:
        candidate = someone.candidate
        yield ""
        yield f"{candidate.facts.name} [{candidate.facts.organisation}]: {candidate.band}"
        yield from (line for text in _told(someone, coverage) for line in wrapped(text))


def _cited(answer: Partners) -> set[int]:
    everyone = (*answer.candidates, *answer.for_donors)
    evidence = (line for someone in everyone for line in someone.candidate.evidence)
    steps = (step for someone in everyone for path in someone.paths for step in path.steps)
    return {
        *(number for line in evidence for number in line.seen.sources),
        *(step.source for step in steps),
    }


def _told(someone: Someone, coverage: Coverage) -> Iterator[str]:
    """Yield what there is to say of a candidate, a sentence or a few at a time."""
    guide, candidate = packs.guide(), someone.candidate
    for match in someone.alerts:
        listed = f"on the list {match.list} ({match.list_date or 'date unknown'})"
        yield f"Its name is like “{match.name}” {listed}. {' '.join(map(str, match.why))}"
    yield from (in_words(reason) for reason in candidate.works)
    for line in candidate.evidence:
        inferred = " Inferred: the guide does not say so." if line.inferred else ""
        cited = dated(line.seen.sources, coverage)
        yield f"{line.question}: {in_english(line)}{inferred} [open {cited}]"
    call = candidate.call
    yield f"Why call: {in_words(call.why)}"
    yield f"What to ask: {in_words(call.ask)}"
    yield f"Through whom: {in_words(call.through)}"
    yield f"Find out first: {in_words(call.first)}"
    if row := candidate.row:
        title = guide.get(row, Motivation).title
        yield f"Why it might join: {title} [{row}]; {LINKS[candidate.link]}."
    if candidate.opening:
        yield f"A way to begin: {candidate.opening}"
    if asks := "; ".join(_asks(someone)):
        yield f"What to ask for: {asks}."
    for path in someone.paths:
        yield f"Way from you: {'; '.join(_step(step, coverage) for step in path.steps)}."
    yield from (f"Unknown: {reason}" for reason in candidate.unknown)


def _asks(someone: Someone) -> Iterator[str]:
    for kind, codes in someone.asks.items():
        if codes:
            titles = (packs.guide().get(code, Contribution).title for code in codes)
            yield f"{KINDS[kind]}: {', '.join(titles)}"


def _step(step: Step, coverage: Coverage) -> str:
    seen = f"{many(step.activities, 'activity')}, {span(step.first_year, step.last_year)}"
    latest = f"the latest “{step.title}” [open {dated([step.source], coverage)}]"
    return f"{step.of_name} – {step.bond} – {step.to_name} ({seen}; {latest})"


def _asked(question: ToAsk) -> str:
    guide = packs.guide()
    known = (
        f"records say something of {question.answered}"
        if question.answered
        else "no record answers this"
    )
    whom = "; ".join(title_of(guide.get(id, Source)) for id in question.ask)
    return (
        f"{question.question} {guide.get(question.question, Question).text} ({known}) Ask: {whom}."
    )
