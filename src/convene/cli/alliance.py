"""`convene alliance check`: where an alliance stands on its path, and what keeps it there."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import typer

from convene.cli.app import app, say, say_json, stop
from convene.cli.said import in_json, text_of
from convene.core.json import as_json
from convene.core.lifecycle import Stage, Standing
from convene.core.lifecycle.words import FLAWS, WHAT, WHO, because
from convene.packs.alliances import path
from convene.packs.read import ReadError, parse
from convene.questions import alliances

alliance = typer.Typer(help="Alliances on their path.", no_args_is_help=True)
app.add_typer(alliance, name="alliance")


@alliance.command()
def check(
    case: Annotated[
        str,
        typer.Argument(
            help="What is known of an alliance, in JSON or YAML "
            "(docs/reference/alliance-case.schema.json); “-” reads it from standard input."
        ),
    ],
    as_data: Annotated[bool, in_json("alliance-check")] = False,
) -> None:
    """Say where an alliance stands: what keeps it from its next state, which overrides stand in,
    and what is stopped meanwhile.
    """
    today = datetime.now(UTC).astimezone().date()
    try:
        answer = alliances.check(alliances.case_of(parse(text_of(case)), today=today))
    except ReadError as error:
        stop(f"{case}: {'; '.join(str(error).splitlines())}.")
    if as_data:
        say_json(as_json(alliances.shape(answer)))
    else:
        say(*_text(answer))


def _text(answer: Standing) -> Iterator[str]:
    yield f"It is here: {_title(answer.state)}."
    if answer.next:
        between = "This stands in between:" if answer.unmet else "Nothing stands in between."
        yield f"Next: {_title(answer.next)}. {between}"
    for lack in answer.unmet:
        who = ", ".join(WHO[person] for person in lack.needed.who)
        fixed = "" if lack.needed.overridable else " Never overridden."
        yield f"- {lack.needed.code}{_of(lack.about)}: {lack.needed.says} Who: {who}.{fixed}"
    for kept in answer.overridden:
        override = kept.override
        yield f"- {override.code}{_of(override.about)}: overridden until {override.last_day}."
    for void in answer.void:
        flaws = " ".join(FLAWS[flaw] for flaw in void.because)
        yield f"- The override of {void.needed.code}{_of(void.override.about)} does not count. {flaws}"
    for stopped in answer.stopped:
        what = ", ".join(WHAT[code] for code in stopped.what)
        why = because(stopped.because, partner=stopped.partner)
        yield f"Stopped for {stopped.partner or 'the whole alliance'}: {what}. {why}"


def _title(state: Stage) -> str:
    return next(place.title for place in path().places if place.id is state)


def _of(about: str) -> str:
    return "" if about == "alliance" else f" ({about})"
