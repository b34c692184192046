"""The UN Security Council's consolidated list: one XML file of individuals and entities."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from convene.core.marks import SCRIPT
from convene.core.watchlists import LISTED, Alias, Entry, Quality
from convene.feeds.countries import codes
from convene.feeds.watchlists.numbers import numbers
from convene.feeds.watchlists.telling import Telling
from convene.feeds.xml import below, elements, text, texts

SUFFIXES: tuple[str, ...] = (".xml",)
NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
QUALITIES: dict[str, Quality] = {"good": "strong", "low": "weak"}
UNDER_NAME = re.compile(r"\bissued under (?:the )?name(?: of)?:?\s", re.IGNORECASE)
NAME_ENDS = re.compile(r"[;,(\[]")
GENERATED = re.compile(rb'dateGenerated="(\d{4}-\d\d-\d\d)')


def dated(files: Sequence[Path]) -> str:
    """Return the day the file was made, which it states at its start."""
    with files[0].open("rb") as stream:
        generated = GENERATED.search(stream.read(2000))
    return generated.group(1).decode() if generated else ""


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield individuals and entities. Raises FeedError."""
    for element in elements(files[0], root="CONSOLIDATED_LIST", tags=("INDIVIDUAL", "ENTITY")):
        name = " ".join(part for tag in NAMES if (part := text(element, tag)))
        id = text(element, "REFERENCE_NUMBER") or text(element, "DATAID")
        if name and id:
            yield _entry(element, list=list, id=id, name=name)
        else:
            telling.aside(
                f"{files[0].name}: line {element.sourceline}: {'no reference number' if name else 'no name'}"
            )


def _entry(element: etree._Element, *, list: str, id: str, name: str) -> Entry:
    who = etree.QName(element).localname
    return Entry(
        list=list,
        id=id,
        name=name,
        schema="person" if who == "INDIVIDUAL" else "organisation",
        aliases=tuple(_aliases(element, f"{who}_ALIAS")),
        countries=codes(
            *texts(element, "NATIONALITY/VALUE"), *texts(element, f"{who}_ADDRESS/COUNTRY")
        ),
        programmes=tuple(texts(element, "UN_LIST_TYPE")),
        reason=text(element, "COMMENTS1"),
        identifiers=tuple(dict.fromkeys(_documents(element))),
        born=tuple(_born(element)),
        kind="sanction",
        facts=tuple((LISTED, day) for day in [*texts(element, "LISTED_ON")][:1]),
    )


def _aliases(element: etree._Element, tag: str) -> Iterator[Alias]:
    if original := text(element, "NAME_ORIGINAL_SCRIPT"):
        yield Alias(text=original, quality="strong")
    for alias in below(element, tag):
        quality = QUALITIES.get(text(alias, "QUALITY").casefold(), "")
        for name in (text(alias, "ALIAS_NAME"), *_noted(alias)):
            if name:
                yield Alias(text=name, quality=quality)
    for document in below(element, "INDIVIDUAL_DOCUMENT"):
        yield from (Alias(text=name) for name in _noted(document))


def _noted(element: etree._Element) -> Iterator[str]:
    """Yield the names that a note gives: as the bearer writes it, or as a passport has them."""
    for note in texts(element, "NOTE"):
        labels = [*SCRIPT.finditer(note), *UNDER_NAME.finditer(note)]
        for start in (label.end() for label in labels):
            yield NAME_ENDS.split(note[start:], maxsplit=1)[0].strip(" .:")


def _documents(element: etree._Element) -> Iterator[tuple[str, str]]:
    for document in below(element, "INDIVIDUAL_DOCUMENT"):
        if number := text(document, "NUMBER"):
            yield (text(document, "TYPE_OF_DOCUMENT"), number)
    yield from numbers(text(element, "COMMENTS1"))


def _born(element: etree._Element) -> Iterator[str]:
    for birth in below(element, "INDIVIDUAL_DATE_OF_BIRTH"):
        years = "-".join(year for tag in ("FROM_YEAR", "TO_YEAR") if (year := text(birth, tag)))
        if day := text(birth, "DATE") or text(birth, "YEAR") or years:
            yield day
