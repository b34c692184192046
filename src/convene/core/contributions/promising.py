"""What a promise may become, and when what of it is due."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from convene.core.contributions.states import State
from convene.core.money import PLACES, Refused, plain, rounded
from convene.core.reasons import Reason, gettext_noop

SOON = timedelta(days=14)
"""How long before its day something counts as soon due (expert choice)."""
BELOW_VERIFIED = gettext_noop(
    "{amount} is less than {verified}, which is delivered and verified already."
)
VERIFIED_ALREADY = gettext_noop(
    "{verified} of it is verified, so it is not cancelled; what is still to come can be written off."
)
TOO_LITTLE = gettext_noop("The instalments add up to {sum}: {rest} less than the amount.")
TOO_MUCH = gettext_noop("The instalments add up to {sum}: {rest} more than the amount.")


def check_amendment(amount: Decimal, *, verified: Decimal) -> None:
    """Raise Refused for an amount below what is verified; delivering more than was promised is
    mended so, delivering less never.
    """
    if amount < verified:
        raise Refused(BELOW_VERIFIED, amount=plain(amount), verified=plain(verified))


def check_end(to: State, *, verified: Decimal) -> None:
    """Raise Refused where a promise is called off of which something has come."""
    if to is State.CANCELLED and verified > 0:
        raise Refused(VERIFIED_ALREADY, verified=plain(verified))


def missing_in_instalments(amount: Decimal, instalments: Iterable[Decimal]) -> Reason | None:
    """Say by how much instalments do not add up to the amount; None where they do, to the last
    digit.
    """
    total = sum(map(Fraction, instalments), Fraction(0))
    rest = Fraction(amount) - total
    if not rest:
        return None
    values = {"sum": _said(total), "rest": _said(abs(rest))}
    return Reason(TOO_LITTLE if rest > 0 else TOO_MUCH, values)


def _said(number: Fraction) -> str:
    return plain(rounded(number, places=PLACES))


def is_moved(
    was: Iterable[tuple[date, Decimal | None]], becomes: Iterable[tuple[date, Decimal | None]]
) -> bool:
    """Say whether what is due was moved from one day to another: less is due on one and more on
    another. Where a day has no amount, each counts as one.
    """
    before, after = list(was), list(becomes)
    counts = any(amount is None for _day, amount in (*before, *after))
    more: dict[date, Decimal] = defaultdict(Decimal)
    for sign, days in ((-1, before), (1, after)):
        for day, amount in days:
            more[day] += sign * (Decimal(1) if counts or amount is None else amount)
    return any(change < 0 for change in more.values()) and any(
        change > 0 for change in more.values()
    )


Pressing = Literal["met", "later", "soon", "today", "late"]


class Due(NamedTuple):
    """How pressing something is, and by how many days it is late: 0 until its day has passed."""

    pressing: Pressing
    days_late: int


def due(day: date, *, today: date, is_met: bool = False) -> Due:
    """Say how pressing something is that is due on a day; that day itself is still in time."""
    if is_met:
        return Due("met", 0)
    if today > day:
        return Due("late", (today - day).days)
    if today == day:
        return Due("today", 0)
    return Due("soon" if today >= day - SOON else "later", 0)


def first_due(days: Collection[date], *, today: date) -> Due | None:
    """Say how pressing the earliest of several open days is; None where nothing is open."""
    return due(min(days), today=today) if days else None
