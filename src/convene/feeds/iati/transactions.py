"""A transaction read: its amount, and all that stands behind the amount."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lxml import etree

from convene.core.records import Sector
from convene.feeds.iati.codes import codes, odd_country
from convene.feeds.iati.texts import Party, day, number, party, plain, share, text

HEADS = frozenset({"transaction-type", "transaction-date", "value"})
"""What tells one transaction from the next; the rest repeats."""


class Rest(NamedTuple):
    """All that a transaction says but its type, date and amount."""

    description: str = ""
    giver: Party | None = None
    receiver: Party | None = None
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    ignored: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


class Sum(NamedTuple):
    """A transaction: its type, day, amount and currency as written, and all the rest."""

    type: str
    day: date | None
    value: Decimal | None
    currency: str
    rest: Rest


def rest(transaction: etree._Element) -> Rest:
    """Read what stands around the amount of a transaction."""
    giver, receiver, description = None, None, ""
    countries: list[str] = []
    regions: list[str] = []
    sectors: list[Sector] = []
    ignored: list[str] = []
    for child in transaction.iterchildren(tag=etree.Element):
        tag = child.tag
        if tag == "sector":
            sectors.append(sector(child))
        elif tag == "recipient-country":
            countries.append(plain(child.get("code")).upper())
        elif tag == "receiver-org":
            receiver = receiver or party(child)
        elif tag == "provider-org":
            giver = giver or party(child)
        elif tag == "description":
            description = description or text(child)
        elif tag == "recipient-region":
            regions.append(region(child))
        elif tag not in HEADS:
            ignored.append(str(tag))
    known = tuple(filter(None, countries))
    odd = tuple(filter(None, map(odd_country, known)))
    return Rest(description, giver, receiver, known, tuple(filter(None, regions)), tuple(sectors), tuple(ignored), odd)


def transaction(element: etree._Element) -> Sum:
    """Read a transaction that stands in the tree."""
    type_, when, value = (element.find(tag) for tag in ("transaction-type", "transaction-date", "value"))
    dated = None if when is None else day(when.get("iso-date") or when.text)
    return Sum(
        "" if type_ is None else plain(type_.get("code")),
        dated or (None if value is None else day(value.get("value-date"))),
        None if value is None else number(value.text),
        "" if value is None else plain(value.get("currency")).upper(),
        rest(element),
    )


def sector(element: etree._Element) -> Sector:
    """Read a sector. Its vocabulary keeps the file's own code where records have no name for it."""
    vocabulary = plain(element.get("vocabulary"))
    known = codes().vocabularies.get(vocabulary, vocabulary)
    return Sector(known, plain(element.get("code")), text(element), share(element.get("percentage")))


def region(element: etree._Element) -> str:
    """Return a region's code, with its vocabulary where that is not the one of the DAC."""
    vocabulary, code = plain(element.get("vocabulary")), plain(element.get("code"))
    return f"{vocabulary}:{code}" if code and vocabulary not in {"", "1"} else code
