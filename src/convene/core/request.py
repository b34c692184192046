"""What is asked of the guide."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Request:
    """A governance problem in a place, in the guide's codes. `region` is derived from `country`
    when not given.
    """

    country: str | None = None
    """ISO 3166-1 alpha-2 code, such as PY."""
    region: str | None = None
    """A code of the family “regions”; derived from the country when not given."""
    level: str | None = None
    """A code of the family “levels”."""
    challenges: tuple[str, ...] = ()
    """Codes of the problems; `convene challenges` lists them."""
    sectors: tuple[str, ...] = ()
    """Codes of the family “sectors”: who is around."""
    partner_types: tuple[str, ...] = ()
    """Codes of the family “partner_types”: who else is around."""
    civic_space: str | None = None
    """A code of the family “civic_spaces”."""
    reprisal_risk: str | None = None
    """A code of the family “reprisal_risks”."""
    traits: tuple[str, ...] = ()
    """Codes of the family “traits”: what else is true."""
