"""What extractive companies pay to governments (Canada's ESTMA columns, CSV): entity, payee,
country, category, amount, year.

A company reports the same money twice: by payee, and by project. By payee it is a payment; by
project it is money of the kind “other”, which adds to nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from pathlib import Path

from convene.core.records import Activity, Location, Mention, Money, Origin, Place, SetAside, Text
from convene.feeds.countries import codes
from convene.feeds.headers import has_columns
from convene.feeds.markup import smoothed
from convene.feeds.names import unnamed
from convene.feeds.payments.columns import COLUMNS, REQUIRED
from convene.feeds.tables import Record, records
from convene.feeds.values import Note, amount, in_order, no_amount, noted_amount, noted_when

CURRENCY = "CAD"
STATE, COMPANY = "10", "70"
"""IATI organisation types: government, private sector."""
MOST_ROWS = 10_000
"""Rows that are held in memory at once; what one payee got in one period has a dozen."""
SAME_MONEY = "told by project; the same money as by payee"


def recognises(head: bytes, name: str) -> bool:
    """Say whether a table starts with these columns."""
    return has_columns(head, ("payee_or_project", "payment_category", "amount_reported_cad"))


def read(path: Path, *, aside: Callable[[SetAside], None]) -> Iterator[Activity]:
    """Yield one record for what a company paid one payee, or for one project, in one period. Raises
    FeedError.
    """
    seen: Counter[str] = Counter()
    for _, group in groupby(_rows(path, aside=aside), key=_key):
        while rows := list(islice(group, MOST_ROWS)):
            identifier = _key(rows[0])
            seen[identifier] += 1
            again = f"/{seen[identifier]}" if seen[identifier] > 1 else ""
            yield _activity(rows, identifier=identifier + again)


def origin(path: Path) -> Origin:
    """Return the publisher; the table itself names none, and no day."""
    return Origin(
        "Natural Resources Canada",
        "Payments to governments (ESTMA)",
        "Open Government Licence - Canada",
    )


def _rows(path: Path, *, aside: Callable[[SetAside], None]) -> Iterator[Record]:
    for row in records(path, required=REQUIRED, known=COLUMNS):
        if reason := _wrong(row):
            aside(
                SetAside(file=path.name, record=row.number, reason=reason[0], value=reason[1][:80])
            )
        else:
            yield row


def _wrong(row: Record) -> tuple[str, str] | None:
    """Return why a row cannot be read, and the value, or nothing."""
    cells = row.values
    if row.fault:
        return row.fault, ""
    for column in ("estma_id", "entity", "payee_project_name"):
        if not cells[column]:
            return f"nothing stands in the column “{column}”", cells["entity"]
    if cells["payee_or_project"].casefold() not in {"payee", "project"}:
        return "the column “payee_or_project” holds neither “payee” nor “project”", cells[
            "payee_or_project"
        ]
    if amount(cells["amount_reported_cad"]) is None:
        typed = cells["amount_reported_cad"]
        return f"the column “amount_reported_cad” holds {no_amount(typed)}", typed
    return None


def _key(row: Record) -> str:
    cells = row.values
    parts = (
        cells["estma_id"],
        cells["period_start_date"],
        cells["country"],
        cells["payee_or_project"],
        cells["payee_project_name"],
    )
    return "/".join(part.casefold() for part in parts)


def _activity(rows: list[Record], *, identifier: str) -> Activity:
    first, notes = rows[0].values, list[str]()
    start = noted_when(
        first["period_start_date"], what="the first day", note=notes.append, past=True
    )
    end = noted_when(first["period_end_date"], what="the last day", note=notes.append)
    country = "".join(codes(first["country"]))
    if first["country"] and not country:
        notes.append(f"the country “{first['country'][:40]}” is not known")
    by_payee, name = first["payee_or_project"].casefold() == "payee", first["payee_project_name"]
    payer = Mention(
        0,
        first["entity"],
        "payer",
        identifier=first["estma_id"],
        type=COMPANY,
        unnamed=unnamed(first["entity"]),
    )
    payee = Mention(1, name, "payee", type=STATE, country=country, unnamed=unnamed(name))
    title = f"{first['entity']}: payments to {name}" if by_payee else f"{first['entity']}: {name}"
    return smoothed(
        Activity(
            identifier=identifier,
            kind="payment" if by_payee else "project",
            record=rows[0].number,
            titles=(Text("en", title),),
            descriptions=tuple(
                Text("en", text)
                for text in dict.fromkeys(row.values.get("payment_notes", "") for row in rows)
                if text
            ),
            start=start.first if start else None,
            end=in_order(
                start.first if start else None, end.last if end else None, note=notes.append
            ),
            places=(Place(country),) if country else (),
            mentions=(payer, payee) if by_payee else (payer,),
            money=tuple(
                _money(
                    row,
                    by_payee=by_payee,
                    countries=(country,) if country else (),
                    note=notes.append,
                )
                for row in rows
            ),
            locations=() if by_payee else (Location(name),),
            url=first.get("web_link", ""),
            notes=tuple(dict.fromkeys(notes)),
        )
    )


def _money(row: Record, *, by_payee: bool, countries: tuple[str, ...], note: Note) -> Money:
    cells = row.values
    year = noted_when(
        cells["reporting_cylce"] or cells["period_end_date"], what="the year", note=note
    )
    category = cells["payment_category"]
    return Money(
        kind="payment" if by_payee else "other",
        value=noted_amount(cells["amount_reported_cad"], what="the amount", note=note),
        currency=CURRENCY,
        day=None,
        year=year.year if year else None,
        giver=0,
        receiver=1 if by_payee else None,
        countries=countries,
        description=category if by_payee else f"{category}: {SAME_MONEY}",
        record=row.number,
    )
