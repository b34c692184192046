"""Whom a table asks about: rows of CSV or XLSX turned into queries, and what was wrong with those
that could not be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from convene.core.watchlists import Query
from convene.corpus.watchlists.columns import Columns, columns, with_name
from convene.corpus.watchlists.known import known, names_nobody
from convene.feeds.mojibake import broken
from convene.feeds.tables import Record, records
from convene.feeds.values import hidden, printable
from convene.feeds.workbooks import TRUTHS, failed

NAMED_SHIP = re.compile(r"\bIMO\W{0,3}(?:(?:number|no)\W{0,3})?(\d{7})(?!\d)", re.IGNORECASE)
"""A ship's number within a name: “QUENDOR STAR (IMO 9999999)”."""
DAY = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:[T ]+\d{1,2}:\d\d(?::\d\d)?\S{0,8})?")
FIGURE = re.compile(r"[-+]?\d[\d.,\s]*%?")
"""Days and numbers as text, which stand for a name where a column slipped."""
FORMULA = re.compile(r"=|[-+@](?:[\w.]+\(|\d[\d.,]*\s*[-+*/^&]|.*[|!])")
"""What a spreadsheet may take for a formula: “=A1”, “+1+1”, “@SUM(1)”."""
NO_TEXT = "the name “{name}” is {what}, not text"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One row, and its place in the table. `of` is whose owner, director or other person it says
    that this is; `fault` says why it can't be asked; `notes` what was left out of the asking, and
    what is odd about what was asked.
    """

    place: str
    query: Query
    of: str = ""
    fault: str = ""
    notes: tuple[str, ...] = ()


def asked(file: Path) -> Iterator[Asked]:
    """Yield whom a file asks about, one for each row that is not empty, from every sheet with a
    column of names. What is not used of the file is noted with its first row and its last. Raises
    FeedError.
    """
    unread: list[str] = []
    noted: tuple[str, ...] = ()
    last: Asked | None = None
    for record in records(file, required=("name",), unread=unread.append, naming=with_name):
        titles = _columns(tuple(record.values))
        unused = _unused(titles, file=file.name)
        if last:
            yield last
        last = _asked(record, titles, file=file.name)
        if unused != noted:
            last, noted = replace(last, notes=(*unused, *last.notes)), unused
    if last:
        yield replace(last, notes=(*last.notes, *unread))


def asked_of(
    name: str,
    *,
    id: str = "",
    country: str = "",
    type: str = "",
    identifier: str = "",
    nationality: str = "",
    born: str = "",
    numbers: tuple[str, ...] = (),
    of: str = "",
    where: str = "",
    unseen: str = "",
) -> Asked:
    """Return a query made of text as people write it. What is not known of it is left out, with a
    note that says where it stands; `unseen` are signs that were taken out of the name before.
    """
    plain = printable(name).strip()
    facts = known(
        country=country,
        type=type,
        identifier=identifier,
        nationality=nationality,
        born=born,
        numbers=numbers,
    )
    query = Query(
        name=plain,
        id=id,
        country=facts.country,
        schema=facts.schema,
        identifier=facts.identifier,
        nationality=facts.nationality,
        born=facts.born,
        numbers=(*facts.numbers, *NAMED_SHIP.findall(plain)),
    )
    notes = (*facts.notes, *_odd(plain, unseen=unseen or hidden(name)))
    fault = _nameless(plain)
    return Asked(
        place="",
        query=query,
        of=of.strip(),
        fault=f"{where}{fault}" if fault else "",
        notes=tuple(f"{where}{note}" for note in notes),
    )


def _nameless(name: str) -> str:
    """Say why a text can be nobody's name; nothing where it can."""
    if not name:
        return "no name"
    if not any(c.isalnum() for c in name):
        return f"the name “{name[:60]}” holds no letter"
    kinds = ((DAY, "a day or a time"), (FIGURE, "a number"))
    what = next((what for sign, what in kinds if sign.fullmatch(name)), "")
    return NO_TEXT.format(name=name[:60], what=what) if what else ""


def _odd(name: str, *, unseen: str) -> Iterator[str]:
    if unseen:
        yield f"the name “{name[:60]}” holds signs that nobody sees ({unseen}): asked without them"
    if names_nobody(name):
        yield f"“{name[:60]}” is what people write for no name; it was asked as it stands"
    if FORMULA.match(name):
        yield f"“{name[:60]}” is written like a formula; it was asked as it stands"
    if sentence := broken(name):
        yield sentence


@lru_cache(maxsize=16)
def _columns(titles: tuple[str, ...]) -> Columns:
    return columns(titles)


def _unused(titles: Columns, *, file: str) -> tuple[str, ...]:
    unused = ", ".join(f"“{title[:60]}”" for title in titles.unused)
    what = "column" if len(titles.unused) == 1 else "columns"
    return (f"{file}: not used: the {what} {unused}",) if unused else ()


def _asked(record: Record, titles: Columns, *, file: str) -> Asked:
    where = f"{file}: {record.where}: "
    question = replace(_question(record, titles, where=where), place=record.where)
    wrong = "the name is a formula without a value; paste the names as values"
    if "name" in record.formulas or (wrong := record.fault or _no_name(record)):
        return replace(question, fault=f"{where}{wrong}", notes=())
    return question


def _question(record: Record, titles: Columns, *, where: str) -> Asked:
    numbers = tuple(record.values[column] for column in titles.numbers)
    unseen = record.unseen.get("name", "")
    facts = dict(titles.of(record.values))
    return asked_of(**facts, numbers=numbers, where=where, unseen=unseen)


def _no_name(record: Record) -> str:
    """Say why what stands in the column of names is none: what spreadsheets write where a formula
    failed, and what is no text to them.
    """
    name = record.values["name"]
    if failed(name):
        return f"the name is an error of the spreadsheet, {name}"
    what = record.odd.get("name") or ("TRUE or FALSE" if name in TRUTHS else "")
    return NO_TEXT.format(name=name[:60], what=what) if what else ""
