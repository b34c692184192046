"""An activity read: each of its elements is read by the function that its name calls for. Contact
persons are never read.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from lxml import etree

from convene.core.records import Activity, Location, Money, MoneyKind, Place, Related, Role
from convene.feeds.iati import budgets, results, transactions
from convene.feeds.iati.codes import When, codes, odd_country
from convene.feeds.iati.draft import Draft, End, Read, Record, Tell, opening, unread
from convene.feeds.iati.shares import note_totals, written
from convene.feeds.iati.texts import day, number, odd_amount, odd_day, party, plain, text, texts
from convene.feeds.iati.texts import whole as whole_text
from convene.feeds.iati.transactions import Rest, Start
from convene.feeds.markup import smooth, smoothed
from convene.feeds.values import in_order

BACK: frozenset[MoneyKind] = frozenset({"repayment", "interest", "equity sale"})
"""Money that comes back to whoever lent or invested: its giver is no funder."""


class Unusable(ValueError):
    """Why a record cannot be taken in."""


def whole(line: int, element: etree._Element) -> Record:
    """Return a record that was parsed as a whole."""
    return Record(line, opening(element), map(told, element.iterchildren(tag=etree.Element)))


def told(element: etree._Element) -> Tell:
    """Read an element of an activity."""
    return READERS.get(str(element.tag), unread)(element)


def activity(record: Record, *, published: date | None, ignored: Counter[str]) -> Activity:
    """Gather what the elements of one record tell. Raises Unusable when nothing identifies it."""
    return finished(
        gathered(record, published=published, ignored=ignored, called="record"), record.line
    )


def gathered(
    record: Record, *, published: date | None, ignored: Counter[str], called: str
) -> Draft:
    """Tell all elements of one record to its draft. Raises Unusable when nothing identifies what is
    called so.
    """
    draft = Draft(record.opening, published=published, ignored=ignored)
    for tell in record.tells:
        tell(draft)
    if not draft.identifier:
        raise Unusable(f"the {called} has no identifier")
    return draft


def finished(draft: Draft, line: int) -> Activity:
    """Return what was gathered."""
    money = budgets.standing(draft)
    note_totals(draft)
    start = _of(draft.dates, codes().starts)
    end = in_order(start, _of(draft.dates, codes().ends), note=draft.note)
    return smoothed(
        Activity(
            identifier=draft.identifier,
            kind="project",
            record=line,
            titles=draft.titles,
            descriptions=draft.descriptions,
            status=draft.status,
            start=start,
            end=end,
            places=tuple(draft.places),
            regions=tuple(draft.regions),
            sectors=tuple(draft.sectors),
            mentions=tuple(draft.mentions),
            money=money,
            locations=tuple(draft.locations),
            results=tuple(draft.results),
            related=tuple(draft.related),
            url=draft.url,
            updated=draft.updated,
            notes=tuple(draft.notes),
        )
    )


def _of(dates: Mapping[str, date], when: When) -> date | None:
    """Return what happened; where that is not said, what was planned."""
    return next((dates[type_] for type_ in (*when.actual, *when.planned) if type_ in dates), None)


def _transaction(element: etree._Element) -> Tell:
    begun, value, rest = transactions.transaction(element)
    odd = odd_amount(element.findtext("value")) if value is None else ""

    def tell(draft: Draft) -> None:
        if odd:
            draft.note(odd)
        add(begun, value, rest, draft)

    return tell


def add(begun: Start, value: Decimal | None, rest: Rest, draft: Draft) -> None:
    """Add a transaction's money. All that repeats from one to the next is worked out once: nothing
    is done more often than this.
    """
    type_, when, currency, odd = begun
    key = type_, currency, id(rest), draft.reporter
    if not (end := draft.ends.get(key)):
        end = draft.ends[key] = rest, _end(draft, type_, currency, rest)
    _, (kind, paid_in, giver, receiver, description) = end
    if value is not None and value.is_signed():
        draft.negative(value)
    if when and draft.published and when > draft.published:
        draft.dated("a transaction", when)
    if odd:
        draft.note(odd)
    for tag in rest.ignored:
        draft.ignored[tag] += 1
    year, record = when.year if when else None, len(draft.money) + 1
    draft.money.append(
        Money(
            kind,
            value,
            paid_in,
            when,
            year,
            giver,
            receiver,
            rest.countries,
            rest.sectors,
            description,
            record,
        )
    )


def _end(draft: Draft, type_: str, currency: str, rest: Rest) -> End:
    """Work out what transactions of one kind have in common. Where the standard takes the reporting
    organisation for one not named, so do we.
    """
    kind, called, comes_in = _meaning(type_)
    giver = draft.known(rest.giver, "payer" if kind in BACK else "funder")
    receiver = draft.known(rest.receiver, "payee")
    if comes_in:
        receiver = draft.reporter if receiver is None else receiver
    elif giver is None:
        giver = draft.reporter
    draft.regions.update(dict.fromkeys(rest.regions))
    draft.notes.update(dict.fromkeys(rest.odd))
    return kind, draft.paid_in(currency), giver, receiver, _joined(called, rest.description)


@cache
def _meaning(type_: str) -> tuple[MoneyKind, str, bool]:
    """Return the kind of a transaction, what else is to be said of it,
    and whether money comes in.
    """
    called = "" if type_ in codes().money else f"transaction type “{type_[:20]}”"
    return codes().money.get(type_, "other"), called, type_ in codes().incoming


def _joined(called: str, description: str) -> str:
    return f"{called}: {description}" if called and description else called or description


def identifier(element: etree._Element) -> Tell:
    """Read what identifies a record; of several the first counts."""
    value = smooth(plain(whole_text(element)))

    def tell(draft: Draft) -> None:
        draft.identifier = draft.identifier or value

    return tell


def title(element: etree._Element) -> Tell:
    """Read what a record, or an organisation, is called."""
    spoken = texts(element)

    def tell(draft: Draft) -> None:
        draft.titles += draft.spoken(spoken)

    return tell


def _description(element: etree._Element) -> Tell:
    spoken = texts(element)

    def tell(draft: Draft) -> None:
        draft.descriptions += draft.spoken(spoken)

    return tell


def reporter(element: etree._Element) -> Tell:
    """Read who reports."""
    named = party(element)

    def tell(draft: Draft) -> None:
        if named:
            draft.reporter = draft.mention(named, "reporter")

    return tell


def _participant(element: etree._Element) -> Tell:
    named, code = party(element), plain(element.get("role"))
    role = _role(code)
    odd = f"a role that is not known: “{code[:20]}”" if code else "an organisation without a role"

    def tell(draft: Draft) -> None:
        if role is None:
            draft.note(odd)
        if named:
            draft.mention(named, role or "partner")

    return tell


def _role(said: str) -> Role | None:
    return codes().roles.get(said) or codes().roles.get(said.lower())


def _status(element: etree._Element) -> Tell:
    code = plain(element.get("code"))

    def tell(draft: Draft) -> None:
        draft.status = code

    return tell


def _date(element: etree._Element) -> Tell:
    type_, typed = plain(element.get("type")), element.get("iso-date") or element.text
    value, happened = day(typed), type_ in (*codes().starts.actual, *codes().ends.actual)
    odd = odd_day("a beginning or an end", typed)

    def tell(draft: Draft) -> None:
        if value:
            draft.dates[type_] = value
            if happened:
                draft.dated("a beginning or an end", value)
        elif odd:
            draft.note(odd)

    return tell


def _country(element: etree._Element) -> Tell:
    percentage, odd_percentage = written(element)
    place = Place(plain(element.get("code")).upper(), percentage)
    odds = filter(None, (odd_country(place.country), odd_percentage))
    notes = dict.fromkeys(odds if place.country else ())

    def tell(draft: Draft) -> None:
        if place.country:
            draft.places.append(place)
            draft.notes.update(notes)

    return tell


def _region(element: etree._Element) -> Tell:
    code, vocabulary = transactions.region(element), plain(element.get("vocabulary")) or "1"
    percentage, odd = written(element)

    def tell(draft: Draft) -> None:
        if code:
            draft.regions[code] = None
            draft.shares.append((vocabulary, percentage))
            if odd:
                draft.note(odd)

    return tell


def _sector(element: etree._Element) -> Tell:
    sector, (_, odd) = transactions.sector(element), written(element)

    def tell(draft: Draft) -> None:
        draft.sectors.append(sector)
        if odd:
            draft.note(odd)

    return tell


def _location(element: etree._Element) -> Tell:
    name, old = element.find("name"), element.find("coordinates")
    where = (element.findtext("point/pos") or "").split()
    if len(where) != 2 and old is not None:
        where = [old.get("latitude") or "", old.get("longitude") or ""]
    latitude, longitude = (_degrees(part) for part in where) if len(where) == 2 else (None, None)
    location = Location("" if name is None else text(name), latitude, longitude)

    def tell(draft: Draft) -> None:
        if location.name or latitude is not None:
            draft.locations.append(location)

    return tell


def _degrees(said: str) -> float | None:
    found = number(said)
    return None if found is None or abs(found) > 180 else float(found)


def _related(element: etree._Element) -> Tell:
    type_ = plain(element.get("type"))
    related = Related(codes().related.get(type_, type_), plain(element.get("ref")))

    def tell(draft: Draft) -> None:
        if related.identifier:
            draft.related.append(related)

    return tell


def _url(element: etree._Element) -> Tell:
    address = plain(element.text)

    def tell(draft: Draft) -> None:
        draft.url = draft.url or address

    return tell


def _silent(element: etree._Element) -> Tell:
    """Read nothing: what stands here is known and is not wanted."""
    return _nothing


def _nothing(draft: Draft) -> None:
    """Tell nothing."""


READERS: Mapping[str, Read] = {
    "iati-identifier": identifier,
    "title": title,
    "description": _description,
    "reporting-org": reporter,
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
