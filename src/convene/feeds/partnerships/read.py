"""Anyone's own record of partnerships: a CSV or XLSX table with a row for each partner of each
partnership.
"""

from collections.abc import Callable, Iterator
from itertools import groupby, islice
from pathlib import Path

from convene.core.records import (
    ROLES,
    Activity,
    Mention,
    Money,
    Origin,
    Place,
    Sector,
    SetAside,
    Text,
)
from convene.feeds.countries import codes, unknown
from convene.feeds.headers import has_columns
from convene.feeds.identifiers import numbered
from convene.feeds.markup import smoothed
from convene.feeds.names import unnamed
from convene.feeds.tables import Record, records
from convene.feeds.titles import spelt
from convene.feeds.values import (
    amount,
    currencies,
    in_order,
    no_amount,
    noted_amount,
    noted_when,
    when,
)
from convene.packs import codelists

REQUIRED = ("id", "partner")
COLUMNS = (
    "id",
    "title",
    "partner",
    "role",
    "partner_identifier",
    "partner_type",
    "partner_country",
    "partner_website",
    "country",
    "sector",
    "start",
    "end",
    "amount",
    "currency",
    "year",
    "description",
    "url",
)
MOST_PARTNERS = 10_000
"""Rows of one partnership, which are held in memory at once."""
GIVING = frozenset({"funder", "payer", "partner"})


def recognises(head: bytes, name: str) -> bool:
    """Say whether a table starts with these columns."""
    return has_columns(head, REQUIRED)


def read(path: Path, *, aside: Callable[[SetAside], None]) -> Iterator[Activity]:
    """Yield the partnerships of a table: the rows of one partnership follow one another. Raises
    FeedError.
    """
    ids: set[str] = set()
    for identifier, group in groupby(_rows(path, aside=aside), key=lambda row: row.values["id"]):
        wrong = "the rows of this id do not follow one another; sort the table by id"
        if identifier not in ids:
            ids.add(identifier)
            yield _partnership(list(islice(group, MOST_PARTNERS)))
            wrong = f"a partnership holds {MOST_PARTNERS:,} rows at most; give the others an id of their own"
        for row in group:  # noqa: B031 - those that the slice left
            aside(SetAside(path.name, row.number, wrong, identifier[:80]))


def origin(path: Path) -> Origin:
    """Return that the records are one's own; the table names no publisher and no day."""
    return Origin("Our own records", "Our own record of partnerships")


def _rows(path: Path, *, aside: Callable[[SetAside], None]) -> Iterator[Record]:
    for row in records(path, required=REQUIRED, known=COLUMNS, naming=spelt(COLUMNS)):
        row.values.update({column: "" for column in COLUMNS if column not in row.values})
        if row.fault:
            aside(SetAside(path.name, row.number, row.fault))
        elif wrong := next(_wrong(row.values), None):
            aside(SetAside(file=path.name, record=row.number, reason=wrong[0], value=wrong[1][:80]))
        else:
            yield row


def _wrong(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what cannot be read, each with its value: one's own table can be put right, so nothing
    is passed over.
    """
    for column in REQUIRED:
        if not cells[column]:
            yield f"nothing stands in the column “{column}”", cells["title"]
    yield from _wrong_codes(cells)
    yield from _wrong_figures(cells)


def _wrong_codes(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    if cells["role"] and cells["role"].casefold() not in ROLES:
        yield f"this role is not known; write one of {', '.join(ROLES)}", cells["role"]
    if cells["partner_type"] and cells["partner_type"] not in codelists.iati_organisation_types():
        yield (
            "this is no IATI organisation type code, such as 70 for a company",
            cells["partner_type"],
        )
    for column in ("country", "partner_country"):
        for strange in unknown(cells[column].split(";")):
            yield (
                f"the country in the column “{column}” is not known; write a code such as KE",
                strange,
            )


def _wrong_figures(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column in ("start", "end", "year"):
        if cells[column] and when(cells[column]) is None:
            yield (
                f"the column “{column}” holds no day that can be read; write it as 2026-03-31",
                cells[column],
            )
    if cells["amount"] and amount(cells["amount"]) is None:
        yield (
            f"the column “amount” holds {no_amount(cells['amount'])}; write it as 1234.50",
            cells["amount"],
        )
    if cells["amount"] and cells["currency"].upper() not in currencies():
        yield "the column “currency” holds no currency code such as KES", cells["currency"]


def _partnership(rows: list[Record]) -> Activity:
    notes: list[str] = []
    start, end = (
        noted_when(_first(rows, column), what=f"the {column}", note=notes.append)
        for column in ("start", "end")
    )
    places = codes(*(country for row in rows for country in row.values["country"].split(";")))
    sectors = dict.fromkeys(
        part.strip() for row in rows for part in row.values["sector"].split(";") if part.strip()
    )
    return smoothed(
        Activity(
            identifier=rows[0].values["id"],
            kind="alliance",
            record=rows[0].number,
            titles=(Text("", _first(rows, "title") or rows[0].values["id"]),),
            descriptions=(Text("", description),)
            if (description := _first(rows, "description"))
            else (),
            start=start.first if start else None,
            end=in_order(
                start.first if start else None, end.last if end else None, note=notes.append
            ),
            places=tuple(Place(code) for code in places),
            sectors=tuple(_sector(part) for part in sectors),
            mentions=tuple(_mention(row, number=number) for number, row in enumerate(rows)),
            money=tuple(
                _money(row, number=number, note=notes.append)
                for number, row in enumerate(rows)
                if row.values["amount"]
            ),
            url=_first(rows, "url"),
            notes=tuple(notes),
        )
    )


def _first(rows: list[Record], column: str) -> str:
    return next((row.values[column] for row in rows if row.values[column]), "")


def _sector(text: str) -> Sector:
    """Read a five-digit code as a DAC purpose, a three-digit one as its category, and anything else
    as a name.
    """
    if text.isascii() and text.isdigit() and len(text) in {3, 5}:
        return Sector("dac" if len(text) == 5 else "dac3", text)
    return Sector("own", "", text)


def _mention(row: Record, *, number: int) -> Mention:
    cells = row.values
    partner = numbered(cells["partner_identifier"])
    return Mention(
        number=number,
        name=cells["partner"],
        role=next((role for role in ROLES if role == cells["role"].casefold()), "partner"),
        scheme=partner.scheme,
        identifier=partner.value,
        type=cells["partner_type"],
        country="".join(codes(cells["partner_country"])[:1]),
        website=cells["partner_website"],
        unnamed=unnamed(cells["partner"], scheme=partner.scheme),
    )


def _money(row: Record, *, number: int, note: Callable[[str], None]) -> Money:
    """Read what a partner gives, or receives where its role is to receive."""
    cells = row.values
    year = when(cells["year"]) or when(cells["start"])
    gives = (cells["role"].casefold() or "partner") in GIVING
    return Money(
        kind="commitment",
        value=noted_amount(cells["amount"], what="the amount", note=note),
        currency=cells["currency"].upper(),
        day=None,
        year=year.year if year else None,
        giver=number if gives else None,
        receiver=None if gives else number,
        record=row.number,
    )
