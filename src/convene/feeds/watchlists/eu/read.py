"""The European Union's consolidated list of financial sanctions: one XML file (schema 1.1) of
persons and enterprises.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from convene.core.names import Schema
from convene.core.watchlists import LISTED, Alias, Entry
from convene.feeds.countries import codes
from convene.feeds.values import plain
from convene.feeds.watchlists.numbers import numbers
from convene.feeds.watchlists.telling import Telling
from convene.feeds.xml import attribute, below, elements, texts

SUFFIXES: tuple[str, ...] = (".xml",)
ROOT = "export"
SCHEMAS: dict[str, Schema] = {
    "person": "person",
    "p": "person",
    "enterprise": "organisation",
    "e": "organisation",
}
PARTS = ("firstName", "middleName", "lastName")
LOW = ("low quality", "weak")
"""What the remark of a name says where the list itself thinks little of it."""
GREGORIAN = "GREGORIAN"
FALSE = " (known to be false)"


def dated(files: Sequence[Path]) -> str:
    """Return the day the file was made, which it states at its start. Raises FeedError."""
    return attribute(files[0], "generationDate")[:10]


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield persons and enterprises. Raises FeedError."""
    for element in elements(files[0], root=ROOT, tags=("sanctionEntity",)):
        names = [*_names(element)]
        id = element.get("euReferenceNumber") or element.get("logicalId") or ""
        if names and id:
            yield _entry(element, list=list, id=id, names=names)
        else:
            missing = "no reference number" if names else "no name"
            telling.aside(f"{files[0].name}: line {element.sourceline}: {missing}")


def _entry(element: etree._Element, *, list: str, id: str, names: Sequence[Alias]) -> Entry:
    main = next((name for name in names if name.quality == "strong"), names[0])
    kind = next(below(element, "subjectType"), None)
    code = "" if kind is None else kind.get("code") or kind.get("classificationCode") or ""
    remarks = (*texts(element, "remark"), plain(element.get("designationDetails") or ""))
    regulations = [*below(element, "regulation")]
    return Entry(
        list=list,
        id=id,
        name=main.text,
        schema=SCHEMAS.get(code.casefold(), "unknown"),
        aliases=tuple(name for name in names if name is not main),
        countries=codes(*_countries(element)),
        programmes=tuple(
            dict.fromkeys(filter(None, (law.get("programme") for law in regulations)))
        ),
        reason="; ".join(
            filter(None, (*remarks, *(law.get("numberTitle") for law in regulations)))
        ),
        identifiers=tuple(dict.fromkeys(_numbers(element, remarks))),
        born=tuple(dict.fromkeys(_born(element))),
        kind="sanction",
        facts=tuple((LISTED, day) for day in _published(regulations)[:1]),
    )


def _published(regulations: Sequence[etree._Element]) -> Sequence[str]:
    """Return the days on which the regulations came out that list an entry, the first one first."""
    return sorted(filter(None, (law.get("publicationDate") for law in regulations)))


def _names(element: etree._Element) -> Iterator[Alias]:
    """Yield every name once, in the spellings of all languages."""
    seen: set[str] = set()
    for name in below(element, "nameAlias"):
        parts = " ".join(name.get(part) or "" for part in PARTS)
        whole = plain(name.get("wholeName") or parts)
        remark = " ".join(texts(name, "remark")).casefold()
        is_weak = name.get("strong", "").casefold() == "false" or any(low in remark for low in LOW)
        if whole and whole not in seen:
            seen.add(whole)
            yield Alias(text=whole, quality="weak" if is_weak else "strong")


def _countries(element: etree._Element) -> Iterator[str]:
    for tag in ("citizenship", "address"):
        for place in below(element, tag):
            yield place.get("countryIso2Code") or place.get("countryDescription") or ""


def _numbers(element: etree._Element, remarks: Sequence[str]) -> Iterator[tuple[str, str]]:
    for document in below(element, "identification"):
        kinds = ("identificationTypeDescription", "identificationTypeCode")
        what = next(filter(None, (document.get(kind) for kind in kinds)), "")
        for key in ("number", "latinNumber"):
            if number := plain(document.get(key) or ""):
                yield plain(what) + (FALSE if _is_true(document, "knownFalse") else ""), number
    for remark in remarks:
        yield from numbers(remark)


def _born(element: etree._Element) -> Iterator[str]:
    for birth in below(element, "birthdate"):
        span = "-".join(filter(None, (birth.get("yearRangeFrom"), birth.get("yearRangeTo"))))
        year = birth.get("year", "").removeprefix("0")  # 0 where only a span is known
        if day := birth.get("birthdate") or year or span:
            calendar = birth.get("calendarType", GREGORIAN)
            of = "" if calendar.upper() == GREGORIAN else f" ({calendar.capitalize()} calendar)"
            circa = "circa " if _is_true(birth, "circa") else ""
            yield f"{circa}{day}{of}"


def _is_true(element: etree._Element, name: str) -> bool:
    return element.get(name, "").casefold() == "true"
