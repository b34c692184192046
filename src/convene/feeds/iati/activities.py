"""An activity read: one walk over its elements, each read by the function that its name calls for. Contact persons are never read."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache

from lxml import etree

from convene.core.records import Activity, Location, Money, MoneyKind, Place, Related, Role
from convene.feeds.iati import budgets, results, transactions
from convene.feeds.iati.codes import When, codes, odd_country
from convene.feeds.iati.draft import Draft
from convene.feeds.iati.texts import day, language, number, party, plain, share, text, texts
from convene.feeds.iati.transactions import Rest, Sum
from convene.feeds.iati.trees import Tree

End = tuple[MoneyKind, str, int | None, int | None, str]
"""Kind, currency, giver, receiver and description."""
Read = Callable[[Draft, etree._Element], None]  # noqa: SLF001  # lxml has no other name for the type of its elements
INSTRUCTION: object = etree.ProcessingInstruction
COMMENT: object = etree.Comment


class Unusable(ValueError):
    """Why a record cannot be taken in."""


def activity(tree: Tree, *, published: date | None, ignored: Counter[str]) -> Activity:
    """Read one record. Raises Unusable when nothing identifies it."""
    element, readers = tree.element, READERS
    draft = begun(element, published=published, ignored=ignored)
    for child in element:
        tag = child.tag
        if tag == INSTRUCTION:
            if tree.runs:
                add(draft, tree.runs[int(child.text or "")])
        elif read := readers.get(tag):
            read(draft, child)
        elif tag != COMMENT:
            ignored[tag] += 1
    if not draft.identifier:
        raise Unusable("the record has no identifier")
    return finished(draft, tree)


def begun(element: etree._Element, *, published: date | None, ignored: Counter[str]) -> Draft:
    """Return an empty draft with a record's defaults."""
    return Draft(
        language=language(element),
        currency=plain(element.get("default-currency")).upper(),
        published=published or day(element.get("last-updated-datetime")),
        ignored=ignored,
    )


def finished(draft: Draft, tree: Tree) -> Activity:
    """Return what was gathered."""
    money = budgets.standing(draft)
    return Activity(
        identifier=draft.identifier,
        kind="project",
        record=tree.line,
        titles=draft.titles,
        descriptions=draft.descriptions,
        status=draft.status,
        start=_of(draft.dates, codes().starts),
        end=_of(draft.dates, codes().ends),
        places=tuple(draft.places),
        regions=tuple(draft.regions),
        sectors=tuple(draft.sectors),
        mentions=tuple(draft.mentions),
        money=money,
        locations=tuple(draft.locations),
        results=tuple(draft.results),
        related=tuple(draft.related),
        url=draft.url,
        updated=plain(tree.element.get("last-updated-datetime")),
        notes=tuple(draft.notes),
    )


def _of(dates: Mapping[str, date], when: When) -> date | None:
    """Return what happened; where that is not said, what was planned."""
    return next((dates[type_] for type_ in (*when.actual, *when.planned) if type_ in dates), None)


def _transaction(draft: Draft, element: etree._Element) -> None:
    found = transactions.transaction(element)
    if found.value is None:
        draft.note(f"an amount that is no number: “{plain(element.findtext('value'))[:40]}”")
    add(draft, (found,))


def add(draft: Draft, run: Iterable[Sum]) -> None:
    """Add transactions' money. All that repeats from one to the next is worked out once: this is the innermost of loops."""
    ends: dict[tuple[str, str, int], End] = {}
    published, money, ignored = draft.published, draft.money, draft.ignored
    for type_, when, value, currency, rest in run:
        key = type_, currency, id(rest)
        kind, said, giver, receiver, description = ends.get(key) or ends.setdefault(key, _end(draft, type_, currency, rest))
        if value is not None and value.is_signed():
            draft.negative(value)
        if when and published and when > published:
            draft.dated("a transaction", when)
        for tag in rest.ignored:
            ignored[tag] += 1
        year = when.year if when else None
        money.append(Money(kind, value, said, when, year, giver, receiver, rest.countries, rest.sectors, description, len(money) + 1))


def _end(draft: Draft, type_: str, currency: str, rest: Rest) -> End:
    """Work out what transactions of one kind have in common. Where the standard takes the reporting organisation for one not named, so do we."""
    kind, called, comes_in = _meaning(type_)
    giver, receiver = draft.known(rest.giver, "funder"), draft.known(rest.receiver, "payee")
    if comes_in:
        receiver = draft.reporter if receiver is None else receiver
    elif giver is None:
        giver = draft.reporter
    draft.regions.update(dict.fromkeys(rest.regions))
    draft.notes.update(dict.fromkeys(rest.odd))
    return kind, draft.paid_in(currency), giver, receiver, _joined(called, rest.description)


@cache
def _meaning(type_: str) -> tuple[MoneyKind, str, bool]:
    """Return the kind of a transaction, what else is to be said of it, and whether money comes in."""
    called = codes().called.get(type_, "") if type_ in codes().money else f"transaction type “{type_[:20]}”"
    return codes().money.get(type_, "other"), called, type_ in codes().incoming


def _joined(called: str, description: str) -> str:
    return f"{called}: {description}" if called and description else called or description


def _identifier(draft: Draft, element: etree._Element) -> None:
    draft.identifier = draft.identifier or plain(element.text)


def _title(draft: Draft, element: etree._Element) -> None:
    draft.titles += draft.spoken(texts(element))


def _description(draft: Draft, element: etree._Element) -> None:
    draft.descriptions += draft.spoken(texts(element))


def _reporter(draft: Draft, element: etree._Element) -> None:
    if found := party(element):
        draft.reporter = draft.mention(found, "reporter")


def _participant(draft: Draft, element: etree._Element) -> None:
    said = plain(element.get("role"))
    role = _role(said)
    if role is None:
        draft.note(f"a role that is not known: “{said[:20]}”" if said else "an organisation without a role")
    if found := party(element):
        draft.mention(found, role or "partner")


@cache
def _roles() -> Mapping[str, Role]:
    return codes().roles


def _role(said: str) -> Role | None:
    return _roles().get(said) or _roles().get(said.lower())


def _status(draft: Draft, element: etree._Element) -> None:
    draft.status = plain(element.get("code"))


def _date(draft: Draft, element: etree._Element) -> None:
    type_, said = plain(element.get("type")), element.get("iso-date") or element.text
    if found := day(said):
        draft.dates[type_] = found
        if type_ in _happened():
            draft.dated("a beginning or an end", found)
    elif plain(said):
        draft.note(f"a date that is none: “{plain(said)[:40]}”")


@cache
def _happened() -> frozenset[str]:
    """Return the types of date that say what happened, not what was planned."""
    return frozenset(codes().starts.actual + codes().ends.actual)


def _country(draft: Draft, element: etree._Element) -> None:
    if code := plain(element.get("code")).upper():
        draft.places.append(Place(code, share(element.get("percentage"))))
        if odd := odd_country(code):
            draft.note(odd)


def _region(draft: Draft, element: etree._Element) -> None:
    if code := transactions.region(element):
        draft.regions[code] = None


def _sector(draft: Draft, element: etree._Element) -> None:
    draft.sectors.append(transactions.sector(element))


def _location(draft: Draft, element: etree._Element) -> None:
    name, old = element.find("name"), element.find("coordinates")
    where = (element.findtext("point/pos") or "").split()
    if len(where) != 2 and old is not None:
        where = [old.get("latitude") or "", old.get("longitude") or ""]
    latitude, longitude = (_degrees(part) for part in where) if len(where) == 2 else (None, None)
    said = "" if name is None else text(name)
    if said or latitude is not None:
        draft.locations.append(Location(said, latitude, longitude))


def _degrees(said: str) -> float | None:
    found = number(said)
    return None if found is None or abs(found) > 180 else float(found)


def _related(draft: Draft, element: etree._Element) -> None:
    type_ = plain(element.get("type"))
    if identifier := plain(element.get("ref")):
        draft.related.append(Related(codes().related.get(type_, type_), identifier))


def _url(draft: Draft, element: etree._Element) -> None:
    draft.url = draft.url or plain(element.text)


def _silent(draft: Draft, element: etree._Element) -> None:
    """Read nothing: what stands here is known and is not wanted."""


READERS: Mapping[object, Read] = {
    "iati-identifier": _identifier,
    "title": _title,
    "description": _description,
    "reporting-org": _reporter,
    "participating-org": _participant,
    "activity-status": _status,
    "activity-date": _date,
    "recipient-country": _country,
    "recipient-region": _region,
    "sector": _sector,
    "location": _location,
    "transaction": _transaction,
    "budget": budgets.budget,
    "related-activity": _related,
    "activity-website": _url,
    "result": results.result,
    "contact-info": _silent,
}
