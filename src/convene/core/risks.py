"""What a risk weighs, when somebody else has to sign it off, and what may become of it.

The scale of 1 to 5, the bands and the sign-off are expert choices.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from convene.core.lifecycle import HIGH
from convene.core.reasons import gettext_noop as _

STEPS = (1, 2, 3, 4, 5)
"""The steps of likelihood and of impact."""
Band = Literal["low", "medium", "high", "very_high"]
BANDS: Mapping[Band, int] = {"very_high": HIGH, "high": 10, "medium": 5, "low": 1}
"""The lowest product of each band."""
LABELS: Mapping[Band, str] = {
    "very_high": _("very high"),
    "high": _("high"),
    "medium": _("medium"),
    "low": _("low"),
}
MOVES: Mapping[str, tuple[str, ...]] = {
    "open": ("mitigated", "accepted", "closed"),
    "mitigated": ("open", "accepted", "closed"),
    "accepted": ("open", "mitigated", "closed"),
    "closed": ("open",),
}
"""What a risk may become from each state."""
SIGNED = ("accepted", "closed")
"""States that no risk of 15 or more comes into before it is signed off."""


@dataclass(frozen=True, order=True)
class Rated:
    """How likely and how grave, and their product: the greater one is the worse."""

    score: int
    likelihood: int
    impact: int

    @property
    def band(self) -> Band:
        return next(band for band, lowest in BANDS.items() if self.score >= lowest)

    @property
    def needs_sign_off(self) -> bool:
        return self.score >= HIGH


def rated(likelihood: int, impact: int) -> Rated:
    """Return what a likelihood and an impact come to. Raises ValueError outside of 1 to 5."""
    if not {likelihood, impact} <= set(STEPS):
        raise ValueError(f"should be 1 to 5, found {likelihood} and {impact}")
    return Rated(likelihood * impact, likelihood, impact)


def worst(ratings: Iterable[Rated | None]) -> Rated | None:
    """Return the rating that a risk is held to: the worse of those before and after its response,
    since a response that is only planned lowers nothing; None where nobody has rated it.
    """
    return max((rating for rating in ratings if rating), default=None)


def is_upward(new: Rated, *, last: Rated | None, signed: int) -> bool:
    """Say whether a rating ends a sign-off: it is worse than the last of its kind, or than what was
    signed for where it is the first.
    """
    return new.score > (last.score if last else signed)


def standing(ratings: Sequence[tuple[Rated, int]]) -> tuple[int, int | None] | None:
    """Return which of the ratings of one kind holds, and which one waits for a second person, by
    their place; None where there is none. Each is with who gave it, in the order they were given.

    One person alone does not lower a risk from 15 or more to less: the higher rating holds until
    somebody else rates it below 15 too.
    """
    if not ratings:
        return None
    holds, waits = 0, None
    for place, (new, by) in enumerate(ratings[1:], start=1):
        is_lowered = ratings[holds][0].needs_sign_off and not new.needs_sign_off
        if is_lowered and (waits is None or ratings[waits][1] == by):
            waits = place
        else:
            holds, waits = place, None
    return holds, waits
