"""How much partners give for each unit of own money in an alliance, by its rule, from what is
stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, cast

from convene.apps.ledger.models import ANSWERS, Book, Contribution, Delivery
from convene.apps.ledger.queries import standing
from convene.apps.ledger.words import Step, YesNo
from convene.core import leverage as core
from convene.core import money
from convene.core.contributions import AS_DELIVERED, Column, State, may_count
from convene.core.contributions import Step as Taken
from convene.core.reasons import Reason, filled
from convene.ground.amounts import said
from convene.packs import leverage as rules


@dataclass(frozen=True, kw_only=True)
class Left:
    """A promise that is left out of the ratio, wholly or in part, and why."""

    promise: Contribution
    why: Reason | None
    """None where nobody has said whose money it is."""
    value: Decimal | None
    is_of_what_came: bool = False
    """Whether it is left out of what was delivered only; the promise itself counts."""

    @property
    def lacks(self) -> bool:
        """Whether an answer to “may it count?” is no, or missing."""
        return not may_count(_answers(self.promise))


class Shown(NamedTuple):
    """One ratio, cut to two digits after the point; None where there is none."""

    basis: str
    numerator: Decimal
    denominator: Decimal
    ratio: Decimal | None
    without_estimates: Decimal | None
    cash_share: int | None
    """In hundredths, cut."""
    estimate_share: int | None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The leverage of an alliance with what is left out of it. What a partner gives of whom nobody
    has said whose money it is, is in nothing.
    """

    answer: core.Leverage
    left: tuple[Left, ...]

    @property
    def formula(self) -> Reason:
        """The formula as people read it: grouped, and the ratio cut to two digits."""
        exact, ratio = self.answer.formula, self.answer.judged
        if ratio is None:
            return exact
        shown = {"numerator": said(ratio.numerator), "denominator": said(ratio.denominator)}
        if (cut := _cut(ratio.ratio)) is not None:
            shown["ratio"] = said(cut)
        return filled(exact.text, {**exact.values, **shown})

    @property
    def ratios(self) -> list[Shown]:
        pair = {"pledged": self.answer.pledged, "delivered": self.answer.delivered}
        return [_shown(basis, ratio) for basis, ratio in pair.items() if ratio is not None]


def panel(book: Book, promises: Iterable[Contribution]) -> Panel:
    """Return the leverage of an alliance of whose promises the deliveries are at hand."""
    known = {str(promise.pk): promise for promise in promises}
    unsaid = [
        promise
        for promise in known.values()
        if not promise.partner.is_own and not promise.partner.origin
    ]
    counted = [promise for promise in known.values() if promise not in unsaid]
    answer = core.leverage(_case(book, counted), rule=rules.rules()[book.rule])
    left = [
        Left(
            promise=known[it.id],
            why=Reason(core.SENTENCES[it.reason]),
            value=it.value,
            is_of_what_came=it.reason in core.OF_PARTS,
        )
        for it in answer.excluded
    ]
    left += [Left(promise=promise, why=None, value=promise.base_value) for promise in unsaid]
    return Panel(answer=answer, left=tuple(left))


def _shown(basis: str, ratio: core.Ratio) -> Shown:
    cash, estimates = ratio.cash_share, ratio.estimate_share
    return Shown(
        basis=basis,
        numerator=ratio.numerator,
        denominator=ratio.denominator,
        ratio=_cut(ratio.ratio),
        without_estimates=_cut(ratio.without_estimates),
        cash_share=None if cash is None else int(cash * 100),
        estimate_share=None if estimates is None else int(estimates * 100),
    )


def _cut(number: Fraction | None) -> Decimal | None:
    return None if number is None else money.cut(number, places=2)


def _case(book: Book, promises: Iterable[Contribution]) -> core.Case:
    several = list(promises)
    partners = {promise.partner_id: promise.partner for promise in several}
    return core.Case(
        base=book.base,
        own=frozenset(str(key) for key, partner in partners.items() if partner.is_own),
        origins={
            str(key): cast("core.Origin", partner.origin)
            for key, partner in partners.items()
            if partner.origin
        },
        promises=tuple(map(_promise, several)),
    )


def _promise(promise: Contribution) -> core.Promise:
    deliveries = list(promise.deliveries.all())
    source = promise.passed_on_from_id
    return core.Promise(
        id=str(promise.pk),
        partner=str(promise.partner_id),
        column=Column(promise.column),
        state=State(promise.state),
        amount=promise.amount,
        rate=promise.rate,
        has_method=bool(promise.method),
        has_evidence=bool(promise.method_note.strip()) or any(map(_is_shown, deliveries)),
        is_estimate=promise.is_estimate,
        is_parallel=promise.is_parallel,
        passed_on_from=str(source) if source else None,
        answers=_answers(promise),
        deliveries=tuple(_came(promise, deliveries)),
    )


def _answers(promise: Contribution) -> Mapping[str, bool | None]:
    said = {YesNo.YES: True, YesNo.NO: False}
    return {code: said.get(getattr(promise, code)) for code in ANSWERS}


def _is_shown(delivery: Delivery) -> bool:
    return any(taken.step == Step.EVIDENCED for taken in delivery.steps.all())


def _came(promise: Contribution, deliveries: Iterable[Delivery]) -> list[core.Delivery]:
    """Return what came, first what counts, as the steps counted it. Of what was checked and does
    not count, the promise has room for some only once it is verified again.
    """
    is_full = promise.amount is not None and promise.verified >= promise.amount
    counted, rest = [], []
    for delivery in deliveries:
        steps = list(delivery.steps.all())
        state = AS_DELIVERED[Taken(standing.after(steps))]
        if state is None or delivery.amount is None:
            continue
        part = standing.counted(steps)
        left = "evidenced" if state == "verified" and not is_full else state
        if part:
            counted.append(core.Delivery(amount=part, state="verified", rate=delivery.rate))
        if delivery.amount > part:
            amount = delivery.amount - part
            rest.append(core.Delivery(amount=amount, state=left, rate=delivery.rate))
    return counted + rest
