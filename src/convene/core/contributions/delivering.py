"""What becomes of a delivery: which steps follow one another, what of it counts, and who may check
it.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from convene.core.contributions.states import State
from convene.core.reasons import gettext_noop


class Step(StrEnum):
    """What somebody did with a delivery last; recorded before anybody did more."""

    RECORDED = "recorded"
    EVIDENCED = "evidenced"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    ANSWERED = "answered"
    UPHELD = "upheld"
    STRUCK = "struck"
    TO_VERIFY = "to_verify"
    REVERSED = "reversed"


STEPS: Mapping[Step, frozenset[Step]] = {
    Step.RECORDED: frozenset({Step.EVIDENCED, Step.DISPUTED, Step.REVERSED}),
    Step.EVIDENCED: frozenset({Step.EVIDENCED, Step.VERIFIED, Step.DISPUTED, Step.REVERSED}),
    Step.VERIFIED: frozenset({Step.DISPUTED, Step.TO_VERIFY, Step.REVERSED}),
    Step.DISPUTED: frozenset({Step.ANSWERED, Step.UPHELD, Step.STRUCK}),
    Step.ANSWERED: frozenset({Step.ANSWERED, Step.UPHELD, Step.STRUCK}),
    Step.UPHELD: frozenset({Step.TO_VERIFY, Step.REVERSED}),
    Step.STRUCK: frozenset(),
    Step.TO_VERIFY: frozenset({Step.EVIDENCED, Step.VERIFIED, Step.DISPUTED, Step.REVERSED}),
    Step.REVERSED: frozenset(),
}
COUNTING = frozenset({Step.VERIFIED, Step.UPHELD})
"""Steps by which what came counts."""
CHECKS = COUNTING | {Step.STRUCK}
"""Steps that nobody takes with their own work."""
AS_DELIVERED: Mapping[Step, Literal["recorded", "evidenced", "verified", "disputed"] | None] = {
    Step.RECORDED: "recorded",
    Step.EVIDENCED: "evidenced",
    Step.TO_VERIFY: "evidenced",
    Step.VERIFIED: "verified",
    Step.UPHELD: "verified",
    Step.DISPUTED: "disputed",
    Step.ANSWERED: "disputed",
    Step.STRUCK: None,
    Step.REVERSED: None,
}
"""How far a delivery has come for a ratio, by its last step; None for what did not come."""

AGAINST_ITS_DAY: Mapping[Step, Literal["came", "said"] | None] = {
    Step.RECORDED: "said",
    Step.EVIDENCED: "said",
    Step.TO_VERIFY: "said",
    Step.VERIFIED: "came",
    Step.UPHELD: "came",
    Step.DISPUTED: None,
    Step.ANSWERED: None,
    Step.STRUCK: None,
    Step.REVERSED: None,
}
"""How a delivery stands against the day on which it was due: it came, or somebody says so and
nobody has verified it; None where it counts as not come.
"""


def may_follow(last: Step, following: Step) -> bool:
    return following in STEPS[last]


class Split(NamedTuple):
    """An amount that came: what of it keeps within the promise, and what goes beyond."""

    counted: Decimal
    over: Decimal


def split(came: Decimal, *, verified: Decimal, promised: Decimal) -> Split:
    """Say what of a delivery counts when so much of the promise is verified already."""
    counted = min(came, max(promised - verified, Decimal(0)))
    return Split(counted, came - counted)


def state_after(verified: Decimal, *, promised: Decimal) -> State:
    """Return how far a promise with a price has come when so much of it is verified."""
    if verified <= 0:
        return State.COMMITTED
    return State.DELIVERED if verified >= promised else State.PART_DELIVERED


Bar = Literal["recorded", "evidence", "partner", "disputed"]
BARS: Mapping[Bar, str] = {
    "recorded": gettext_noop("Whoever recorded it does not check it."),
    "evidence": gettext_noop("Whoever gave the evidence does not check it."),
    "partner": gettext_noop(
        "Whoever belongs to the partner that gives, or to one that speaks with it, does not check it."
    ),
    "disputed": gettext_noop(
        "Whoever took part in a dispute, or made the check in doubt, does not settle it."
    ),
}


def bars(
    person: int,
    *,
    recorded_by: int,
    evidence_by: Collection[int],
    belongs_to: Collection[int],
    one_voice: Collection[int],
    disputed_by: Collection[int] = (),
) -> tuple[Bar, ...]:
    """Return what keeps a person from checking a delivery. `belongs_to` holds the person's
    organisations; `one_voice` the giving partner, its parent, what is under that, and the umbrella
    it joined through.
    """
    keeps: Mapping[Bar, bool] = {
        "recorded": person == recorded_by,
        "evidence": person in evidence_by,
        "partner": not set(belongs_to).isdisjoint(one_voice),
        "disputed": person in disputed_by,
    }
    return tuple(bar for bar, holds in keeps.items() if holds)
