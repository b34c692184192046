"""The small things that elements of IATI are made of: texts per language, dates, amounts. Versions
1.0x write text without narratives.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from convene.core.figures import readings
from convene.core.records import Text
from convene.feeds import values
from convene.feeds.identifiers import numbered
from convene.feeds.markup import APART
from convene.feeds.values import amount, unread

_DAY = re.compile(r"([\dW-]{8,10})(?:[T ].*|Z|[+-]\d\d:?\d\d)?")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
REMEMBERED = 1 << 15
NOTHING = Text("", "")


class Party(NamedTuple):
    """An organisation as an element names it; no language means that of the activity."""

    name: str
    identifier: str
    type: str
    language: str
    scheme: str = ""


def texts(element: etree._Element) -> tuple[Text, ...]:
    """Return an element's texts: its narratives, or in versions 1.0x its own text. No language
    means that of the activity.
    """
    narratives = [
        Text(language(child), text)
        for child in element.iterchildren("narrative")
        if (text := plain(whole(child)))
    ]
    if not narratives and _itself(element) and (text := plain(whole(element))):
        return (Text(language(element), text),)
    return tuple(narratives)


def first(element: etree._Element) -> Text:
    """Return an element's first text, empty when there is none."""
    for child in element:
        if child.tag == "narrative" and (spoken := plain(whole(child))):
            return Text(language(child), spoken)
    return Text(language(element), plain(whole(element))) if _itself(element) else NOTHING


def whole(element: etree._Element) -> str | None:
    """Return all text inside an element; tags within it are kept for whoever evens texts out."""
    return element.text if len(element) == 0 else "".join(_inside(element))


def _inside(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname.lower()
            tag = name if name in APART else "span"
            yield from (f"<{tag}>", *_inside(child), f"</{tag}>")
        yield child.tail or ""


def _itself(element: etree._Element) -> bool:
    """Say whether an element speaks for itself, without narratives."""
    return len(element) == 0 or element.find("narrative") is None


def text(element: etree._Element) -> str:
    """Return an element's first text without its language."""
    return first(element).text


def party(element: etree._Element) -> Party | None:
    """Return the organisation that an element names, by name or identifier;
    None when by neither.
    """
    named, number = first(element), numbered(plain(element.get("ref")))
    return (
        Party(named.text, number.value, plain(element.get("type")), named.language, number.scheme)
        if named.text or number.value
        else None
    )


def language(element: etree._Element) -> str:
    """Return the language of an element's own text, ISO 639-1 where the file keeps to it."""
    said = element.get(LANGUAGE)
    return _language(said) if said else ""


@lru_cache(maxsize=REMEMBERED)
def _language(said: str) -> str:
    return said.strip().split("-")[0].lower()


def plain(found: str | None) -> str:
    """Return a text on one line, without spaces around it."""
    return "" if found is None else _plain(found)


@lru_cache(maxsize=REMEMBERED)
def _plain(found: str) -> str:
    return values.plain(found)


@lru_cache(maxsize=REMEMBERED)
def day(typed: str | None) -> date | None:
    """Return a date as ISO 8601 writes it, with or without a time or a zone behind it; None when it
    is none, or too long ago or to come to be true.
    """
    written = _DAY.fullmatch((typed or "").strip())
    try:
        value = date.fromisoformat(written[1]) if written else None
    except ValueError:
        return None
    return value if value and values.EARLIEST <= value.year <= values.LATEST else None


def odd_day(what: str, typed: str | None, *, instead: date | None = None, of: str = "") -> str:
    """Return what is odd about a day that is written and not read, and which was taken instead of
    it; nothing where it is read, or none is written.
    """
    shown = plain(typed)
    if not shown or day(typed):
        return ""
    if instead:
        return f"{what} {values.no_day(shown)}; {instead.isoformat()}, that {of}, was taken"
    return f"{what} {values.no_day(shown)}; it was left out"


def number(typed: str | None) -> Decimal | None:
    """Return an amount, None when it is none or could mean two."""
    return amount(typed or "")


def odd_amount(typed: str | None) -> str:
    """Return why an amount is none."""
    shown = plain(typed)
    if len(readings(shown)) != 0:
        return f"an amount was left out: {unread(shown)}"
    return f"an amount that is no number: “{shown[:40]}”"
