"""An organisation file read: what the organisation calls itself, and its budgets, as one record of
the kind `plan`.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from lxml import etree

from convene.core.records import Activity
from convene.feeds.iati import budgets
from convene.feeds.iati.activities import finished, gathered, identifier, reporter, title
from convene.feeds.iati.draft import Draft, Read, Record, opening, unread
from convene.feeds.iati.texts import Party
from convene.feeds.identifiers import numbered


def whole(line: int, element: etree._Element) -> Record:
    """Return a record that was parsed; what an organisation is called stands before its budgets,
    wherever the file has it.
    """
    children = sorted(element.iterchildren(tag=etree.Element), key=_place)
    return Record(
        line, opening(element), [READERS.get(str(child.tag), unread)(child) for child in children]
    )


def _place(child: etree._Element) -> int:
    return FIRST.index(str(child.tag)) if child.tag in FIRST else len(FIRST)


def organisation(record: Record, *, published: date | None, ignored: Counter[str]) -> Activity:
    """Gather what the elements of one organisation tell. Raises Unusable when nothing identifies
    it.
    """
    draft = gathered(record, published=published, ignored=ignored, called="organisation")
    return finished(_itself(draft), record.line)._replace(kind="plan")


def _itself(draft: Draft) -> Draft:
    """Mention the organisation under each of its names, unless it is the one that reports, under
    that name.
    """
    scheme, number = numbered(draft.identifier)
    type_ = next((mention.type for mention in draft.mentions if mention.identifier == number), "")
    for name in draft.titles:
        draft.known(Party(name.text, number, type_, name.language, scheme), "reporter")
    return draft


FIRST = ("organisation-identifier", "iati-identifier", "name", "reporting-org")
READERS: Mapping[str, Read] = {
    "organisation-identifier": identifier,
    "iati-identifier": identifier,
    "name": title,
    "reporting-org": reporter,
    "total-budget": budgets.budget,
    "recipient-org-budget": budgets.to_organisation,
    "recipient-country-budget": budgets.to_country,
}
