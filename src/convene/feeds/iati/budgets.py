"""Budgets: of an activity, and in organisation files of the organisation itself."""

from datetime import date

from lxml import etree

from convene.feeds.iati.draft import Draft
from convene.feeds.iati.texts import day, number, party, plain


def budget(draft: Draft, element: etree._Element) -> None:
    """Read a sum for a period; the day is that on which the period starts."""
    _add(draft, element)


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
    when = _starts(element) or day(value.get("value-date"))
    amount = number(value.text)
    if amount is None:
        draft.note(f"an amount that is no number: “{plain(value.text)[:40]}”")
    currency = plain(value.get("currency")).upper()
    draft.sum("budget", amount, currency, when, receiver=receiver, countries=countries)


def _starts(element: etree._Element) -> date | None:
    start = element.find("period-start")
    return None if start is None else day(start.get("iso-date") or start.text)
