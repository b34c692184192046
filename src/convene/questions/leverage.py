"""How much partners give for each unit of an alliance's own money: asked with a case as others
write it, by a rule.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import NamedTuple, TypeVar

from convene.core import leverage as core
from convene.core import money
from convene.core.contributions import ANSWERS, STANDING, Column, State
from convene.core.currencies import currency
from convene.core.leverage import Case, Delivery, Promise, Ratio, Rule
from convene.packs.codelists import currencies
from convene.packs.read import ReadError, fit, parse_exact
from convene.questions.shapes import leverage as shapes

PLACE = re.compile(r"^(contributions|partners)\[(\d+)\](?:\.|: )")
T = TypeVar("T")
ANSWERED = {"yes": True, "no": False, "": None}


class CaseRefused(ValueError):
    """What is wrong with a case, in one sentence that names the contribution and the value."""


def read_case(text: str) -> Case:
    """Read a case, written in JSON. Raises CaseRefused."""
    try:
        document = parse_exact(text)
        case = fit(document, shapes.LeverageCase)
    except ReadError as error:
        first = str(error).splitlines()[0]
        raise CaseRefused(PLACE.sub(lambda place: _named(place, document), first)) from error
    _field("base", partial(currency, case.base, on=None, known=currencies()))
    _check_once("partner", [partner.id for partner in case.partners])
    _check_once("contribution", [contribution.id for contribution in case.contributions])
    read = Case(
        base=case.base,
        own=frozenset(case.own),
        origins={partner.id: partner.origin for partner in case.partners},
        promises=tuple(_promises(case)),
    )
    if circle := core.in_circle(read):
        shown = ", ".join(f"“{id[:60]}”" for id in circle[:10])
        raise CaseRefused(
            f"contribution “{circle[0]}”: passed_on_from: a circle ({shown}), so nobody gave it first"
        )
    return read


def _named(place: re.Match[str], document: object) -> str:
    """Name a contribution or partner by its id where it has one, and by its place otherwise."""
    thing = place[1].removesuffix("s")
    try:
        return f"{thing} “{document[place[1]][int(place[2])]['id']}”: "  # type: ignore[index]  # what is wrong with it is yet to be said
    except (KeyError, TypeError):
        return f"{thing} {int(place[2]) + 1}: "


def _check_once(thing: str, ids: Iterable[str]) -> None:
    if twice := [id for id, times in Counter(ids).items() if times > 1]:
        raise CaseRefused(f"{thing} “{twice[0][:60]}”: id: stands twice")


class _Known(NamedTuple):
    """What a contribution may name."""

    base: str
    partners: frozenset[str]
    contributions: frozenset[str]


def _promises(case: shapes.LeverageCase) -> Iterator[Promise]:
    known = _Known(
        base=case.base,
        partners=frozenset({*case.own, *(partner.id for partner in case.partners)}),
        contributions=frozenset(contribution.id for contribution in case.contributions),
    )
    for given in case.contributions:
        try:
            yield _promise(given, known)
        except CaseRefused as error:
            raise CaseRefused(f"contribution “{given.id[:60]}”: {error}") from error


def _promise(given: shapes.Contribution, known: _Known) -> Promise:
    promise = _read(given, known)
    _field("amount", lambda: promise.base_value)
    _field("delivered", lambda: promise.parts)
    return promise


def _read(given: shapes.Contribution, known: _Known) -> Promise:
    if given.partner not in known.partners:
        raise CaseRefused(f"partner: “{given.partner[:60]}” is neither in partners nor in own")
    source = given.passed_on_from or None
    if source and not (source in known.partners or source in known.contributions):
        raise CaseRefused(f"passed_on_from: “{source[:60]}” is no contribution and no partner here")
    is_priced = given.kind != "unpriced"
    return Promise(
        id=given.id,
        partner=given.partner,
        column=Column(given.kind),
        state=State(given.state),
        amount=_amount(given) if is_priced else None,
        rate=_rate(given, base=known.base) if is_priced else None,
        has_method=bool(given.method and given.method.strip()),
        has_evidence=_is_said(given.evidence),
        is_estimate=given.estimate,
        is_parallel=given.parallel,
        passed_on_from=source,
        answers=dict(_answers(given.may_count or shapes.MayCount())),
        deliveries=tuple(_deliveries(given)) if is_priced else (),
    )


def _is_said(evidence: str | bool | tuple[str, ...] | None) -> bool:
    if isinstance(evidence, tuple):
        return any(text.strip() for text in evidence)
    return bool(evidence.strip()) if isinstance(evidence, str) else bool(evidence)


def _amount(given: shapes.Contribution) -> Decimal | None:
    if given.amount is None:
        if given.state in STANDING or given.delivered:
            raise CaseRefused(f"amount: is missing, and what is {given.state} has one")
        return None
    return _field("amount", lambda: money.exact(given.amount or ""))


def _rate(given: shapes.Contribution, *, base: str) -> Decimal | None:
    if given.currency is None:
        if given.amount is not None:
            raise CaseRefused("currency: is missing")
        return None
    _field("currency", partial(currency, given.currency, on=None, known=currencies()))
    rate = None
    if given.rate is not None:
        rate = _field("rate", lambda: money.exact_rate(given.rate or ""))
    if given.currency != base:
        return rate
    if rate not in (None, 1):
        raise CaseRefused(
            f"rate: “{given.rate}” for {base}, which is the base itself; leave it out"
        )
    return Decimal(1)


def _answers(given: shapes.MayCount) -> Iterator[tuple[str, bool | None]]:
    for question in ANSWERS:
        answer = getattr(given, question)
        yield question, ANSWERED[answer] if isinstance(answer, str) else answer


def _deliveries(given: shapes.Contribution) -> Iterator[Delivery]:
    for position, delivery in enumerate(given.delivered or ()):
        read = partial(money.exact, delivery.amount or "")
        yield Delivery(amount=_field(f"delivered[{position}].amount", read), state=delivery.state)


def _field(name: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except money.Refused as error:
        raise CaseRefused(f"{name}: {error}") from error


def shape(answer: core.Leverage) -> shapes.Leverage:
    """Return the answer as it is published."""
    return shapes.Leverage(
        formula=str(answer.formula),
        pledged=_terms(answer.pledged),
        delivered=_terms(answer.delivered) if answer.delivered else None,
        meets=answer.meets,
        excluded=tuple(shapes.LeftOut(id=left.id, reason=left.reason) for left in answer.excluded),
        apart={origin: money.plain(total) for origin, total in answer.apart.items()},
        parallel=money.plain(answer.parallel),
    )


def _terms(ratio: Ratio) -> shapes.Terms:
    return shapes.Terms(
        numerator=money.plain(ratio.numerator),
        denominator=money.plain(ratio.denominator),
        ratio=core.said(ratio.ratio),
        cash_share=core.said(ratio.cash_share),
        estimate_share=core.said(ratio.estimate_share),
        without_estimates=core.said(ratio.without_estimates),
    )


def leverage(case: Case, *, rule: Rule) -> core.Leverage:
    """Return the ratios of a case by a rule."""
    return core.leverage(case, rule=rule)
