"""`convene advise`, `challenges` and `suggest`: from a problem to a recommendation."""

import json
import sys
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from convene import packs
from convene.cli.app import app, say, say_json, stop
from convene.cli.packs import guide as guide_named
from convene.core.advice import advise as ask
from convene.core.advice import as_json
from convene.core.answer import Answer
from convene.core.draft import Draft
from convene.core.guide import Guide, Model
from convene.core.request import Request
from convene.core.suggest import suggest as nearest
from convene.packs import places
from convene.packs.read import ReadError, fit, parse

LONGEST_REQUEST = 1_000_000
"""Bytes a request file may have."""


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
    as_data: Annotated[
        bool,
        typer.Option("--json", help="Answer in JSON (docs/reference/advice-answer.schema.json)."),
    ] = False,
    concept: Annotated[
        Path | None,
        typer.Option(help="Also write the concept paper: FILE.docx, FILE.pdf or FILE.html."),
    ] = None,
) -> None:
    """From a governance problem in a place to the kinds of alliance that could work there, with
    reasons and sources.
    """
    given: dict[str, Any] = {
        "country": country,
        "region": region,
        "level": level,
        "civic_space": civic_space,
        "reprisal_risk": reprisal_risk,
    }
    given |= {
        "challenges": challenge,
        "sectors": sector,
        "partner_types": partner_type,
        "traits": trait,
    }
    asked = _request(
        request, {name: tuple(v) if isinstance(v, list) else v for name, v in given.items() if v}
    )
    guide = guide_named(pack)
    answer = ask(asked, guide=guide, regions=places.regions())
    if as_data:
        say_json(as_json(answer))
    else:
        from convene.documents.terminal import answer_text  # local: the JSON answer needs no words

        typer.echo(answer_text(answer, guide=guide), nl=False)
    if concept is not None:
        _write_concept(concept, answer, guide)


def _request(source: str | None, given: dict[str, Any]) -> Request:
    """Return the request of a file, with what stands on the command line in its place."""
    if source is None and not given:
        stop(
            "Say what is not working: name a request file or give --challenge. `convene challenges` lists the known problems."
        )
    if source is None:
        return Request(**given)
    try:
        document = parse(_read(source))
        if not isinstance(document, dict):
            raise ReadError(
                f"should hold keys such as country and challenges, found {json.dumps(document)[:60]}"
            )
        return replace(fit(document, Request), **given)
    except ReadError as error:
        hint = (
            f" Known keys: {', '.join(spec.name for spec in fields(Request))}."
            if "unknown key" in str(error)
            else ""
        )
        stop(f"{source}: {'; '.join(str(error).splitlines())}.{hint}")


def _read(source: str) -> str:
    try:
        raw = (
            sys.stdin.buffer.read(LONGEST_REQUEST + 1)
            if source == "-"
            else Path(source).read_bytes()
        )
        if len(raw) > LONGEST_REQUEST:
            stop(f"{source}: a request is never longer than {LONGEST_REQUEST:,} bytes.")
        return raw.decode("utf-8")
    except OSError as error:
        stop(f"{source}: {error.strerror}.")
    except UnicodeDecodeError:
        stop(f"{source}: this is not UTF-8 text, so it is neither JSON nor YAML.")


def _write_concept(file: Path, answer: Answer, guide: Guide) -> None:
    from convene.documents.formats import (
        known,
        make,
    )  # local: papers take longer to load than to ask for
    from convene.documents.paper import concept_paper  # local: see above

    format = known(file.suffix.lstrip("."))
    if format is None:
        stop(f"{file}: the concept paper is written as .docx, .pdf or .html.")
    if not answer.models:
        stop("No concept paper was written, because no kind of alliance is on offer.", status=1)
    model, country = answer.models[0].model, answer.request.country or ""
    place = places.name(country) if country else ""
    title = f"{guide.get(model, Model).title}: {place}" if place else guide.get(model, Model).title
    draft = Draft(title=title, country=country, model=model, request=answer.request)
    paper = concept_paper(
        draft,
        answer=answer,
        guide=guide,
        by="",
        on=datetime.now(UTC).astimezone().date(),
        country_name=place,
    )
    try:
        file.write_bytes(make(paper, format=format))
    except OSError as error:
        stop(f"{file}: {error.strerror}. Choose a folder you may write to.", status=1)
    say(f"Wrote {file}", err=True)


@app.command()
def challenges(
    pack: Annotated[str, typer.Option(help="Which guide to ask.")] = packs.BUILT_IN,
) -> None:
    """List the known problems with their codes."""
    from convene.documents.terminal import challenges_text  # local: only this command lists them

    typer.echo(challenges_text(guide_named(pack)), nl=False)


@app.command()
def suggest(
    problem: Annotated[
        str,
        typer.Argument(help="What is not working, in your own words (English, Spanish or French)."),
    ],
    pack: Annotated[str, typer.Option(help="Which guide to ask.")] = packs.BUILT_IN,
) -> None:
    """Suggest the known problems nearest to your own words; you choose."""
    guide = guide_named(pack)
    found = nearest(problem, guide=guide)
    titles = {
        **{item.id: item.title for item in guide.challenges},
        **{item.id: f"{item.title} (refused)" for item in guide.prohibited},
    }
    for item in found:
        say(f"{item.code:<34}{titles[item.code]} (because of: {', '.join(item.words)})")
    if not found:
        say("No known problem holds these words. `convene challenges` lists them all.")
