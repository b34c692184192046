"""`convene advise`, `challenges` and `suggest`: from a problem to a recommendation."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from convene import packs
from convene.cli.app import app, say, say_json, stop
from convene.cli.packs import guide as guide_named
from convene.cli.said import in_json, text_of
from convene.core.answer import Answer
from convene.core.json import as_json
from convene.core.request import Request
from convene.documents.terminal import answer_text, challenges_text, suggested_lines
from convene.packs.read import ReadError, fit, parse
from convene.questions import advice as asking
from convene.questions import suggesting

Spoken = Literal["en", "es", "fr"]


@app.command()
def advise(
    request: Annotated[
        str | None,
        typer.Argument(
            help="A request in JSON or YAML; “-” reads it from standard input.", metavar="[REQUEST]"
        ),
    ] = None,
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 code, such as PY.")] = None,
    region: Annotated[str | None, typer.Option(help="Only where there is no one country.")] = None,
    level: Annotated[
        str | None, typer.Option(help="national, subnational, city or multi_country.")
    ] = None,
    challenge: Annotated[
        list[str] | None,
        typer.Option(help="A problem; `convene challenges` lists them. Repeat for more."),
    ] = None,
    sector: Annotated[
        list[str] | None, typer.Option(help="A sector that is around. Repeat for more.")
    ] = None,
    partner_type: Annotated[
        list[str] | None, typer.Option(help="Who else is around. Repeat for more.")
    ] = None,
    civic_space: Annotated[
        str | None, typer.Option(help="open, narrowed, obstructed, repressed or closed.")
    ] = None,
    reprisal_risk: Annotated[str | None, typer.Option(help="low, medium or high.")] = None,
    trait: Annotated[
        list[str] | None, typer.Option(help="Something else that is true. Repeat for more.")
    ] = None,
    pack: Annotated[str, typer.Option(help="Which guide to ask.")] = packs.BUILT_IN,
    as_data: Annotated[bool, in_json("advice-answer")] = False,
    concept: Annotated[
        Path | None,
        typer.Option(help="Also write the concept paper: FILE.docx, FILE.pdf or FILE.html."),
    ] = None,
    language: Annotated[
        Spoken, typer.Option(help="The language of the answer in words and of the paper.")
    ] = "en",
) -> None:
    """From a governance problem in a place to the kinds of alliance that could work there, with
    reasons and sources.
    """
    given = {
        "country": country,
        "region": region,
        "level": level,
        "civic_space": civic_space,
        "reprisal_risk": reprisal_risk,
        "challenges": tuple(challenge or ()),
        "sectors": tuple(sector or ()),
        "partner_types": tuple(partner_type or ()),
        "traits": tuple(trait or ()),
    }
    guide = guide_named(pack)
    asked = _request(request, {name: value for name, value in given.items() if value})
    answer = asking.answer(asked, pack)
    short = asking.in_short(answer, at=datetime.now(UTC), pack=pack)
    if as_data:
        say_json(as_json(asking.shape(answer, guide=guide, short=short)))
    else:
        written = answer_text(answer, guide=guide, short=short, language=language)
        typer.echo(written, nl=False)
    if concept is not None:
        _write_concept(concept, answer, pack=pack, language=language)


def _request(source: str | None, given: Mapping[str, Any]) -> Request:
    """Return the request of a file, with what stands on the command line in its place."""
    if source is None and not given:
        stop(
            "Say what is not working: name a request file or give --challenge. "
            "`convene challenges` lists the known problems."
        )
    if source is None:
        return Request(**given)
    try:
        document = parse(text_of(source))
        if not isinstance(document, dict):
            shown = json.dumps(document)[:60]
            raise ReadError(f"should hold keys such as country and challenges, found {shown}")
        return replace(fit(document, Request), **given)
    except ReadError as error:
        known = ", ".join(spec.name for spec in fields(Request))
        hint = f" Known keys: {known}." if "unknown key" in str(error) else ""
        stop(f"{source}: {'; '.join(str(error).splitlines())}.{hint}")


def _write_concept(file: Path, answer: Answer, *, pack: str, language: Spoken) -> None:
    """Write the paper about the kind of alliance that fits best."""
    from convene.documents.formats import known, make  # local: slower to load than to ask
    from convene.questions.papers import paper  # local: see above

    format = known(file.suffix.lstrip("."))
    if format is None:
        stop(f"{file}: the concept paper is written as .docx, .pdf or .html.")
    best, today = next(iter(answer.models), None), datetime.now(UTC).astimezone().date()
    content = best and paper(
        answer.request, model=best.model, on=today, pack=pack, language=language
    )
    if not content:
        stop("No concept paper was written, because no kind of alliance is on offer.", status=1)
    try:
        file.write_bytes(make(content, format=format))
    except OSError as error:
        stop(f"{file}: {error.strerror}. Choose a folder you may write to.", status=1)
    say(f"Wrote {file}", err=True)


@app.command()
def challenges(
    pack: Annotated[str, typer.Option(help="Which guide to ask.")] = packs.BUILT_IN,
) -> None:
    """List the known problems with their codes."""
    typer.echo(challenges_text(guide_named(pack)), nl=False)


@app.command()
def suggest(
    problem: Annotated[
        str | None,
        typer.Argument(
            help="What is not working, in your own words (English, Spanish or French).",
            metavar="[PROBLEM]",
        ),
    ] = None,
    lines: Annotated[
        Path | None, typer.Option(help="A text file with one problem on each line.")
    ] = None,
    pack: Annotated[str, typer.Option(help="Which guide to ask.")] = packs.BUILT_IN,
    as_data: Annotated[bool, in_json("suggest")] = False,
) -> None:
    """Suggest the known problems nearest to your own words; you choose."""
    guide = guide_named(pack)
    if (problem is None) == (lines is None):
        stop("Say what is not working, or name a file with --lines: one of the two.")
    for text in [problem or ""] if lines is None else _lines(lines):
        suggestions = suggesting.suggest(text, guide=guide)
        if as_data:
            say_json(as_json(suggesting.shape(suggestions)), indent=None if lines else 2)
        else:
            say(*([text] if lines else []), *suggested_lines(suggestions, guide=guide))


def _lines(file: Path) -> list[str]:
    """Return the lines of a text file; an empty one stays, so that answers stand line by line."""
    return text_of(str(file)).removeprefix("\ufeff").splitlines()
