"""A list of members (CSV or XLSX): each row is one organisation that joined, since when, and how it
stands. Who joined has shown an interest; the list says nothing of what it does.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from convene.core.records import Activity, Mention, Origin, Place, Sector, SetAside, Text
from convene.core.writing import fold
from convene.feeds.countries import called
from convene.feeds.headers import beginning, has_columns
from convene.feeds.identifiers import numbered
from convene.feeds.markup import smoothed
from convene.feeds.members.layouts import COLUMNS, OWN, Layout, of_table
from convene.feeds.members.words import is_of_people, kinds, standing, type_of
from convene.feeds.names import person, unnamed
from convene.feeds.tables import Record, records
from convene.feeds.values import Note, today, when

TELLING = ("name", "country", "since", "status")
"""Columns by which a table shows itself to be a list of members, where nobody says that it is."""
PERSON = "this is a person, and people are not kept"
Wrong = Iterator[tuple[str, str]]


def recognises(head: bytes, name: str) -> bool:
    """Say whether a table starts with these columns, or with a publisher's."""
    return has_columns(head, TELLING) or bool(of_table(head).layout.register)


def read(path: Path, *, aside: Callable[[SetAside], None]) -> Iterator[Activity]:
    """Yield one record for each member. Raises FeedError."""
    table, seen = of_table(beginning(path)), dict[int, int]()
    layout = table.layout
    needed = [table.columns[column] for column in layout.needed]
    for row in records(path, required=needed, known=COLUMNS if layout is OWN else None):
        cells = {column: row.values.get(table.columns.get(column, ""), "") for column in COLUMNS}
        cells["kind"] = layout.kinds.get(cells["kind"].casefold(), cells["kind"])
        first = seen.setdefault(_key(cells), row.number)
        if wrong := next(_wrong(row, cells, first=first), None):
            aside(SetAside(path.name, row.number, wrong[0], wrong[1][:80]))
        else:
            yield _member(row.number, cells, layout=layout)


def origin(path: Path) -> Origin:
    """Return what is known of the publisher by the titles of the columns; whoever loads a list
    says what it is called, and of which day it is.
    """
    layout = of_table(beginning(path)).layout
    return Origin(layout.publisher, "", layout.licence)


def question(path: Path) -> str:
    """Return the guide's question that a publisher's lists help to answer, or nothing."""
    return of_table(beginning(path)).layout.question


def _key(cells: dict[str, str]) -> int:
    return hash(tuple(" ".join(fold(text).split()) for text in cells.values()))


def _wrong(row: Record, cells: dict[str, str], *, first: int) -> Wrong:
    """Yield what cannot be read, each with its value: whoever keeps a list can put it right, so
    nothing is guessed.
    """
    if row.fault:
        yield row.fault, ""
    for column in row.formulas:
        yield f"the column “{column}” holds a formula without a value; paste values instead", ""
    if not cells["name"]:
        yield "nothing stands in the column “name”", cells["number"]
    if is_of_people(cells["kind"]):
        yield PERSON, ""
    if first != row.number:
        yield f"the same member stands in row {first} already", cells["name"]
    yield from _wrong_words(cells)


def _wrong_words(cells: dict[str, str]) -> Wrong:
    if cells["country"] and not called(cells["country"]):
        yield "the country is not known; write a code such as KE", cells["country"]
    if type_of(cells["kind"]) is None:
        known = ", ".join(kinds())
        yield (
            f"the kind is not known; write one of {known}, or an IATI organisation type code",
            cells["kind"],
        )
    if cells["since"] and (reason := _no_beginning(cells["since"])):
        yield f"the column “since” holds {reason}", cells["since"]


def _no_beginning(text: str) -> str:
    since = when(text)
    if since is None:
        return "no day or year that can be read; write it as 2019 or 2019-03-31"
    return "a day that is still to come" if since.first > today() else ""


def _member(number: int, cells: dict[str, str], *, layout: Layout) -> Activity:
    notes: list[str] = []
    country = called(cells["country"])
    return smoothed(
        Activity(
            identifier="",
            kind="membership",
            record=number,
            titles=(Text("", cells["name"]),),
            descriptions=(Text("", cells["status"]),) if cells["status"] else (),
            status=_standing(cells["status"], layout, note=notes.append),
            start=_beginning(cells["since"]),
            places=(Place(country),) if country else (),
            sectors=tuple(_sectors(cells["sector"])),
            mentions=(_mention(cells, country=country, register=layout.register),),
            url=cells["source"],
            notes=tuple(notes),
        )
    )


def _standing(word: str, layout: Layout, *, note: Note) -> str:
    code = layout.standings.get(word.casefold()) or standing(word)
    if not code:
        note(f"the status “{word[:40]}” is not known; it counts as no membership")
    return code


def _beginning(text: str) -> date | None:
    since = when(text)
    return since.first if since else None


def _sectors(text: str) -> Iterator[Sector]:
    parts = dict.fromkeys(part.strip() for part in text.split(";"))
    return (Sector("own", "", part) for part in parts if part)


def _mention(cells: dict[str, str], *, country: str, register: str) -> Mention:
    name, number = cells["name"], numbered(cells["number"], register=register)
    return Mention(
        number=0,
        name=name,
        role="member",
        scheme=number.scheme,
        identifier=number.value,
        type=type_of(cells["kind"]) or "",
        country=country,
        unnamed=unnamed(name, scheme=number.scheme),
        person=person(name, identifier=number.value, role="member", scheme=number.scheme),
    )
