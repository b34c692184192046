"""What `convene country --json` answers."""

from dataclasses import dataclass
from typing import Literal

from convene.core.open_data import ActiveIn
from convene.core.scorecard import Figure, Scorecard, Source


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """What stands in for a right that has no figure of its own."""

    id: str
    """The right."""
    stood_in_for_by: str
    """The indicator."""
    because: str


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """Problems of the guide that an indicator which does not pass may point to."""

    indicator: str
    challenges: tuple[str, ...]
    """Codes of problems; `convene challenges` lists them."""
    because: str
    """Why we read it so."""
    inferred: Literal[True] = True
    """Our reading, not the guide's."""


@dataclass(frozen=True, kw_only=True)
class Beside(Figure):
    """A figure that somebody measures beside the rule: shown, never judged."""

    title: str
    source: str
    """Of the sources below."""
    scale: str
    """What its figures run from and to, in words; empty where nobody says."""


@dataclass(frozen=True, kw_only=True)
class Country(Scorecard):
    """Where a country stands, what that may point to, and who is active there. Figures are text, so
    that no digit is lost; what is null of what holds or passes cannot be said.
    """

    name: str
    """What the country is called in English."""
    stand_ins: tuple[StandIn, ...]
    points_to: tuple[Pointer, ...]
    beside: tuple[Beside, ...]
    """What others measure: only where such figures were loaded."""
    active: ActiveIn | None
    """Who is active there; null where no open data has been built."""
    sources: tuple[Source, ...]
    """Who published the figures."""
