"""FollowTheMoney entities as JSON lines, as OpenSanctions publishes them. Sanction records give
their entity its programme and reason.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from convene.core.names import Schema
from convene.core.watchlists import Alias, Entry, kind_of
from convene.feeds import FeedError
from convene.feeds.countries import codes
from convene.feeds.watchlists.telling import Telling

SUFFIXES: tuple[str, ...] = (".json", ".jsonl", ".ijson", ".ftm")
LONGEST_LINE = 5_000_000
SCHEMAS: dict[str, Schema] = {
    "Person": "person",
    "Company": "organisation",
    "Organization": "organisation",
    "PublicBody": "organisation",
    "LegalEntity": "unknown",
    "Vessel": "unknown",
    "Airplane": "unknown",
}
"""Entities that have names to screen; the rest (addresses, payments, ownerships …) is context."""
THING_SCHEMAS = {"Vessel": "vessel", "Airplane": "aircraft"}
COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag")
IDENTIFIERS = (
    "registrationNumber",
    "taxNumber",
    "innCode",
    "ogrnCode",
    "idNumber",
    "passportNumber",
    "leiCode",
    "uniqueEntityId",
    "imoNumber",
    "permId",
)


@dataclass
class _Listing:
    """What sanction records say of one entity."""

    programmes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def dated(files: Sequence[Path]) -> str:
    """Return the last day on which any entity was seen, as far as the entities say."""
    return max(
        (str(record.get("last_seen", ""))[:10] for file in files for _, record in _records(file)),
        default="",
    )


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield persons and organisations, reading twice: sanction records may stand after their
    entity. Raises FeedError.
    """
    listings = _listings(files)
    for file in files:
        for line, record in _records(file):
            if record["schema"] not in SCHEMAS:
                continue
            entry = _entry(record, list=list, listing=listings.get(record["id"], _Listing()))
            if entry.name:
                yield entry
            else:
                telling.aside(f"{file.name}: line {line}: {record['id'][:60]} has no name")


def _listings(files: Sequence[Path]) -> dict[str, _Listing]:
    listings: defaultdict[str, _Listing] = defaultdict(_Listing)
    for _, record in chain.from_iterable(_records(file) for file in files):
        if record["schema"] == "Sanction":
            for entity in _values(record, "entity"):
                listings[entity].programmes += [
                    *_values(record, "program"),
                    *_values(record, "programId"),
                ]
                listings[entity].reasons += _values(record, "reason")
    return dict(listings)


def _records(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with file.open("rb") as stream:
            for number in range(1, 1 << 60):
                raw = stream.readline(LONGEST_LINE)
                if not raw:
                    return
                if raw.strip():
                    yield number, _record(raw, where=f"{file.name}: line {number}")
    except OSError as error:
        raise FeedError(f"{file.name}: {error.strerror}") from error


def _record(raw: bytes, *, where: str) -> dict[str, Any]:
    if len(raw) >= LONGEST_LINE:
        raise FeedError(f"{where}: longer than {LONGEST_LINE:,} bytes")
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise FeedError(
            f"{where}: this is not JSON; the file is truncated or of another kind"
        ) from error
    fits = isinstance(record, dict) and isinstance(record.get("properties"), dict)
    if (
        not fits
        or not isinstance(record.get("id"), str)
        or not isinstance(record.get("schema"), str)
    ):
        raise FeedError(f"{where}: a FollowTheMoney entity has id, schema and properties")
    entity: dict[str, Any] = record
    return entity


def _values(record: dict[str, Any], name: str) -> list[str]:
    values = record["properties"].get(name, [])
    return (
        [value for value in values if isinstance(value, str) and value.strip()]
        if isinstance(values, list)
        else []
    )


def _entry(record: dict[str, Any], *, list: str, listing: _Listing) -> Entry:
    names = [str(record.get("caption") or ""), *_values(record, "name")]
    name = next((text for text in names if text.strip()), "")
    weak = dict.fromkeys(_values(record, "weakAlias") + _values(record, "abbreviation"))
    strong = dict.fromkeys(
        text
        for key in ("name", "alias", "previousName")
        for text in _values(record, key)
        if text != name and text not in weak
    )
    topics = (
        *sorted(_values(record, "topics")),
        *((THING_SCHEMAS[record["schema"]],) if record["schema"] in THING_SCHEMAS else ()),
    )
    return Entry(
        list=list,
        id=record["id"],
        name=name,
        schema=SCHEMAS[record["schema"]],
        aliases=(
            *(Alias(text=text) for text in strong),
            *(Alias(text=text, quality="weak") for text in weak),
        ),
        countries=codes(*sorted(value for key in COUNTRIES for value in _values(record, key))),
        programmes=tuple(dict.fromkeys([*listing.programmes, *_values(record, "programId")])),
        reason="; ".join(dict.fromkeys([*listing.reasons, *_values(record, "notes")])),
        identifiers=tuple(
            dict.fromkeys(
                (key, value) for key in IDENTIFIERS for value in sorted(_values(record, key))
            )
        ),
        born=tuple(sorted(_values(record, "birthDate"))),
        topics=topics,
        kind=kind_of(topics),
    )
