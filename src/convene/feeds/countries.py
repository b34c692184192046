"""What lists and open data call countries, turned into ISO 3166-1 codes. A name that is not known
stays out: a wrong country misleads.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

from convene.core.writing import fold
from convene.packs import places
from convene.packs.read import parse_file

FILE = Path(__file__).parent / "countries.yaml"
LANGUAGES = ("uk", "pt", "es", "fr", "en")
"""Languages whose names of countries are known; where two disagree, the last one holds."""

MORE_LANGUAGES = (
    *("af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "et", "eu"),
    *("fa", "fi", "fil", "gl", "ha", "he", "hi", "hr", "ht", "hu", "hy", "id", "is", "it", "ja"),
    *("ka", "kk", "km", "ko", "ky", "lo", "lt", "lv", "mk", "mn", "ms", "my", "nb", "ne", "nl"),
    *("pl", "pt-PT", "ro", "ru", "rw", "si", "sk", "sl", "so", "sq", "sr", "sr-Latn", "sv"),
    *("sw", "ta", "tg", "th", "ti", "tk", "tr", "ur", "uz", "vi", "yo", "zh", "zh-Hant", "zu"),
)
"""Languages in which people write a country when they fill in a table here."""

FORM = re.compile(
    r"(?:\w+ ){0,2}(?:republic|kingdom|states?|sultanate|principality|commonwealth) of "
)
TWO_STATES = frozenset({"CN", "TW", "KP", "KR", "CD", "CG"})
"""Whose full names are told apart by the kind of state alone: these are listed, never guessed."""


def codes(*names: str) -> tuple[str, ...]:
    """Return the codes of the countries that are known among names (or codes), each once, in the
    order given.
    """
    return tuple(dict.fromkeys(code for name in names if (code := _code(name))))


def called(name: str) -> str:
    """Return the code of the country that somebody calls so in whichever language, or writes with
    three letters; nothing where none is, or several are.
    """
    text = name.strip()
    if "?" in text:
        return ""
    three: Sequence[str] = ()
    if len(text) == 3:
        three = get_global("territory_aliases").get(text.upper(), ())
    iso = three[0] if len(three) == 1 and three[0] in places.names() else ""
    return _code(text) or iso or _abroad().get(_plain(text), "") or _of_a_state(_plain(text))


def _of_a_state(plain: str) -> str:
    """Return the country whose full name says which kind of state it is: “Republic of Kenya”."""
    short = FORM.sub("", plain, count=1)
    code = _known().get(short, "") if short != plain else ""
    return "" if code in TWO_STATES else code


@cache
def _abroad() -> Mapping[str, str]:
    """Return the countries by what they are called in many more languages (Unicode CLDR), without
    what is two countries in two of them.
    """
    several: dict[str, set[str]] = {}
    for language in MORE_LANGUAGES:
        territories = Locale.parse(language, sep="-").territories
        for code in places.names():
            several.setdefault(_plain(territories.get(code, "")), set()).add(code)
    return {name: codes.pop() for name, codes in several.items() if name and len(codes) == 1}


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
