"""An organisation file read: what the organisation calls itself, and its budgets, as one record of the kind `plan`."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from lxml import etree

from convene.core.records import Activity
from convene.feeds.iati import budgets
from convene.feeds.iati.activities import Read, Unusable, begun, finished
from convene.feeds.iati.draft import Draft
from convene.feeds.iati.texts import Party, party, plain, texts
from convene.feeds.iati.trees import Tree


def organisation(tree: Tree, *, published: date | None, ignored: Counter[str]) -> Activity:
    """Read one organisation. Raises Unusable when nothing identifies it."""
    draft = begun(tree.element, published=published, ignored=ignored)
    for tag in FIRST:
        for child in tree.element.iterchildren(tag):
            READERS[tag](draft, child)
    for child in tree.element.iterchildren(tag=etree.Element):
        if read := READERS.get(str(child.tag)):
            if child.tag not in FIRST:
                read(draft, child)
        else:
            ignored[str(child.tag)] += 1
    if not draft.identifier:
        raise Unusable("the organisation has no identifier")
    return finished(_itself(draft), tree)._replace(kind="plan")


def _identifier(draft: Draft, element: etree._Element) -> None:
    draft.identifier = draft.identifier or plain(element.text)


def _name(draft: Draft, element: etree._Element) -> None:
    draft.titles += draft.spoken(texts(element))


def _reporter(draft: Draft, element: etree._Element) -> None:
    if found := party(element):
        draft.reporter = draft.mention(found, "reporter")


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
