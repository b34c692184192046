"""Which known problems somebody's own words are nearest to, as it is published."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A known problem; `why` is the pack's own phrase that the text is closest to."""

    challenge: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A purpose that the text asks for and that no alliance may serve, and the reason."""

    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Suggestions:
    """Problems to offer, at most three; those that may be meant; and what is refused, beside which
    nothing is offered.
    """

    near: tuple[Suggestion, ...]
    perhaps: tuple[Suggestion, ...]
    refused: tuple[Refused, ...]
