"""What is asked of the guide."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Request:
    """A governance problem in a place, in the guide's codes. `region` is derived from `country`
    when not given.
    """

    country: str | None = None
    region: str | None = None
    level: str | None = None
    challenges: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    partner_types: tuple[str, ...] = ()
    civic_space: str | None = None
    reprisal_risk: str | None = None
    traits: tuple[str, ...] = ()
