"""`convene match`: two columns of names in, how alike they are and why out."""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from convene import disk
from convene.cli.app import app, say, stop, telling
from convene.core.names import SCHEMAS, Name, Schema
from convene.feeds import FeedError
from convene.feeds.tables import records
from convene.feeds.titles import spelt
from convene.feeds.writing import safe_cell
from convene.matching import explain_each, logic
from convene.matching.logic import LogicMissing
from convene.packs import places

NAMES = ("name_1", "name_2")
ADDED = ("score", "verdict", "why")
SECOND = "logic"
"""The column of the second opinion."""


class RowRefused(ValueError):
    """Why the names of a row cannot be compared, in one sentence that names the value."""


@app.command()
def match(
    pairs: Annotated[
        Path,
        typer.Argument(
            help="A CSV or XLSX file with the columns name_1, name_2 [, country_1, country_2, type].",
            metavar="PAIRS.csv",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="Write to this CSV file instead of the screen.", metavar="FILE"),
    ] = None,
    second_opinion: Annotated[
        bool,
        typer.Option(
            "--second-opinion",
            help="Add nomenklatura's score as “logic”; needs pip install 'convene[logic]'.",
        ),
    ] = False,
) -> None:
    """Say of each pair of names whether they are the same: adds score (0 to 1), verdict (same,
    possible, different) and why.
    """
    problems: list[str] = []
    try:
        lines = _lines(pairs, problems, second_opinion=second_opinion)
        if out is None and sys.stdout.isatty():
            # Nothing to tell: the answers themselves are seen.
            csv.writer(sys.stdout, lineterminator="\n").writerows(lines)
        else:
            _tell(pairs, lines, out=out)
    except (FeedError, LogicMissing) as error:
        stop(f"{error}".rstrip(".") + ".")
    except OSError as error:
        stop(f"{out or pairs}: {error.strerror}.", status=1)
    if problems:
        say(*problems, err=True)
        unscored = f"{len(problems)} rows have no score; their column “why” says what is wrong"
        stop(f"{pairs.name}: {unscored}.", status=1)


def _tell(pairs: Path, lines: Iterable[list[str]], *, out: Path | None) -> None:
    """Write the lines, and show how far it is."""
    of = sum(1 for _ in records(pairs, required=NAMES, naming=spelt(NAMES)))
    with telling() as progress:
        counted = (progress("Comparing names", done, of) or line for done, line in enumerate(lines))
        if out is None:
            csv.writer(sys.stdout, lineterminator="\n").writerows(counted)
        else:
            with disk.whole(out) as new, new.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows(counted)


def _lines(pairs: Path, problems: list[str], *, second_opinion: bool) -> Iterator[list[str]]:
    """Yield the lines of the answer, its header first. What is wrong with a row goes into
    `problems`, and the row gets no score.
    """
    added = (*ADDED, SECOND) if second_opinion else ADDED
    begun = False
    for record in records(pairs, required=NAMES, naming=spelt(NAMES)):
        if not begun:
            begun = True
            if taken := [name for name in added if name in record.values]:
                there = f"there is a column “{taken[0]}” already; rename or remove it"
                raise FeedError(f"{pairs.name}: row 1: {there}")
            yield [safe_cell(name) for name in (*record.titles, *added)]
        try:
            if record.fault:
                raise RowRefused(record.fault)
            answer = _explained(record.values, second_opinion=second_opinion)
        except RowRefused as problem:
            problems.append(f"{pairs.name}: row {record.number}: {problem}")
            answer = ("", "", str(problem), "")[: len(added)]
        yield [safe_cell(cell) for cell in (*record.values.values(), *answer)]
    if not begun:
        raise FeedError(f"{pairs.name}: there are no rows under the header")


def _explained(values: Mapping[str, str], *, second_opinion: bool) -> tuple[str, ...]:
    schema = _schema(values)
    left, right = (
        Name(text=values[f"name_{n}"], schema=schema, countries=_countries(values, f"country_{n}"))
        for n in "12"
    )
    explanation = explain_each(left, right)
    answer = f"{explanation.score:.6f}", explanation.verdict, " ".join(map(str, explanation.why))
    return (*answer, f"{logic.opinion(left, right):.6f}") if second_opinion else answer


def _schema(values: Mapping[str, str]) -> Schema:
    """Return what bears the names, from the column `schema` or `type`."""
    given = {column: values[column] for column in ("schema", "type") if values.get(column)}
    schemas = {column: SCHEMAS.get(text.casefold()) for column, text in given.items()}
    for column, schema in schemas.items():
        if schema is None:
            should = "should be organisation, person or unknown"
            raise RowRefused(f"{column}: “{given[column][:60]}” {should}.")
    if len(set(schemas.values())) > 1:
        raise RowRefused(f"schema and type differ: “{given['schema']}” and “{given['type']}”.")
    return next(filter(None, schemas.values()), "unknown")


def _countries(values: Mapping[str, str], column: str) -> tuple[str, ...]:
    codes = tuple(
        code.strip().upper() for code in values.get(column, "").split(";") if code.strip()
    )
    if unknown := [code for code in codes if code not in places.regions()]:
        raise RowRefused(
            f"{column}: “{unknown[0][:60]}” is no country code of ISO 3166-1, such as PY."
        )
    return codes
