"""An organisation file read: what the organisation calls itself, and its budgets, as one record of the kind `plan`."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from lxml import etree

from convene.core.records import Activity
from convene.feeds.iati import budgets
from convene.feeds.iati.activities import Unusable, finished
from convene.feeds.iati.draft import Draft, Read, Record, Tell, opening, unread
from convene.feeds.iati.texts import Party, party, plain, texts


def whole(line: int, element: etree._Element) -> Record:
    """Return a record that was parsed; what an organisation is called stands before its budgets, wherever the file has it."""
    children = sorted(element.iterchildren(tag=etree.Element), key=_place)
    return Record(line, opening(element), [READERS.get(str(child.tag), unread)(child) for child in children])


def _place(child: etree._Element) -> int:
    return FIRST.index(str(child.tag)) if child.tag in FIRST else len(FIRST)


def organisation(record: Record, *, published: date | None, ignored: Counter[str]) -> Activity:
    """Gather what the elements of one organisation tell. Raises Unusable when nothing identifies it."""
    draft = Draft(record.opening, published=published, ignored=ignored)
    for tell in record.tells:
        tell(draft)
    if not draft.identifier:
        raise Unusable("the organisation has no identifier")
    return finished(_itself(draft), record.line)._replace(kind="plan")


def _identifier(element: etree._Element) -> Tell:
    found = plain(element.text)

    def tell(draft: Draft) -> None:
        draft.identifier = draft.identifier or found

    return tell


def _name(element: etree._Element) -> Tell:
    found = texts(element)

    def tell(draft: Draft) -> None:
        draft.titles += draft.spoken(found)

    return tell


def _reporter(element: etree._Element) -> Tell:
    found = party(element)

    def tell(draft: Draft) -> None:
        if found:
            draft.reporter = draft.mention(found, "reporter")

    return tell


def _itself(draft: Draft) -> Draft:
    """Mention the organisation under each of its names, unless it is the one that reports, under that name."""
    type_ = next((each.type for each in draft.mentions if each.identifier == draft.identifier), "")
    for title in draft.titles:
        draft.known(Party(title.text, draft.identifier, type_, title.language), "reporter")
    return draft


FIRST = ("organisation-identifier", "iati-identifier", "name", "reporting-org")
READERS: Mapping[str, Read] = {
    "organisation-identifier": _identifier,
    "iati-identifier": _identifier,
    "name": _name,
    "reporting-org": _reporter,
    "total-budget": budgets.budget,
    "recipient-org-budget": budgets.to_organisation,
    "recipient-country-budget": budgets.to_country,
}
