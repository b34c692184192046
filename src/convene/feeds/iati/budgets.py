"""Budgets: of an activity, and in organisation files of the organisation itself."""

from datetime import date

from lxml import etree

from convene.core.records import Money
from convene.feeds.iati.draft import Draft, Planned
from convene.feeds.iati.texts import day, number, party, plain

REVISED = "2"
"""The code of a budget that replaces the one first planned; without a code, a budget is an original."""
GAVE_WAY = "an original budget is left out, for a revised one covers its period"


def budget(draft: Draft, element: etree._Element) -> None:
    """Read a sum for a period; the day is that on which the period starts."""
    number = len(draft.money)
    _add(draft, element)
    starts, ends = _day_of(element, "period-start"), _day_of(element, "period-end")
    if starts and ends and len(draft.money) > number:
        draft.budgets.append(Planned(number, element.get("type") == REVISED, starts, ends))


def standing(draft: Draft) -> tuple[Money, ...]:
    """Return the sums without each original budget whose whole period a revised one covers: added up, both would count twice.

    Periods that only overlap are both kept, for nobody can say which share of the original was revised.
    """
    revised = [each for each in draft.budgets if each.revised and draft.money[each.number].value is not None]
    gone = {
        one.number for one in draft.budgets if not one.revised and any(by.starts <= one.starts and one.ends <= by.ends for by in revised)
    }
    if gone:
        draft.note(GAVE_WAY)
    return tuple(each for number, each in enumerate(draft.money) if number not in gone) if gone else tuple(draft.money)


def to_organisation(draft: Draft, element: etree._Element) -> None:
    """Read what is planned for another organisation."""
    found = element.find("recipient-org")
    named = None if found is None else party(found)
    _add(draft, element, receiver=draft.known(named, "payee"))


def to_country(draft: Draft, element: etree._Element) -> None:
    """Read what is planned for a country."""
    found = element.find("recipient-country")
    code = "" if found is None else plain(found.get("code")).upper()
    _add(draft, element, countries=(code,) if code else ())


def _add(draft: Draft, element: etree._Element, *, receiver: int | None = None, countries: tuple[str, ...] = ()) -> None:
    value = element.find("value")
    if value is None:
        return
    when = _day_of(element, "period-start") or day(value.get("value-date"))
    amount = number(value.text)
    if amount is None:
        draft.note(f"an amount that is no number: “{plain(value.text)[:40]}”")
    currency = plain(value.get("currency")).upper()
    draft.sum("budget", amount, currency, when, receiver=receiver, countries=countries)


def _day_of(element: etree._Element, name: str) -> date | None:
    found = element.find(name)
    return None if found is None else day(found.get("iso-date") or found.text)
