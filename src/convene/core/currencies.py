"""Which currency an amount may be in on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from convene.core.money import SHOWN, Refused
from convene.core.reasons import gettext_noop


@dataclass(frozen=True, kw_only=True)
class Currency:
    """A currency by its ISO 4217 code, and its first and last day as legal tender anywhere, where
    they are known. `then` took its place; what nobody pays in (gold, codes for tests) is no money.
    """

    code: str
    name: str
    since: date | None = None
    until: date | None = None
    then: str = ""
    is_money: bool = True


UNKNOWN = gettext_noop("“{code}” is no currency code of ISO 4217, such as KES.")
NO_MONEY = gettext_noop("“{code}” is nothing that anybody pays in.")
NOT_YET = gettext_noop("{code} begins on {day}, and this is of {on}.")
ENDED = gettext_noop("{code} ended on {day}, and this is of {on}.")
REPLACED = gettext_noop("{code} ended on {day}, and this is of {on}; {then} took its place.")


def currency(code: str, *, on: date | None, known: Mapping[str, Currency]) -> Currency:
    """Return the currency of a code, which is money on a day; on None, whether it still is does not
    matter. Raises Refused.
    """
    currency = known.get(code)
    if currency is None:
        raise Refused(UNKNOWN, code=code[:SHOWN])
    if not currency.is_money:
        raise Refused(NO_MONEY, code=code)
    if on and currency.since and on < currency.since:
        raise Refused(NOT_YET, code=code, day=str(currency.since), on=str(on))
    if on and currency.until and on > currency.until:
        days = {"day": str(currency.until), "on": str(on)}
        if currency.then:
            raise Refused(REPLACED, code=code, then=currency.then, **days)
        raise Refused(ENDED, code=code, **days)
    return currency
