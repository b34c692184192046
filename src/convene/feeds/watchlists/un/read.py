"""The UN Security Council's consolidated list: one XML file of individuals and entities."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from convene.core.watchlists import Alias, Entry, Quality
from convene.feeds.countries import codes
from convene.feeds.watchlists.numbers import numbers
from convene.feeds.watchlists.telling import Telling
from convene.feeds.xml import elements

SUFFIXES: tuple[str, ...] = (".xml",)
NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
QUALITIES: dict[str, Quality] = {"good": "strong", "low": "weak"}
GENERATED = re.compile(rb'dateGenerated="(\d{4}-\d\d-\d\d)')


def dated(files: Sequence[Path]) -> str:
    """Return the day the file was made, which it states at its start."""
    with files[0].open("rb") as stream:
        generated = GENERATED.search(stream.read(2000))
    return generated.group(1).decode() if generated else ""


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield individuals and entities. Raises FeedError."""
    for element in elements(files[0], root="CONSOLIDATED_LIST", tags=("INDIVIDUAL", "ENTITY")):
        name = " ".join(text for tag in NAMES if (text := _text(element, tag)))
        id = _text(element, "REFERENCE_NUMBER") or _text(element, "DATAID")
        if name and id:
            yield _entry(element, list=list, id=id, name=name)
        else:
            telling.aside(
                f"{files[0].name}: line {element.sourceline}: {'no reference number' if name else 'no name'}"
            )


def _entry(element: etree._Element, *, list: str, id: str, name: str) -> Entry:
    who = element.tag
    return Entry(
        list=list,
        id=id,
        name=name,
        schema="person" if who == "INDIVIDUAL" else "organisation",
        aliases=tuple(_aliases(element, f"{who}_ALIAS")),
        countries=codes(
            *_texts(element, "NATIONALITY/VALUE"), *_texts(element, f"{who}_ADDRESS/COUNTRY")
        ),
        programmes=tuple(_texts(element, "UN_LIST_TYPE")),
        reason=_text(element, "COMMENTS1"),
        identifiers=tuple(dict.fromkeys(_documents(element))),
        born=tuple(_born(element)),
        kind="sanction",
    )


def _aliases(element: etree._Element, tag: str) -> Iterator[Alias]:
    if original := _text(element, "NAME_ORIGINAL_SCRIPT"):
        yield Alias(text=original, quality="strong")
    for alias in element.iterfind(tag):
        if text := _text(alias, "ALIAS_NAME"):
            yield Alias(text=text, quality=QUALITIES.get(_text(alias, "QUALITY").casefold(), ""))


def _documents(element: etree._Element) -> Iterator[tuple[str, str]]:
    for document in element.iterfind("INDIVIDUAL_DOCUMENT"):
        if number := _text(document, "NUMBER"):
            yield (_text(document, "TYPE_OF_DOCUMENT"), number)
    yield from numbers(_text(element, "COMMENTS1"))


def _born(element: etree._Element) -> Iterator[str]:
    for birth in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        years = "-".join(year for tag in ("FROM_YEAR", "TO_YEAR") if (year := _text(birth, tag)))
        if day := _text(birth, "DATE") or _text(birth, "YEAR") or years:
            yield day


def _text(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())


def _texts(element: etree._Element, path: str) -> Iterator[str]:
    return (" ".join(found.text.split()) for found in element.iterfind(path) if found.text)
