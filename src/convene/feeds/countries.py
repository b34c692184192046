"""What lists and open data call countries, turned into ISO 3166-1 codes. A name that is not known
stays out: a wrong country misleads.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from convene.core.writing import fold
from convene.packs import places
from convene.packs.read import parse_file

FILE = Path(__file__).parent / "countries.yaml"
LANGUAGES = ("uk", "pt", "es", "fr", "en")
"""Languages whose names of countries are known; where two disagree, the last one holds."""


def codes(*names: str) -> tuple[str, ...]:
    """Return the codes of the countries that are known among names (or codes), each once, in the
    order given.
    """
    return tuple(dict.fromkeys(code for name in names if (code := _code(name))))


def unknown(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that stand for no country known here."""
    return tuple(name.strip() for name in names if name.strip() and not _code(name))


def _code(name: str) -> str:
    text = name.strip()
    if len(text) == 2 and text.upper() in places.names():
        return text.upper()
    return _known().get(_plain(text), "") if text else ""


@cache
def _known() -> Mapping[str, str]:
    by_name = {
        _plain(name): code
        for language in LANGUAGES
        for code, name in places.names(language).items()
    }
    for code, others in parse_file(FILE).items():
        by_name |= {_plain(other): code for other in others}
    return by_name


@lru_cache(maxsize=1 << 12)
def _plain(name: str) -> str:
    letters = fold(name).replace("&", " and ").replace("'", "").replace("’", "")
    words = re.findall(r"\w+", letters)
    return " ".join(word for word in words if word != "the")
