"""OFAC's lists as XML (sdn.xml, consolidated.xml): one element an entry, with its aliases, numbers
and, of a ship, its flag.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from convene.core.names import Schema
from convene.core.watchlists import Alias, Entry, Quality
from convene.feeds.countries import codes
from convene.feeds.watchlists.telling import Telling
from convene.feeds.xml import below, elements, text, texts

ROOT = "sdnList"
SCHEMAS: dict[str, Schema] = {"individual": "person", "entity": "organisation"}
THINGS = {"vessel": "vessel", "aircraft": "aircraft"}
QUALITIES: dict[str, Quality] = {"strong": "strong", "weak": "weak"}
NO_IDENTIFIER = ("gender", "phone", "email", "website", "sanctions", "executive order", "date")
"""What stands among the numbers of an entry and tells nobody apart."""
FACTS = {
    "vesselInfo/callSign": "call sign",
    "vesselInfo/vesselType": "type",
    "vesselInfo/vesselFlag": "flag",
    "vesselInfo/vesselOwner": "owner",
}
COUNTRIES = (
    "nationalityList/nationality/country",
    "citizenshipList/citizenship/country",
    "addressList/address/country",
    "vesselInfo/vesselFlag",
)


def dated(file: Path) -> str:
    """Return the day the file was published, which it states with the month first. Raises
    FeedError.
    """
    for element in elements(file, root=ROOT, tags=("publshInformation", "sdnEntry")):
        month, _, rest = text(element, "Publish_Date").partition("/")
        day, _, year = rest.partition("/")
        return f"{year}-{month.zfill(2)}-{day.zfill(2)}" if year else ""
    return ""


def read(file: Path, *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield the entries of a list. Raises FeedError."""
    for element in elements(file, root=ROOT, tags=("sdnEntry",)):
        name, id = _name(element), text(element, "uid")
        if name and id:
            yield _entry(element, list=list, id=id, name=name)
        else:
            missing = "no number" if name else "no name"
            telling.aside(f"{file.name}: line {element.sourceline}: {missing}")


def _entry(element: etree._Element, *, list: str, id: str, name: str) -> Entry:
    kind = text(element, "sdnType").casefold()
    return Entry(
        list=list,
        id=id,
        name=name,
        schema=SCHEMAS.get(kind, "unknown"),
        aliases=tuple(_aliases(element)),
        countries=codes(*(country for path in COUNTRIES for country in texts(element, path))),
        programmes=tuple(dict.fromkeys(texts(element, "programList/program"))),
        reason="; ".join(filter(None, (text(element, "title"), text(element, "remarks")))),
        identifiers=tuple(dict.fromkeys(_numbers(element))),
        born=tuple(texts(element, "dateOfBirthList/dateOfBirthItem/dateOfBirth")),
        topics=(THINGS[kind],) if kind in THINGS else (),
        kind="sanction",
        facts=tuple((what, fact) for path, what in FACTS.items() if (fact := text(element, path))),
    )


def _name(element: etree._Element) -> str:
    """Return a name as the list's other form writes it: “QUIBBLE, Ferdinand”."""
    return ", ".join(filter(None, (text(element, "lastName"), text(element, "firstName"))))


def _aliases(element: etree._Element) -> Iterator[Alias]:
    for alias in below(element, "akaList/aka"):
        if name := _name(alias):
            yield Alias(text=name, quality=QUALITIES.get(text(alias, "category").casefold(), ""))


def _numbers(element: etree._Element) -> Iterator[tuple[str, str]]:
    for document in below(element, "idList/id"):
        what, number = text(document, "idType"), text(document, "idNumber")
        tells = any(map(str.isdigit, number)) and "/" not in number[:3]
        if tells and not any(word in what.casefold() for word in NO_IDENTIFIER):
            yield what.rstrip("."), number.removeprefix("IMO ")
