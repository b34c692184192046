"""Places: which region a country belongs to, and what it is called."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale

from convene.packs.load import PackError
from convene.packs.read import parse_file

FILE = Path(__file__).parent / "countries.yaml"


@cache
def regions() -> Mapping[str, str]:
    """Return the region code of each ISO 3166-1 alpha-2 country code. Raises PackError when one
    stands twice.
    """
    region_of: dict[str, str] = {}
    for region, countries in parse_file(FILE)["regions"].items():
        for country in countries:
            if country in region_of:
                raise PackError(
                    f"places/{FILE.name}: regions.{region}: “{country}” is already in {region_of[country]}"
                )
            region_of[country] = region
    return region_of


def within(region: str) -> tuple[str, ...]:
    """Return the codes of a region's countries."""
    return tuple(code for code, of in regions().items() if of == region)


@cache
def names(language: str = "en") -> Mapping[str, str]:
    """Return what each country is called in a language (Unicode CLDR), in that language's
    alphabetical order.
    """
    territories = Locale.parse(language, sep="-").territories
    return dict(
        sorted(
            ((code, territories[code]) for code in regions()), key=lambda pair: _sortable(pair[1])
        )
    )


def name(code: str, language: str = "en") -> str:
    """Return what a country is called; the code itself when it is none."""
    return names(language).get(code, code)


def _sortable(text: str) -> str:
    from unicodedata import normalize  # local: only needed here, once a language

    return "".join(c for c in normalize("NFKD", text) if c.isalnum()).casefold()
