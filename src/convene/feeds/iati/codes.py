"""What the codes of the IATI Standard mean to a record: codes.yaml."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from convene.core.records import MoneyKind, Role
from convene.feeds.values import currencies
from convene.packs import places
from convene.packs.read import fit, parse_file

FILE = Path(__file__).with_name("codes.yaml")
REMEMBERED = 1 << 15


@dataclass(frozen=True, kw_only=True)
class When:
    """The types of date that say what happened, and those that say what was planned."""

    actual: tuple[str, ...]
    planned: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Codes:
    """What codes.yaml holds."""

    roles: dict[str, Role]
    money: dict[str, MoneyKind]
    incoming: tuple[str, ...]
    related: dict[str, str]
    results: dict[str, str]
    vocabularies: dict[str, str]
    starts: When
    ends: When


@cache
def codes() -> Codes:
    """Return the codes. Raises ReadError when their file is broken."""
    return fit(parse_file(FILE), Codes)


@lru_cache(maxsize=REMEMBERED)
def odd_currency(code: str) -> str:
    """Return what is odd about a currency, or nothing."""
    return (
        ""
        if code in currencies()
        else f"a currency that is not known: “{code[:20]}”"
        if code
        else "an amount without a currency"
    )


@lru_cache(maxsize=REMEMBERED)
def odd_country(code: str) -> str:
    """Return what is odd about a country's code, or nothing."""
    return "" if code in places.regions() else f"a country code that is not known: “{code[:20]}”"
