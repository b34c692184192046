"""Budgets: of an activity, and in organisation files of the organisation itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from convene.core.records import Money
from convene.feeds.iati.draft import Draft, Planned, Tell
from convene.feeds.iati.texts import day, number, odd_amount, odd_day, party, plain

REVISED = "2"
"""The code of a budget that replaces the one first planned; without a code, a budget is an
original.
"""
GAVE_WAY = "an original budget is left out, for revised ones cover its period"
DOUBLED = (
    "two budgets of one kind are for one period; they are left out, for they may be one sum or two"
)
OVERLAP = "a revised budget covers a part of an original one; both are kept"
REPEATED = (
    "two budgets of one kind cover the same days; both are kept, and may be one sum told twice"
)


class Budget(NamedTuple):
    """A sum for a period; its day is that on which the period starts. `odd` says what is odd about
    the period.
    """

    value: Decimal | None
    said: str
    currency: str
    day: date | None
    starts: date | None
    ends: date | None
    odd: tuple[str, ...] = ()


def budget(element: etree._Element) -> Tell:
    """Read what is planned for a period."""
    planned, revised = _budget(element), element.get("type") == REVISED

    def tell(draft: Draft) -> None:
        if planned and planned.starts and planned.ends and planned.starts <= planned.ends:
            draft.budgets.append(Planned(len(draft.money), revised, planned.starts, planned.ends))
        _add(draft, planned)

    return tell


def standing(draft: Draft) -> tuple[Money, ...]:
    """Return the sums without each original budget whose whole period revised ones cover, and
    without budgets of one kind for one period: added up, they would count twice.

    Periods that only overlap are both kept, for nobody can say which share of the original was
    revised.
    """
    valued = [money for money in draft.budgets if draft.money[money.number].value is not None]
    revised = [money for money in valued if money.revised]
    replaced = {
        original.number
        for original in draft.budgets
        if not original.revised and _is_covered(original, revised)
    }
    doubled = _doubled([money for money in valued if money.number not in replaced])
    gone = replaced | doubled
    if replaced:
        draft.note(GAVE_WAY)
    if doubled:
        draft.note(DOUBLED)
    if any(_overlap(draft, by, gone) for by in revised):
        draft.note(OVERLAP)
    if _repeated(draft, gone):
        draft.note(REPEATED)
    return (
        tuple(money for number, money in enumerate(draft.money) if number not in gone)
        if gone
        else tuple(draft.money)
    )


def _is_covered(original: Planned, revised: Iterable[Planned]) -> bool:
    """Say whether revised budgets, one or several in a row, cover every day of an original one."""
    next_day = original.starts
    for by in sorted(revised, key=lambda by: by.starts):
        if by.starts <= next_day <= by.ends:
            next_day = by.ends + timedelta(days=1)
    return next_day > original.ends


def _doubled(budgets: Iterable[Planned]) -> set[int]:
    """Return which budgets are not the only one of their kind for their period: nobody can say
    whether they are one sum told twice or two.
    """
    periods = defaultdict[tuple[bool, date, date], set[int]](set)
    for money in budgets:
        periods[money.revised, money.starts, money.ends].add(money.number)
    return {number for same in periods.values() if len(same) > 1 for number in same}


def _overlap(draft: Draft, revised: Planned, gone: set[int]) -> bool:
    """Say whether a revised budget covers a part of an original one that is kept."""
    kept = (money for money in draft.budgets if not money.revised and money.number not in gone)
    return any(money.starts <= revised.ends and revised.starts <= money.ends for money in kept)


def _repeated(draft: Draft, gone: set[int]) -> bool:
    """Say whether two budgets of one kind that are both kept are for the same days."""
    kept = sorted(
        (money.revised, money.starts, money.ends)
        for money in draft.budgets
        if money.number not in gone and draft.money[money.number].value is not None
    )
    return any(
        revised == also and begins <= ends
        for (revised, _, ends), (also, begins, _) in pairwise(kept)
    )


def to_organisation(element: etree._Element) -> Tell:
    """Read what is planned for another organisation."""
    budget, receiver = _budget(element), element.find("recipient-org")
    named = None if receiver is None else party(receiver)
    return lambda draft: _add(draft, budget, receiver=draft.known(named, "payee"))


def to_country(element: etree._Element) -> Tell:
    """Read what is planned for a country."""
    budget, country = _budget(element), element.find("recipient-country")
    code = "" if country is None else plain(country.get("code")).upper()
    return lambda draft: _add(draft, budget, countries=(code,) if code else ())


def _add(
    draft: Draft,
    planned: Budget | None,
    *,
    receiver: int | None = None,
    countries: tuple[str, ...] = (),
) -> None:
    if planned is None:
        return
    draft.notes.update(dict.fromkeys(filter(None, planned.odd)))
    if planned.value is None:
        draft.note(odd_amount(planned.said))
    draft.sum(
        "budget",
        planned.value,
        planned.currency,
        planned.day,
        receiver=receiver,
        countries=countries,
    )


def _budget(element: etree._Element) -> Budget | None:
    value = element.find("value")
    if value is None:
        return None
    begun, ended = _typed(element, "period-start"), _typed(element, "period-end")
    starts, ends, valued = day(begun), day(ended), day(value.get("value-date"))
    return Budget(
        number(value.text),
        plain(value.text),
        plain(value.get("currency")).upper(),
        starts or valued,
        starts,
        ends,
        tuple(_odd(begun, ended, valued)),
    )


def _typed(element: etree._Element, name: str) -> str:
    found = element.find(name)
    return "" if found is None else plain(found.get("iso-date") or found.text)


def _odd(begun: str, ended: str, valued: date | None) -> Iterator[str]:
    """Yield what is odd about the period of a budget."""
    start = "the first day of a budget"
    if valued and not begun:
        yield f"a budget names no first day; {valued.isoformat()}, that of its value, was taken"
    yield odd_day(start, begun, instead=valued, of="of its value")
    yield odd_day("the last day of a budget", ended)
    starts, ends = day(begun), day(ended)
    if starts and ends and ends < starts:
        yield f"a budget ends on {ends.isoformat()}, before it starts; its end was left out"
