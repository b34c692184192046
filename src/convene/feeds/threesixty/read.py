"""Grants in the 360Giving Data Standard (JSON, CSV, XLSX): who gave what to whom. The names of
people who got a grant are not kept.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from convene.core.records import (
    Activity,
    Location,
    Mention,
    Money,
    Origin,
    Place,
    Role,
    Sector,
    SetAside,
    Text,
)
from convene.feeds import FeedError, json
from convene.feeds.countries import codes
from convene.feeds.headers import beginning, has_columns, is_table
from convene.feeds.identifiers import numbered
from convene.feeds.markup import smoothed
from convene.feeds.names import unnamed
from convene.feeds.tables import encoding_of, records
from convene.feeds.threesixty import columns
from convene.feeds.values import (
    Note,
    brief,
    in_order,
    noted_amount,
    noted_currency,
    noted_when,
    when,
)

LIST = "grants"
HEADERS = (("identifier", "amount awarded"), ("id", "amountawarded"))
"""Columns of a table of grants, by the standard's titles or by its field names."""
UTF_8, WINDOWS = "utf-8-sig", "cp1252"
"""How spreadsheets of the United Kingdom's funders write a CSV that is not UTF-8."""
GUESSED = (
    "the file is not UTF-8 text and was read as Windows-1252, so letters with accents may be wrong"
)
ENOUGH = 50
"""Grants that are looked at to see whether one funder published the file."""


def recognises(head: bytes, name: str) -> bool:
    """Say whether a file starts as one of grants does."""
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return re.search(rb'"grants"\s*:', head) is not None
    return any(has_columns(head, required) for required in HEADERS)


def read(path: Path, *, aside: Callable[[SetAside], None]) -> Iterator[Activity]:
    """Yield the grants of a file. Raises FeedError when it holds no list of grants or is
    not whole.
    """
    odd = (GUESSED,) if is_table(path) and _encoding(path) == WINDOWS else ()
    for number, grant in _grants(path, aside=aside):
        try:
            activity = _grant(grant, record=number)
            yield activity._replace(notes=(*activity.notes, *odd))
        except json.RecordError as error:
            aside(SetAside(file=path.name, record=number, reason=str(error), value=error.value))


def origin(path: Path) -> Origin:
    """Return the publisher and licence a file names; failing that, the funder, where the first
    grants all have one and the same.

    Such a file states no day of its own.
    """
    table = is_table(path)
    if not table:
        _check(path)
    publisher, licence = (
        None if table else json.value(path, key, before=frozenset({LIST}))
        for key in ("publisher", "license")
    )
    grants = [grant for _, grant in islice(_grants(path, aside=_unheard), ENOUGH)]
    funders = {
        json.text(funder, "name")
        for grant in grants
        for funder in json.things(grant, "fundingOrganization")
    }
    funder = funders.pop() if len(funders) == 1 else ""
    name = json.text(publisher, "name") or funder
    return Origin(
        publisher=name,
        title=f"Grants of {funder}" if funder else "Grants",
        licence=licence if isinstance(licence, str) else "",
    )


def _unheard(row: SetAside) -> None:
    """Say nothing of a row that is told of when the file is read."""


def _grants(path: Path, *, aside: Callable[[SetAside], None]) -> Iterator[tuple[int, Any]]:
    """Yield each grant of a file with its place: in the list, or the row of a table."""
    if not is_table(path):
        _check(path)
        yield from json.items(path, LIST)
        return
    for row in records(path, required=_header(path), encoding=_encoding(path)):
        if row.fault:
            aside(SetAside(path.name, row.number, row.fault))
        else:
            yield row.number, columns.grant(row.values)


def _encoding(path: Path) -> str:
    is_workbook = path.suffix.lower() == ".xlsx"
    return UTF_8 if is_workbook else encoding_of(path, otherwise=WINDOWS)


def _header(path: Path) -> Sequence[str]:
    start = beginning(path)
    return next((names for names in HEADERS if has_columns(start, names)), HEADERS[0])


def _check(path: Path) -> None:
    events = json.shape(path, until=frozenset({LIST}))
    if LIST not in events:
        raise FeedError(
            f"{path.name}: this is JSON of another kind: it holds no list called “{LIST}”"
        )
    if events[LIST] != "start_array":
        raise FeedError(f"{path.name}: what stands under “{LIST}” is no list")


def _grant(grant: Any, *, record: int) -> Activity:
    if not isinstance(grant, dict):
        raise json.RecordError("this is no grant", brief(grant))
    if not (identifier := json.text(grant, "id")):
        raise json.RecordError("the grant has no id", json.text(grant, "title")[:40])
    notes: list[str] = []
    funders = [
        _organisation(organisation, role="funder")
        for organisation in json.things(grant, "fundingOrganization")
    ]
    receivers = [
        _organisation(organisation, role="implementer")
        for organisation in json.things(grant, "recipientOrganization")
    ]
    receivers += [
        Mention(0, "", "implementer", person=True)
        for _ in json.things(grant, "recipientIndividual")
    ]
    mentions = tuple(
        mention._replace(number=number) for number, mention in enumerate((*funders, *receivers))
    )
    if not receivers:
        notes.append("no recipient is named")
    start, end = _dates(grant, note=notes.append)
    places = json.things(grant, "beneficiaryLocation")
    return smoothed(
        Activity(
            identifier=identifier,
            kind="grant",
            record=record,
            titles=_texts(json.text(grant, "title")),
            descriptions=_texts(json.text(grant, "description")),
            start=start.first if start else None,
            end=in_order(
                start.first if start else None, end.last if end else None, note=notes.append
            ),
            places=tuple(
                Place(code)
                for code in codes(*(json.text(place, "countryCode", "name") for place in places))
            ),
            sectors=_sectors(grant),
            mentions=mentions,
            money=_money(
                grant,
                giver=0 if len(funders) == 1 else None,
                receiver=len(funders) if len(receivers) == 1 else None,
                note=notes.append,
            ),
            locations=tuple(location for place in places if (location := _location(place))),
            url=json.text(grant, "url"),
            updated=_updated(grant),
            notes=tuple(notes),
        )
    )


def _texts(*texts: str) -> tuple[Text, ...]:
    return tuple(Text("", text) for text in texts if text)


def _organisation(organisation: dict[str, Any], *, role: Role) -> Mention:
    name, number = json.text(organisation, "name"), numbered(json.text(organisation, "id"))
    return Mention(
        number=0,
        name=name,
        role=role,
        scheme=number.scheme,
        identifier=number.value,
        country="".join(codes(json.text(organisation, "addressCountry"))),
        website=json.text(organisation, "url"),
        unnamed=unnamed(name, scheme=number.scheme),
    )


def _dates(grant: dict[str, Any], *, note: Note) -> tuple[Any, Any]:
    """Read when a grant begins and ends: as it came, failing that as planned."""
    dates = next(
        iter((*json.things(grant, "actualDates"), *json.things(grant, "plannedDates"))), {}
    )
    return (
        noted_when(json.text(dates, "startDate"), what="the first day", note=note),
        noted_when(json.text(dates, "endDate"), what="the last day", note=note),
    )


def _money(
    grant: dict[str, Any], *, giver: int | None, receiver: int | None, note: Note
) -> tuple[Money, ...]:
    awarded = noted_when(json.text(grant, "awardDate"), what="the award date", note=note, past=True)
    currency = noted_currency(json.text(grant, "currency"), note=note)
    given = noted_amount(grant.get("amountAwarded"), what="the amount", note=note)
    paid = noted_amount(grant.get("amountDisbursed"), what="the amount paid", note=note)
    day, year = (awarded.exact, awarded.year) if awarded else (None, None)
    both = (
        Money("grant", given, currency, day, year, giver, receiver, record=1),
        Money("disbursement", paid, currency, None, None, giver, receiver, record=2),
    )
    return tuple(money for money in both if money.value is not None)


def _sectors(grant: dict[str, Any]) -> tuple[Sector, ...]:
    classes = [
        Sector(
            json.text(class_, "vocabulary") or "360giving",
            json.text(class_, "code"),
            json.text(class_, "title"),
        )
        for class_ in json.things(grant, "classifications")
    ]
    programmes = [
        Sector("grant programme", json.text(class_, "code"), json.text(class_, "title"))
        for class_ in json.things(grant, "grantProgramme")
    ]
    return tuple(sector for sector in (*classes, *programmes) if sector.code or sector.name)


def _location(place: dict[str, Any]) -> Location | None:
    name = json.text(place, "name")
    return (
        Location(name, _degrees(place, "latitude", most=90), _degrees(place, "longitude", most=180))
        if name
        else None
    )


def _degrees(place: dict[str, Any], key: str, *, most: int) -> float | None:
    try:
        degrees = float(json.text(place, key))
    except ValueError:
        return None
    return degrees if -most <= degrees <= most else None


def _updated(grant: Any) -> str:
    found = when(json.text(grant, "dateModified"))
    return found.first.isoformat() if found else ""
