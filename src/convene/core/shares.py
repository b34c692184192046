"""What part of an organisation somebody holds, as exactly as it is known: a figure, a range, or
nothing at all, which is not the same as no part.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

WHOLE = Decimal(100)
PLACES = 6
"""Digits after the point that are kept of a per cent: a third is then a range of a millionth."""
FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{1,6})?")
RANGE = re.compile(rf"\s*({FIGURE.pattern})\s*%?\s*(?:(?:-|–|—)\s*({FIGURE.pattern})\s*%?\s*)?")


@dataclass(frozen=True, order=True)
class Share:
    """From how much to how much of the whole, in per cent; the same twice where it is exact."""

    least: Decimal
    most: Decimal

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.most <= WHOLE:
            raise ValueError(f"{self.least} to {self.most} is no part of a whole")

    @property
    def is_exact(self) -> bool:
        return self.least == self.most

    def up_to(self, most: Decimal) -> "Share":
        """Return a share of which nobody knows that it ends before `most`."""
        return Share(self.least, max(self.most, most))


def read(text: str) -> Share | None:
    """Return the share that people write as “25”, “33,3 %” or “25–50”; None where there is nothing.

    Raises ValueError.
    """
    if not text.strip():
        return None
    given = RANGE.fullmatch(text)
    if given is None:
        raise ValueError(text)
    least = Decimal(given[1].replace(",", "."))
    return Share(least, Decimal(given[2].replace(",", ".")) if given[2] else least)


def written(share: Share | None, *, figure: Callable[[Decimal], str] = str) -> str:
    """Return a share as `read` reads it; empty where nobody knows. `figure` says a number in a
    language.
    """
    if share is None:
        return ""
    least, most = (figure(_short(end)) for end in (share.least, share.most))
    return least if share.is_exact else f"{least}–{most}"


def _short(figure: Decimal) -> Decimal:
    """Return a figure without zeros at its end, and never with an exponent."""
    short = figure.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
