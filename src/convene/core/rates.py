"""What a currency was worth in another on a day, by what was published: read off as it stands,
turned round, or by way of the euro; never of another day than it says.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from convene.core.money import DIGITS, RATE_PLACES, Refused, plain, rounded
from convene.core.reasons import Reason, gettext_noop

CROSS = "EUR"
"""The currency by way of which others are compared."""
OLDEST = timedelta(days=7)
"""How long before a day a rate may have been published to hold on it: no rates are published at
weekends and on holidays.
"""


class Rate(NamedTuple):
    """`rate` units of `base` for one unit of `currency`, as somebody published it for a day."""

    base: str
    currency: str
    day: date
    rate: Decimal
    source: str


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A rate for a day: the day it was published for, by whom, and how it was worked out."""

    rate: Decimal
    day: date
    source: str
    way: Reason


AS_PUBLISHED = gettext_noop("1 {currency} = {rate} {base}, as published for {day}.")
TURNED = gettext_noop("1 {base} = {given} {currency}, as published for {day}, turned round.")
CROSSED = gettext_noop(
    "By way of {cross}, as published for {day}: 1 {cross} = {in_base} {base} and 1 {cross} = {in_currency} {currency}."
)
ITSELF = gettext_noop("{base} is the base itself.")
FUTURE = gettext_noop("{day} is still to come, and no rate is known for it.")
MISSING = gettext_noop("No rate of {currency} in {base} was published from {first} to {day}.")
TOO_SMALL = gettext_noop("One {currency} is too little in {base} to be said with {most} digits.")

_Published = Mapping[tuple[str, str], Rate]
"""What was published for one day, by base and currency; of several the first."""


def suggested(
    currency: str, *, base: str, day: date, today: date, rates: Iterable[Rate]
) -> Suggestion:
    """Return base units for one unit of a currency on a day: as published for it, or for the last
    of the seven days before it. Where several published one, the first of `rates` is taken. Raises
    Refused for a day to come, and where nothing was published.
    """
    if day > today:
        raise Refused(FUTURE, day=str(day))
    if currency == base:
        way = Reason(ITSELF, {"base": base})
        return Suggestion(rate=Decimal(1), day=day, source="", way=way)
    for published in _by_day(rates, day):
        if suggestion := _read_off(currency, base, published):
            if not suggestion.rate:
                raise Refused(TOO_SMALL, currency=currency, base=base, most=RATE_PLACES)
            return suggestion
    first = str(day - OLDEST)
    raise Refused(MISSING, currency=currency, base=base, first=first, day=str(day))


def _by_day(rates: Iterable[Rate], day: date) -> Iterator[_Published]:
    """Yield what was published for a day and the days before it that count, the latest first."""
    days: dict[date, dict[tuple[str, str], Rate]] = {}
    for rate in rates:
        if day - OLDEST <= rate.day <= day:
            days.setdefault(rate.day, {}).setdefault((rate.base, rate.currency), rate)
    for published in sorted(days, reverse=True):
        yield days[published]


def _read_off(currency: str, base: str, published: _Published) -> Suggestion | None:
    names = {"base": base, "currency": currency}
    if direct := published.get((base, currency)):
        values = {**names, "rate": plain(direct.rate), "day": str(direct.day)}
        return _suggestion(Fraction(direct.rate), direct, way=Reason(AS_PUBLISHED, values))
    if inverse := published.get((currency, base)):
        values = {**names, "given": plain(inverse.rate), "day": str(inverse.day)}
        return _suggestion(1 / Fraction(inverse.rate), inverse, way=Reason(TURNED, values))
    in_base, in_currency = published.get((base, CROSS)), published.get((currency, CROSS))
    if not (in_base and in_currency):
        return None
    values = {
        **names,
        "cross": CROSS,
        "day": str(in_base.day),
        "in_base": plain(in_base.rate),
        "in_currency": plain(in_currency.rate),
    }
    crossed = Fraction(in_base.rate) / Fraction(in_currency.rate)
    return _suggestion(crossed, in_base, in_currency, way=Reason(CROSSED, values))


def _suggestion(number: Fraction, *used: Rate, way: Reason) -> Suggestion:
    sources = dict.fromkeys(rate.source for rate in used)
    return Suggestion(
        rate=rounded(number, places=min(RATE_PLACES, DIGITS - len(str(int(number))))),
        day=used[0].day,
        source="; ".join(sources),
        way=way,
    )
