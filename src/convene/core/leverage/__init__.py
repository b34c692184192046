"""How much partners give for each unit of own money, what counts, and why the rest does not."""

from convene.core.leverage.promises import Case, Delivery, DeliveryState, Promise, in_circle
from convene.core.leverage.ratio import Excluded, Leverage, Ratio, leverage, said
from convene.core.leverage.reasons import NO, OF_PARTS, ORDER, SENTENCES, Why
from convene.core.leverage.rule import Basis, Kind, Origin, Rule

__all__ = [
    "NO",
    "OF_PARTS",
    "ORDER",
    "SENTENCES",
    "Basis",
    "Case",
    "Delivery",
    "DeliveryState",
    "Excluded",
    "Kind",
    "Leverage",
    "Origin",
    "Promise",
    "Ratio",
    "Rule",
    "Why",
    "in_circle",
    "leverage",
    "said",
]
