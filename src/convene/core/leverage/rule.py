"""By which rule an alliance's leverage is worked out: a setting, read from a file."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Origin = Literal["private", "public", "civil", "multilateral"]
"""Whose money it is: companies and private foundations; governments; civil society; bodies of many
states.
"""
Kind = Literal["cash", "in_kind"]
Basis = Literal["pledged", "delivered"]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What of the partners' contributions counts, and how much of it there has to be for each unit
    of own money. `formula` says whether own money is part of what is divided; `source` where the
    rule stands.
    """

    id: str = "own"
    """A code for the rule."""
    title: str = ""
    """What people call it."""
    kinds: tuple[Kind, ...] = ("cash", "in_kind")
    """Kinds that count; what is unpriced never does."""
    origins: tuple[Origin, ...] = ("private",)
    """Origins that count."""
    basis: Basis = "pledged"
    """Whether promises or verified deliveries are held against the minimum."""
    formula: Literal["partner/own", "total/own"] = "partner/own"
    """What is divided by own money: what partners give, or that and own money together."""
    minimum: Decimal = Decimal(1)
    """The least ratio that meets the rule; above zero."""
    source: str = ""
    """Where the rule stands."""

    def __post_init__(self) -> None:
        if not (self.minimum.is_finite() and self.minimum > 0):
            raise ValueError("minimum should be a number above zero")
        if not self.origins or not self.kinds:
            raise ValueError("a rule that counts no origin or no kind is none")
