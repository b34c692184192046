"""FollowTheMoney entities as JSON, as OpenSanctions publishes them: one a line, each on its own
(entities.ftm.json) or with those that belong to it inside it (targets.nested.json), or in one list.
Sanction records give their entity its programme, its reason and its period, documents its numbers.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from convene.core.names import Schema
from convene.core.watchlists import LISTED, Alias, Entry, kind_of
from convene.feeds.countries import codes
from convene.feeds.watchlists.ftm.beside import Beside, Listing, gathered, inside
from convene.feeds.watchlists.ftm.lines import Thing, things, values
from convene.feeds.watchlists.telling import Telling

SUFFIXES: tuple[str, ...] = (".json", ".jsonl", ".ijson", ".ftm")
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
FACTS = {"flag": "flag", "type": "type", "callSign": "call sign", "birthPlace": "born at"}


def dated(files: Sequence[Path]) -> str:
    """Return the last day on which any entity was seen, as far as the entities say. Raises
    FeedError.
    """
    return max(
        (str(record.get("last_seen", ""))[:10] for file in files for _, record in things(file)),
        default="",
    )


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield persons and organisations, reading twice: what belongs to an entity may stand after it.
    Raises FeedError.
    """
    beside = gathered(chain.from_iterable(things(file) for file in files))
    for file in files:
        for place, record in things(file):
            if record["schema"] not in SCHEMAS:
                continue
            entry = _entry(record, list=list, beside=beside)
            if entry.name:
                yield entry
            else:
                telling.aside(f"{file.name}: {place}: {record['id'][:60]} has no name")


def _entry(record: Thing, *, list: str, beside: Beside) -> Entry:
    nested = inside(record)
    listing = beside.listings.get(record["id"], Listing()).also(nested.listing)
    names = [str(record.get("caption") or ""), *values(record, "name")]
    name = next((text for text in names if text.strip()), "")
    topics = (
        *sorted(values(record, "topics")),
        *((THING_SCHEMAS[record["schema"]],) if record["schema"] in THING_SCHEMAS else ()),
    )
    own = [(key, value) for key in IDENTIFIERS for value in sorted(values(record, key))]
    papers = [*beside.papers.get(record["id"], ()), *nested.papers]
    countries = [value for key in COUNTRIES for value in values(record, key)]
    return Entry(
        list=list,
        id=record["id"],
        name=name,
        schema=SCHEMAS[record["schema"]],
        aliases=tuple(_aliases(record, main=name)),
        countries=codes(*sorted(countries), *nested.countries),
        programmes=tuple(dict.fromkeys([*listing.programmes, *values(record, "programId")])),
        reason="; ".join(dict.fromkeys([*listing.reasons, *values(record, "notes")])),
        identifiers=tuple(dict.fromkeys([*own, *papers])),
        born=tuple(sorted(values(record, "birthDate"))),
        topics=topics,
        kind=kind_of(topics),
        until=listing.until,
        facts=(
            *((LISTED, day) for day in sorted(listing.begun)[:1]),
            *_facts(record, nested.owners),
        ),
    )


def _aliases(record: Thing, *, main: str) -> Iterator[Alias]:
    weak = dict.fromkeys(values(record, "weakAlias") + values(record, "abbreviation"))
    strong = dict.fromkeys(
        text
        for key in ("name", "alias", "previousName")
        for text in values(record, key)
        if text != main and text not in weak
    )
    yield from (Alias(text=text) for text in strong)
    yield from (Alias(text=text, quality="weak") for text in weak)


def _facts(record: Thing, owners: Sequence[str]) -> Iterator[tuple[str, str]]:
    for key, what in FACTS.items():
        yield from ((what, value) for value in values(record, key))
    yield from (("owner", owner) for owner in owners)
