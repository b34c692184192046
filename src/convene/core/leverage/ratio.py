"""How much partners give for each unit of own money: promised, and delivered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from convene.core import money
from convene.core.contributions import Column, State
from convene.core.leverage.promises import NOTHING, Case, Promise
from convene.core.leverage.reasons import UNVALUED, WORTHLESS, Why, first, reasons
from convene.core.leverage.rule import Basis, Origin, Rule
from convene.core.reasons import Reason, gettext_noop

RATIO_PLACES = 12
"""Digits after the point that a ratio is said with; the rest is cut, so that none says more than
there is. What is compared is the fraction itself.
"""


@dataclass(frozen=True, kw_only=True)
class Excluded:
    """What is left out, and why; `value` in the base currency, None where nobody knows it."""

    id: str
    reason: Why
    value: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """One ratio with its terms, in the base currency; what divides by nothing is None."""

    numerator: Decimal
    denominator: Decimal
    cash: Decimal
    estimates: Decimal

    @property
    def ratio(self) -> Fraction | None:
        return _divided(self.numerator, self.denominator)

    @property
    def cash_share(self) -> Fraction | None:
        """How much of the numerator is cash."""
        return _divided(self.cash, self.numerator)

    @property
    def estimate_share(self) -> Fraction | None:
        """How much of the numerator rests on estimates."""
        return _divided(self.estimates, self.numerator)

    @property
    def without_estimates(self) -> Fraction | None:
        """The ratio without the estimates above the line: own money stays whole."""
        return _divided(self.numerator - self.estimates, self.denominator)


def _divided(part: Decimal, whole: Decimal) -> Fraction | None:
    return Fraction(part) / Fraction(whole) if whole else None


@dataclass(frozen=True, kw_only=True)
class Leverage:
    """The ratios of an alliance by a rule. `delivered` is None where nobody has recorded that
    anything came, which is not the same as nothing verified. `apart` holds what is promised by
    each origin, counted or not; `parallel` what is invested beside the alliance.
    """

    base: str
    rule: Rule
    pledged: Ratio
    delivered: Ratio | None
    meets: bool | None
    excluded: tuple[Excluded, ...]
    apart: Mapping[Origin, Decimal]
    parallel: Decimal

    @property
    def judged(self) -> Ratio | None:
        """The ratio that is held against the minimum."""
        return self.pledged if self.rule.basis == "pledged" else self.delivered

    @property
    def formula(self) -> Reason:
        """The ratio as it was worked out, with its numbers."""
        return _formula(self)


@dataclass(frozen=True, kw_only=True)
class _Judged:
    """A promise, why it is left out, and what of it counts on each basis."""

    promise: Promise
    is_own: bool
    holding: frozenset[Why]

    @property
    def counts(self) -> bool:
        return not self.holding and not self.promise.is_parallel

    def value(self, basis: Basis) -> Decimal:
        if basis == "delivered" or self.promise.state is State.WRITTEN_OFF:
            return self.promise.parts.counted
        return self.promise.base_value or NOTHING


def leverage(case: Case, *, rule: Rule) -> Leverage:
    """Return the ratios of an alliance, and what is left out of them and why. The order of the
    promises makes no difference.
    """
    judged = [
        _Judged(
            promise=promise,
            is_own=promise.partner in case.own,
            holding=reasons(promise, case, rule),
        )
        for promise in case.promises
    ]
    pledged = _ratio(judged, basis="pledged", rule=rule)
    came = any(promise.deliveries for promise in case.promises)
    delivered = _ratio(judged, basis="delivered", rule=rule) if came else None
    return Leverage(
        base=case.base,
        rule=rule,
        pledged=pledged,
        delivered=delivered,
        meets=_meets(pledged if rule.basis == "pledged" else delivered, judged, rule),
        excluded=tuple(left for entry in judged for left in _excluded(entry)),
        apart=_apart(judged, case),
        parallel=sum(
            (it.value("pledged") for it in judged if it.promise.is_parallel and _has_sum(it)),
            NOTHING,
        ),
    )


def _ratio(judged: Iterable[_Judged], *, basis: Basis, rule: Rule) -> Ratio:
    counted = [entry for entry in judged if entry.counts]
    own = sum((entry.value(basis) for entry in counted if entry.is_own), NOTHING)
    above = [entry for entry in counted if not entry.is_own or rule.formula == "total/own"]
    return Ratio(
        numerator=sum((entry.value(basis) for entry in above), NOTHING),
        denominator=own,
        cash=sum((it.value(basis) for it in above if it.promise.column is Column.CASH), NOTHING),
        estimates=sum((it.value(basis) for it in above if it.promise.is_estimate), NOTHING),
    )


def _meets(ratio: Ratio | None, judged: Iterable[_Judged], rule: Rule) -> bool | None:
    """Compare exactly. Own money of a value that nobody knows could only make the ratio smaller:
    with some, a ratio that is large enough may not be.
    """
    if ratio is None or ratio.ratio is None:
        return None
    if ratio.ratio < Fraction(rule.minimum):
        return False
    unknown = any(it.is_own and first(it.holding) in UNVALUED for it in judged)
    return None if unknown else True


def _has_sum(entry: _Judged) -> bool:
    return not entry.holding & WORTHLESS


def _apart(judged: Iterable[_Judged], case: Case) -> Mapping[Origin, Decimal]:
    sums: dict[Origin, Decimal] = {}
    for entry in judged:
        if not entry.is_own and not entry.promise.is_parallel and _has_sum(entry):
            origin = case.origins[entry.promise.partner]
            sums[origin] = sums.get(origin, NOTHING) + entry.value("pledged")
    return sums


def _excluded(entry: _Judged) -> Iterable[Excluded]:
    promise, why = entry.promise, first(entry.holding)
    if promise.is_parallel:
        why = first(entry.holding & WORTHLESS)
    if why is not None:
        yield Excluded(id=promise.id, reason=why, value=promise.base_value)
        return
    if promise.is_parallel:
        return
    if promise.state is State.WRITTEN_OFF:
        rest = (promise.base_value or NOTHING) - promise.parts.counted
        yield Excluded(id=promise.id, reason="not_committed", value=rest)
    if promise.is_over:
        yield Excluded(id=promise.id, reason="over_delivery", value=promise.parts.over)
    if promise.is_unverified:
        yield Excluded(id=promise.id, reason="unverified", value=promise.parts.unverified)


FORMULA: Mapping[tuple[str, Basis], str] = {
    ("partner/own", "pledged"): gettext_noop(
        "Promised: {numerator} {base} of partners ÷ {denominator} {base} of own money = {ratio}; at least {minimum} is asked for."
    ),
    ("partner/own", "delivered"): gettext_noop(
        "Delivered and verified: {numerator} {base} of partners ÷ {denominator} {base} of own money = {ratio}; at least {minimum} is asked for."
    ),
    ("total/own", "pledged"): gettext_noop(
        "Promised: {numerator} {base} of partners and own ÷ {denominator} {base} of own money = {ratio}; at least {minimum} is asked for."
    ),
    ("total/own", "delivered"): gettext_noop(
        "Delivered and verified: {numerator} {base} of partners and own ÷ {denominator} {base} of own money = {ratio}; at least {minimum} is asked for."
    ),
}
NO_OWN: Mapping[Basis, str] = {
    "pledged": gettext_noop(
        "Promised: {numerator} {base}, and no own money to hold it against: there is no ratio."
    ),
    "delivered": gettext_noop(
        "Delivered and verified: {numerator} {base}, and no own money to hold it against: there is no ratio."
    ),
}
NOTHING_COUNTS: Mapping[Basis, str] = {
    "pledged": gettext_noop(
        "Nothing that counts and whose value is known is promised, and no own money: there is no ratio."
    ),
    "delivered": gettext_noop(
        "Nothing that counts has been delivered and verified, and no own money: there is no ratio."
    ),
}
NOTHING_CAME = gettext_noop("Nobody has recorded that anything came: there is no ratio.")


def _formula(answer: Leverage) -> Reason:
    ratio, rule = answer.judged, answer.rule
    if ratio is None:
        return Reason(NOTHING_CAME)
    terms = {"numerator": money.plain(ratio.numerator), "base": answer.base}
    if ratio.ratio is None and not ratio.numerator:
        return Reason(NOTHING_COUNTS[rule.basis])
    if ratio.ratio is None:
        return Reason(NO_OWN[rule.basis], terms)
    terms["denominator"] = money.plain(ratio.denominator)
    terms["ratio"] = said(ratio.ratio) or ""
    terms["minimum"] = money.plain(rule.minimum)
    return Reason(FORMULA[rule.formula, rule.basis], terms)


def said(number: Fraction | None) -> str | None:
    """Return a fraction as a decimal text, cut after twelve places; None where there is none."""
    return None if number is None else money.plain(money.cut(number, places=RATIO_PLACES))
