"""A transaction read: its amount, and all that stands behind the amount."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from lxml import etree

from convene.core.records import Sector
from convene.feeds.iati.codes import codes, odd_country
from convene.feeds.iati.texts import Party, party, plain, share, text

HEADS = frozenset({"transaction-type", "transaction-date", "value"})
"""What tells one transaction from the next; the rest repeats."""


T = TypeVar("T")


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


def rest(transaction: etree._Element) -> Rest:
    """Read what stands around the amount of a transaction."""
    said: dict[str, list[etree._Element]] = {}
    for child in transaction.iterchildren(tag=etree.Element):
        said.setdefault(str(child.tag), []).append(child)
    countries = tuple(code for child in said.pop("recipient-country", ()) if (code := plain(child.get("code")).upper()))
    return Rest(
        description=_first(said.pop("description", []), text) or "",
        giver=_first(said.pop("provider-org", []), party),
        receiver=_first(said.pop("receiver-org", []), party),
        countries=countries,
        regions=tuple(code for child in said.pop("recipient-region", ()) if (code := region(child))),
        sectors=tuple(sector(child) for child in said.pop("sector", ())),
        ignored=tuple(tag for tag, found in said.items() if tag not in HEADS for _ in found),
        odd=tuple(odd for code in countries if (odd := odd_country(code))),
    )


def together(first: Rest, then: Rest | None) -> Rest:
    """Return what two stretches of one transaction say."""
    if then is None:
        return first
    return Rest(
        first.description or then.description,
        first.giver or then.giver,
        first.receiver or then.receiver,
        first.countries + then.countries,
        first.regions + then.regions,
        first.sectors + then.sectors,
        first.ignored + then.ignored,
        first.odd + then.odd,
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


def _first(found: list[etree._Element], read: Callable[[etree._Element], T]) -> T | None:
    return read(found[0]) if found else None
