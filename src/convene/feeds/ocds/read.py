"""Contracts in the Open Contracting Data Standard (JSON): who buys what from whom, who else bid,
and for how much.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from convene.core.records import Activity, Origin, Place, Related, Sector, SetAside, Text
from convene.feeds import json
from convene.feeds.countries import codes
from convene.feeds.markup import smoothed
from convene.feeds.ocds import sums
from convene.feeds.ocds.parties import Parties
from convene.feeds.ocds.shapes import documents, processes, shape
from convene.feeds.values import Note, When, brief, in_order, noted_when, when

MOST_SECTORS = 20
CONTRACT = {"active": "2", "terminated": "4", "cancelled": "5", "pending": "1"}
TENDER = {
    "planning": "1",
    "planned": "1",
    "active": "1",
    "cancelled": "5",
    "unsuccessful": "5",
    "withdrawn": "5",
}
"""IATI activity status of a contract, or failing any of its tender."""


def recognises(head: bytes, name: str) -> bool:
    """Say whether a file starts as contracts do."""
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    return (
        start.startswith((b"{", b"["))
        and re.search(
            rb'"(?:ocid|releases|records|compiledRelease|tender|contracts|awards|initiationType)"\s*:',
            head,
        )
        is not None
    )


def read(path: Path, *, aside: Callable[[SetAside], None]) -> Iterator[Activity]:
    """Yield one record for each contracting process. Raises FeedError when the file is of another
    kind or not whole.
    """
    for number, release in processes(path):
        try:
            yield _process(release, record=number)
        except json.RecordError as error:
            aside(SetAside(file=path.name, record=number, reason=str(error), value=error.value))


def origin(path: Path) -> Origin:
    """Return the publisher, licence and day that a package, a release or a record names."""
    form = shape(path)
    if form in {"documents", "list"}:
        package = _package(next(documents(path), {}))
    else:
        until = frozenset({form}) if path.stat().st_size > json.LARGEST_RECORD else frozenset[str]()
        package = {
            key: json.value(path, key, before=until)
            for key in ("publisher", "license", "publishedDate")
        }
    day = when(json.text(package, "publishedDate"))
    publisher = json.text(json.thing(package, "publisher"), "name") or json.text(
        package, "publisher"
    )
    return Origin(
        publisher,
        f"Contracts published by {publisher}" if publisher else "Contracts",
        json.text(package, "license"),
        _iso(day),
    )


def _package(document: Any) -> dict[str, Any]:
    """Return what a package, or a release that tells of its package, says of its publisher."""
    while isinstance(document, list):
        document = document[0] if document else {}
    named = {
        key: document[key]
        for key in ("publisher", "license", "publishedDate")
        if json.text(document, key) or json.thing(document, key)
    }
    return {**json.thing(document, "packageInfo"), **named}


def _iso(day: When | None) -> str:
    return day.first.isoformat() if day else ""


def _process(release: Any, *, record: int) -> Activity:
    if isinstance(release, json.RecordError):
        raise release
    if not isinstance(release, dict):
        raise json.RecordError("this is no release", brief(release))
    if not (ocid := json.text(release, "ocid")):
        raise json.RecordError("the release has no ocid", json.text(release, "id")[:40])
    if release.keys() == {"ocid"}:
        raise json.RecordError(
            "the record only links to its releases and says nothing itself", ocid[:80]
        )
    notes: list[str] = []
    noted_when(json.text(release, "date"), what="the day of the release", note=notes.append)
    language = _language(release)
    parties = Parties(release, language=language)
    money = sums.money(release, parties=parties, note=notes.append)
    parties.numbers(json.things(json.thing(release, "tender"), "tenderers"), "bidder")
    parties.rest()
    starts, ends = _period(release, note=notes.append)
    titles = _titles(release, language=language)
    _note_lost(titles, parties, note=notes.append)
    return smoothed(
        Activity(
            identifier=ocid,
            kind="contract",
            record=record,
            titles=titles,
            descriptions=_texts(
                json.text(json.thing(release, "tender"), "description"), language=language
            ),
            status=_status(release),
            start=starts,
            end=ends,
            places=tuple(Place(code) for code in _delivered(release) or parties.countries),
            sectors=_sectors(release),
            mentions=parties.mentions,
            money=money,
            related=_related(release),
            updated=json.text(release, "date"),
            notes=tuple(dict.fromkeys(notes)),
        )
    )


def _language(release: dict[str, Any]) -> str:
    found = json.text(release, "language")[:2].casefold()
    return found if re.fullmatch("[a-z]{2}", found) else ""


def _texts(text: str, *, language: str) -> tuple[Text, ...]:
    return (Text(language, text),) if text else ()


def _titles(release: dict[str, Any], *, language: str) -> tuple[Text, ...]:
    """Return the title of the tender, failing that of a contract or an award."""
    for part in (
        json.thing(release, "tender"),
        *json.things(release, "contracts"),
        *json.things(release, "awards"),
    ):
        named = [
            (language, json.text(part, "title")),
            *((code, json.text(part, f"title_{code}")) for code in ("en", "fr", "es")),
        ]
        if titles := tuple(text for code, title in named for text in _texts(title, language=code)):
            return titles
    return _texts(json.text(release, "name"), language=language)


def _status(release: dict[str, Any]) -> str:
    codes_of_contracts = {
        CONTRACT.get(json.text(contract, "status").casefold(), "")
        for contract in json.things(release, "contracts")
    }
    return next(
        (code for code in ("2", "1", "4", "5") if code in codes_of_contracts),
        TENDER.get(json.text(json.thing(release, "tender"), "status").casefold(), ""),
    )


def _period(release: dict[str, Any], *, note: Note) -> tuple[date | None, date | None]:
    """Return the first and the last day of the contracts, failing that as awarded, failing that as
    tendered.
    """
    contracts = [json.thing(contract, "period") for contract in json.things(release, "contracts")]
    awards = [json.thing(award, "contractPeriod") for award in json.things(release, "awards")]
    for periods in (
        contracts,
        awards,
        [json.thing(json.thing(release, "tender"), "contractPeriod")],
    ):
        spans = [_span(period, note=note) for period in periods]
        start = min((first for first, _ in spans if first), default=None)
        end = max((last for _, last in spans if last), default=None)
        if start or end:
            return start, in_order(start, end, note=note)
    return None, None


def _span(period: dict[str, Any], *, note: Note) -> tuple[date | None, date | None]:
    begun = noted_when(json.text(period, "startDate"), what="the first day", note=note)
    ended = noted_when(json.text(period, "endDate"), what="the last day", note=note)
    start = begun.first if begun else None
    return start, in_order(start, ended.last if ended else None, note=note)


def _delivered(release: dict[str, Any]) -> tuple[str, ...]:
    addresses = [
        json.thing(item, "deliveryAddress")
        for item in json.things(json.thing(release, "tender"), "items")
    ]
    return codes(*(json.text(address, "country", "countryName") for address in addresses))


def _sectors(release: dict[str, Any]) -> tuple[Sector, ...]:
    lists = (
        json.thing(release, "tender"),
        *json.things(release, "awards"),
        *json.things(release, "contracts"),
    )
    classes = (
        json.thing(item, "classification") for part in lists for item in json.things(part, "items")
    )
    sectors = (
        Sector(
            json.text(sector, "scheme") or "ocds",
            json.text(sector, "id"),
            json.text(sector, "description"),
        )
        for sector in classes
    )
    return tuple(dict.fromkeys(sector for sector in sectors if sector.code or sector.name))[
        :MOST_SECTORS
    ]


def _related(release: dict[str, Any]) -> tuple[Related, ...]:
    relations = [
        (process, process.get("relationship"))
        for process in json.things(release, "relatedProcesses")
    ]
    return tuple(
        Related("parent", json.text(process, "identifier"))
        for process, kinds in relations
        if isinstance(kinds, list)
        and {"parent", "framework"} & {kind for kind in kinds if isinstance(kind, str)}
        and json.text(process, "identifier")
    )


def _note_lost(titles: tuple[Text, ...], parties: Parties, *, note: Note) -> None:
    if any(
        "\ufffd" in text
        for text in (
            *(title.text for title in titles),
            *(mention.name for mention in parties.mentions),
        )
    ):
        note("the publisher lost some letters (they show as �)")
