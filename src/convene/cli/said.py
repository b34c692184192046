"""What several commands say or ask for alike."""

import sys
from pathlib import Path
from typing import Any

import typer

from convene.cli.app import say, say_json, stop
from convene.core.json import as_json
from convene.core.scripts import is_found_surely
from convene.core.watchlists import Match
from convene.packs import places
from convene.questions.screening import not_shown
from convene.questions.shapes.rows import Screened

LONGEST = 1_000_000
"""Bytes a file may have that a command is asked with."""


def text_of(source: str, *, most: int = LONGEST) -> str:
    """Return the text of a file of at most so many bytes, or of standard input for “-”; or end with
    a sentence.
    """
    try:
        with sys.stdin.buffer if source == "-" else Path(source).open("rb") as stream:
            raw = stream.read(most + 1)
        if len(raw) > most:
            stop(f"{source}: such a file is never longer than {most:,} bytes.")
        return raw.decode("utf-8")
    except OSError as error:
        stop(f"{source}: {error.strerror}.")
    except UnicodeDecodeError:
        stop(f"{source}: this is not UTF-8 text, so it is neither JSON nor YAML.")


def in_json(schema: str) -> Any:
    """Return the option to answer in JSON, by the name of the answer's schema."""
    return typer.Option("--json", help=f"Answer in JSON (docs/reference/{schema}.schema.json).")


def country_of(code: str) -> str:
    """Return a country's code as it is written, or end with a sentence where it is none."""
    if code.upper() not in places.regions():
        stop(
            f"“{code[:40].upper()}” is not a country code we know. "
            "A code has two letters, such as PY for Paraguay (ISO 3166-1)."
        )
    return code.upper()


def listed(match: Match) -> tuple[str, ...]:
    """Say in a line what the list says of an entry besides its name, for whoever has to tell two
    people of one name apart; nothing where it says nothing.
    """
    facts = [
        *(f"born {day}" for day in match.born),
        *(places.names()[code] for code in match.countries),
        *(" ".join(filter(None, number)) for number in match.identifiers),
        *(f"{what} {fact}" for what, fact in match.facts),
        *([f"period until {match.until}"] if match.until else []),
    ]
    return ("; ".join(facts),) if facts else ()


def say_screened(answer: Screened, *, as_data: bool) -> None:
    """Say what the lists hold of one name, in words or on one line of JSON."""
    if as_data:
        say_json(as_json(answer), indent=None)
        return
    nothing = "nothing found" if is_found_surely(answer.query) else "nothing found as it is written"
    nothing = "not screened" if answer.error else nothing
    whose = f" (of {answer.of})" if answer.of else ""
    say(f"{answer.query}{whose}{'' if answer.matches else f': {nothing}.'}")
    for match in answer.matches:
        listing = f"{match.name} ({match.list} {match.entry})"
        say(f"  {match.band:<9}{match.score:.3f}  {listing}")
        say(*(f"           {sentence}" for sentence in (*listed(match), *match.why)))
    if answer.more:
        say(f"  {not_shown(answer.more)}")
