"""A transaction read: its amount, and all that stands behind the amount."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from lxml import etree

from convene.core.records import Sector
from convene.feeds.iati.codes import codes, odd_country
from convene.feeds.iati.texts import Party, day, number, odd_day, party, plain, text
from convene.feeds.values import share

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


NOTHING = Rest()


class Start(NamedTuple):
    """How a transaction begins: its type, day and currency as written, and what is odd about the
    day.
    """

    type: str
    day: date | None
    currency: str
    odd: str = ""


def around(child: etree._Element) -> Rest:
    """Read one element of a transaction: what it adds to the rest."""
    tag = str(child.tag)
    if tag == "sector":
        return Rest(sectors=(sector(child),))
    if tag == "recipient-country":
        code = plain(child.get("code")).upper()
        return (
            Rest(countries=(code,), odd=tuple(filter(None, (odd_country(code),))))
            if code
            else NOTHING
        )
    if tag == "receiver-org":
        return Rest(receiver=party(child))
    if tag == "provider-org":
        return Rest(giver=party(child))
    if tag == "description":
        return Rest(description=text(child))
    if tag == "recipient-region":
        return Rest(regions=tuple(filter(None, (region(child),))))
    return NOTHING if tag in HEADS else Rest(ignored=(tag,))


def joined(rests: Sequence[Rest]) -> Rest:
    """Return what several elements add; of several descriptions, givers or receivers the first
    counts.
    """
    if not rests:
        return NOTHING
    descriptions, givers, receivers, countries, regions, sectors, ignored, odd = zip(
        *rests, strict=True
    )
    return Rest(
        next(filter(None, descriptions), ""),
        next(filter(None, givers), None),
        next(filter(None, receivers), None),
        tuple(chain.from_iterable(countries)),
        tuple(chain.from_iterable(regions)),
        tuple(chain.from_iterable(sectors)),
        tuple(chain.from_iterable(ignored)),
        tuple(chain.from_iterable(odd)),
    )


def transaction(element: etree._Element) -> tuple[Start, Decimal | None, Rest]:
    """Read a transaction that stands in the tree: how it begins, its amount, and the rest."""
    value = element.find("value")
    rest = joined([around(child) for child in element.iterchildren(tag=etree.Element)])
    return start(element), None if value is None else number(value.text), rest


def start(element: etree._Element) -> Start:
    """Read the type, day and currency of a transaction."""
    type_, when, value = (
        element.find(tag) for tag in ("transaction-type", "transaction-date", "value")
    )
    typed = None if when is None else when.get("iso-date") or when.text
    valued = None if value is None else day(value.get("value-date"))
    return Start(
        "" if type_ is None else plain(type_.get("code")),
        day(typed) or valued,
        "" if value is None else plain(value.get("currency")).upper(),
        _odd(typed, valued),
    )


def _odd(typed: str | None, valued: date | None) -> str:
    """Return what is odd about a transaction's day."""
    if valued and not plain(typed):
        return f"a transaction names no day; {valued.isoformat()}, that of its value, was taken"
    return odd_day("the day of a transaction", typed, instead=valued, of="of its value")


def sector(element: etree._Element) -> Sector:
    """Read a sector. Its vocabulary keeps the file's own code where records have no name for it."""
    vocabulary = plain(element.get("vocabulary"))
    known = codes().vocabularies.get(vocabulary, vocabulary)
    return Sector(
        known, plain(element.get("code")), text(element), share(element.get("percentage") or "")
    )


def region(element: etree._Element) -> str:
    """Return a region's code, with its vocabulary where that is not the one of the DAC."""
    vocabulary, code = plain(element.get("vocabulary")), plain(element.get("code"))
    return f"{vocabulary}:{code}" if code and vocabulary not in {"", "1"} else code
