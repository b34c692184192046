"""`convene leverage`: how much partners give for each unit of own money."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from convene.cli.app import app, say, say_json, stop
from convene.cli.said import in_json, text_of
from convene.cli.words import wrapped
from convene.core.json import as_json
from convene.core.leverage import SENTENCES, Rule
from convene.packs import leverage as packed
from convene.packs.load import PackError
from convene.questions import leverage as asking
from convene.questions.shapes.leverage import Leverage, Terms

LONGEST_CASE = 50_000_000
"""Bytes a case may have."""
COLUMNS = ("", "promised", "delivered")
MEETS = {True: "The rule is met.", False: "The rule is not met.", None: "It cannot be said."}
NONE = "–"


@app.command()
def leverage(
    case: Annotated[
        str,
        typer.Argument(
            help="What partners promised and gave, in JSON (docs/reference/leverage-case.schema.json); “-” reads it from standard input.",
            metavar="CASE.json",
        ),
    ],
    rule: Annotated[
        str,
        typer.Option(
            help="The code of a rule, or a YAML or JSON file with one (docs/reference/leverage-rule.schema.json).",
            metavar="gda|FILE",
        ),
    ] = packed.PRESET,
    as_data: Annotated[bool, in_json("leverage")] = False,
) -> None:
    """How much partners give for each unit of own money, promised and delivered; what counts by a
    rule, and why the rest does not.
    """
    chosen = _rule(rule)
    try:
        read = asking.read_case(text_of(case, most=LONGEST_CASE))
    except asking.CaseRefused as error:
        stop(f"{case}: {f'{error}'.rstrip('.')}.")
    answer = asking.leverage(read, rule=chosen)
    shaped = asking.shape(answer)
    if as_data:
        say_json(as_json(shaped))
    else:
        say(*_text(shaped, base=answer.base, rule=chosen))


def _rule(named: str) -> Rule:
    try:
        known = packed.rules()
        return known[named] if named in known else packed.read_rule(Path(named))
    except PackError as error:
        stop(f"{error}.")
    except OSError as error:
        stop(f"{named}: {error.strerror}. Known rules: {', '.join(known)}.")


def _text(answer: Leverage, *, base: str, rule: Rule) -> Iterator[str]:
    yield f"{rule.title or rule.id}: {MEETS[answer.meets]}"
    yield from wrapped(answer.formula)
    yield ""
    yield from _table(answer, base=base)
    yield ""
    for origin, total in answer.apart.items():
        yield f"{origin} money promised: {total} {base}"
    if answer.parallel != "0":
        yield f"invested beside the alliance: {answer.parallel} {base}"
    for left in answer.excluded:
        yield from wrapped(f"{left.id}: {left.reason}. {SENTENCES[left.reason]}")


def _table(answer: Leverage, *, base: str) -> Iterator[str]:
    rows = {
        f"counted ({base})": "numerator",
        f"own money ({base})": "denominator",
        "ratio": "ratio",
        "share in cash": "cash_share",
        "share resting on estimates": "estimate_share",
        "ratio without estimates": "without_estimates",
    }
    yield f"{COLUMNS[0]:<28}{COLUMNS[1]:>20}{COLUMNS[2]:>20}"
    for title, name in rows.items():
        yield f"{title:<28}{_cell(answer.pledged, name):>20}{_cell(answer.delivered, name):>20}"


def _cell(terms: Terms | None, name: str) -> str:
    return (getattr(terms, name) if terms else None) or NONE
