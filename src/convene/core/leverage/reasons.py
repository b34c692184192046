"""Why a contribution is left out of a ratio. Where several reasons hold, the first of them is said:
what it is comes before where it comes from, that before how far it has come, then what its value
rests on, and last what people answered.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from convene.core.contributions import STANDING, Column, State
from convene.core.leverage.promises import Case, Promise
from convene.core.leverage.rule import Rule
from convene.core.reasons import gettext_noop

Why = Literal[
    "unpriced",
    "public_origin",
    "passed_on",
    "not_committed",
    "no_rate",
    "no_method",
    "no_evidence",
    "counted_elsewhere",
    "not_allowed",
    "over_delivery",
    "unverified",
]
ORDER: tuple[Why, ...] = get_args(Why)
OF_PARTS: frozenset[Why] = frozenset({"over_delivery", "unverified"})
"""Reasons of a part of what came; the promise itself may count all the same."""
UNVALUED: frozenset[Why] = frozenset({"no_rate", "no_method", "no_evidence"})
"""Reasons by which nobody knows what something is worth."""
WORTHLESS: frozenset[Why] = frozenset({"unpriced", "passed_on", "not_committed", "no_rate"})
"""Reasons by which there is no sum, whoever gives it, and counted or not."""
SENTENCES: Mapping[Why, str] = {
    "unpriced": gettext_noop("It has no price, and never gets one."),
    "public_origin": gettext_noop("It is public money, which is never private leverage."),
    "passed_on": gettext_noop("It is passed on, and counts where it came from first."),
    "not_committed": gettext_noop("It is not promised, or no longer."),
    "no_rate": gettext_noop("Its rate into the base currency is not known."),
    "no_method": gettext_noop("Nobody says how it is valued."),
    "no_evidence": gettext_noop("Nothing proves it or its value."),
    "counted_elsewhere": gettext_noop("It is promised elsewhere too."),
    "not_allowed": gettext_noop("The rule does not count it, or nobody said that it may count."),
    "over_delivery": gettext_noop("More came than was promised; the rest waits for an amendment."),
    "unverified": gettext_noop("Something came that nobody has verified."),
}
NO: Mapping[str, Why] = {
    "verifiable": "no_evidence",
    "not_elsewhere": "counted_elsewhere",
    "needed": "not_allowed",
    "allowed": "not_allowed",
    "not_public": "public_origin",
    "in_budget": "not_allowed",
    "within_rules": "not_allowed",
}
"""What a no to each question of “may it count?” means. An answer that nobody gave is a no that
claims nothing: such a contribution is `not_allowed`.
"""


def reasons(promise: Promise, case: Case, rule: Rule) -> frozenset[Why]:
    """Return every reason that keeps a promise out of the ratio; none where it counts.

    Own money is what the others' is held against: neither its origin nor the seven answers are
    asked of it, since leaving it out would make the ratio larger.
    """
    holding = set(_of_the_sum(promise))
    if promise.partner not in case.own:
        holding |= set(_of_the_rule(promise, case, rule))
    return frozenset(holding)


def first(holding: frozenset[Why]) -> Why | None:
    """Return the reason that is said."""
    return next((why for why in ORDER if why in holding), None)


def _of_the_sum(promise: Promise) -> Iterator[Why]:
    if promise.column is Column.UNPRICED:
        yield "unpriced"
    if promise.passed_on_from is not None:
        yield "passed_on"
    if not _is_promised(promise):
        yield "not_committed"
    if promise.rate is None:
        yield "no_rate"
    if promise.column is Column.IN_KIND and not promise.has_method:
        yield "no_method"
    if promise.column is Column.IN_KIND and not promise.has_evidence:
        yield "no_evidence"


def _is_promised(promise: Promise) -> bool:
    """What was written off is promised no further than it was verified."""
    return promise.state in STANDING or (
        promise.state is State.WRITTEN_OFF and promise.parts.counted > 0
    )


def _of_the_rule(promise: Promise, case: Case, rule: Rule) -> Iterator[Why]:
    origin = case.origins[promise.partner]
    if origin not in rule.origins:
        yield "public_origin" if origin == "public" else "not_allowed"
    if promise.column.value not in (*rule.kinds, "unpriced"):
        yield "not_allowed"
    for question, why in NO.items():
        answer = promise.answers.get(question)
        if question == "not_public" and "public" in rule.origins:
            continue
        if not answer:
            yield "not_allowed" if answer is None else why
