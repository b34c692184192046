"""`convene longlist`: who might join an alliance in a country, by the open data that is loaded."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from convene import packs
from convene.cli.app import app, say, say_json, stop
from convene.cli.words import dated, many, open_sources, span, wrapped
from convene.core.asks import columns
from convene.core.guide import Contribution, Guide, Motivation, Question, Source, title_of
from convene.core.longlist import LENGTH, Candidate, Evidence, Longlist, ToAsk, Wanted, longlist
from convene.core.longlist.withholding import alerts
from convene.core.open_data import Coverage, Path, Step, as_json
from convene.core.reasons import worded
from convene.core.watchlists import Match, Query
from convene.packs import places
from convene.packs.languages import language

if TYPE_CHECKING:
    from convene.core.longlist import Facts

PATHS = 2
UNVETTED = "Who has been vetted is not known at the terminal: the page of the same longlist under Find says so to people who are signed in."
KINDS = {"cash": "cash", "kind": "in kind", "influence": "influence, never priced"}
LINKS = {
    "printed": "the guide links it with what is wanted",
    "inferred": "that it leads to what is wanted is inferred from around a misprint",
    "none": "the guide does not link it with what is wanted",
}


@app.command("longlist")
def longlist_(
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
    as_data: Annotated[
        bool, typer.Option("--json", help="Answer in JSON (docs/reference/longlist.schema.json).")
    ] = False,
) -> None:
    """Who might join an alliance in a country: the guide's six questions, put to the open data that
    is loaded.

    Names like one on a watchlist are shown with the reason: whoever uses this command can read the
    lists too.
    """
    guide = packs.guide()
    wanted = _wanted(country.upper(), model or [], sector or [], guide=guide)
    found, coverage = _found(wanted, limit=limit, guide=guide)
    more = _more(us or [], found.candidates)
    if as_data:
        say_json(_data(found, coverage, more, guide=guide))
    else:
        say(*_text(found, coverage, more, guide=guide))


More = dict[str, tuple[tuple[Path, ...], tuple[Match, ...]]]


def _wanted(country: str, models: Sequence[str], sectors: Sequence[str], *, guide: Guide) -> Wanted:
    if country not in places.regions():
        stop(
            f"“{country[:40]}” is not a country code we know. A code has two letters, such as PY for Paraguay (ISO 3166-1)."
        )
    _check(models, "kind of alliance", known=[one.id for one in guide.models])
    _check(sectors, "sector", known=guide.codes("sectors"))
    return Wanted(
        country=country,
        region=places.regions()[country],
        models=tuple(models),
        sectors=tuple(sectors),
    )


def _check(given: Sequence[str], what: str, *, known: Collection[str]) -> None:
    for code in given:
        if code not in known:
            stop(f"“{code[:40]}” is not a {what} of the guide. Known: {', '.join(known)}.")


def _found(wanted: Wanted, *, limit: int, guide: Guide) -> tuple[Longlist, Coverage]:
    from convene.corpus import open_data  # local: other commands need no search

    year = datetime.now(UTC).year
    try:
        facts: tuple[Facts, ...] = open_data.candidates(wanted, this_year=year)
    except open_data.NoOpenData as error:
        stop(str(error), status=1)
    return longlist(
        facts, wanted=wanted, guide=guide, this_year=year, length=limit
    ), open_data.coverage()


def _more(us: Sequence[str], candidates: Sequence[Candidate]) -> More:
    """Return the ways to each candidate and the likenesses of its name, all looked for at once."""
    ids = [one.facts.organisation for one in candidates]
    ways = _paths(us, ids)
    return {
        id: (ways.get(id, ()), listed) for id, listed in zip(ids, _alerts(candidates), strict=True)
    }


def _paths(us: Sequence[str], candidates: Sequence[str]) -> Mapping[str, tuple[Path, ...]]:
    from convene.corpus import open_data  # local: other commands need no search

    return open_data.paths_to_each(us, candidates, limit=PATHS) if us else {}


def _alerts(candidates: Sequence[Candidate]) -> list[tuple[Match, ...]]:
    from convene.corpus.watchlists.screening import (
        screen_many,
    )  # local: it brings the matcher, which other commands do without

    asked = [
        Query(name=one.facts.name, country="".join(one.facts.countries[:1]), schema="organisation")
        for one in candidates
    ]
    return [alerts(matches) for matches in screen_many(asked)]


def _lists() -> list[str]:
    from convene.corpus.watchlists.screening import state  # local: see above

    return [one.list for one in state()]


def _data(found: Longlist, coverage: Coverage, more: More, *, guide: Guide) -> dict[str, Any]:
    return {
        "wanted": as_json(found.wanted),
        "considered": found.considered,
        "left_out": dict(found.left_out),
        "lists": _lists(),
        "candidates": [
            _candidate(one, *more[one.facts.organisation], guide=guide) for one in found.candidates
        ],
        "questions": [
            {
                "question": each.question,
                "text": guide.get(each.question, Question).text,
                "answered": each.answered,
                "ask": list(each.ask),
            }
            for each in found.questions
        ],
        "coverage": as_json(coverage),
    }


def _candidate(
    one: Candidate, paths: tuple[Path, ...], listed: tuple[Match, ...], *, guide: Guide
) -> dict[str, Any]:
    facts = one.facts
    return {
        "organisation": facts.organisation,
        "name": facts.name,
        "type": facts.type,
        "party": facts.party,
        "countries": list(facts.countries),
        "band": one.band,
        "evidence": [_line(line) for line in one.evidence],
        "row": one.row,
        "link": one.link,
        "opening": one.opening,
        "asks": as_json(
            {kind: list(codes) for kind, codes in columns(one.asks, guide=guide).items()}
        ),
        "vetting": None,
        "unknown": [str(reason) for reason in one.unknown],
        "paths": as_json(paths),
        "alerts": as_json(listed),
    }


def _reason(line: Evidence) -> str:
    return worded(line.reason, language("en"))


def _line(line: Evidence) -> dict[str, Any]:
    seen = as_json(line.seen)
    return {
        "question": line.question,
        "sentence": _reason(line),
        "inferred": line.inferred,
        **seen,
    }


def _text(found: Longlist, coverage: Coverage, more: More, *, guide: Guide) -> Iterator[str]:
    yield f"Who might join in {places.name(found.wanted.country)}: {len(found.candidates)} of {found.considered} looked at, the likeliest first."
    yield UNVETTED
    yield (
        "A likeness with a watchlist is no finding."
        if _lists()
        else "No watchlists are loaded, so nobody could be held against them."
    )
    if not found.candidates:
        yield "The open data that is loaded points to nobody. That is no sign that there is nobody."
    for one in found.candidates:
        yield ""
        yield f"{one.facts.name} [{one.facts.organisation}]: {one.band}"
        yield from _lines(one, *more[one.facts.organisation], coverage=coverage, guide=guide)
    yield ""
    yield "What is left to ask, and whom:"
    for each in found.questions:
        yield from wrapped(_asked(each, guide=guide))
    yield ""
    cited = {
        number for one in found.candidates for line in one.evidence for number in line.seen.sources
    }
    passed = {step.source for paths, _ in more.values() for path in paths for step in path.steps}
    yield from open_sources(coverage, sorted(cited | passed))


def _lines(
    one: Candidate,
    paths: tuple[Path, ...],
    listed: tuple[Match, ...],
    *,
    coverage: Coverage,
    guide: Guide,
) -> Iterator[str]:
    for match in listed:
        yield from wrapped(
            f"Its name is like “{match.name}” on the list {match.list} of {match.list_date}. {' '.join(map(str, match.why))}"
        )
    for line in one.evidence:
        inferred = " Inferred: the guide does not say so." if line.inferred else ""
        yield from wrapped(
            f"{line.question}: {worded(line.reason, language('en'))}{inferred} [open {dated(line.seen.sources, coverage)}]"
        )
    if one.row:
        yield from wrapped(
            f"Why it might join: {guide.get(one.row, Motivation).title} [{one.row}]; {LINKS[one.link]}."
        )
    if one.opening:
        yield from wrapped(f"A way to begin: {one.opening}")
    asks = columns(one.asks, guide=guide)
    told = [
        f"{KINDS[kind]}: {', '.join(guide.get(code, Contribution).title for code in codes)}"
        for kind, codes in asks.items()
        if codes
    ]
    if told:
        yield from wrapped(f"What to ask for: {'; '.join(told)}.")
    for path in paths:
        yield from wrapped(
            f"Way from you: {'; '.join(_step(step, coverage) for step in path.steps)}."
        )
    for reason in one.unknown:
        yield from wrapped(f"Unknown: {reason}")


def _step(step: Step, coverage: Coverage) -> str:
    seen = f"{many(step.activities, 'activity')}, {span(step.first_year, step.last_year)}"
    latest = f"the latest “{step.title}” [open {dated([step.source], coverage)}]"
    return f"{step.of_name} – {step.bond} – {step.to_name} ({seen}; {latest})"


def _asked(each: ToAsk, *, guide: Guide) -> str:
    known = (
        f"records say something of {each.answered}" if each.answered else "no record answers this"
    )
    whom = "; ".join(title_of(guide.get(id, Source)) for id in each.ask)
    return f"{each.question} {guide.get(each.question, Question).text} ({known}) Ask: {whom}."
