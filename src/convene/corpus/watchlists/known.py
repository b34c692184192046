"""What is known of whom one asks about besides the name, read from text as people write it. What
cannot be read is left out of the asking, so that it sets nobody apart, and said.
"""

from collections.abc import Iterable
from typing import NamedTuple

from convene import matching
from convene.core import born
from convene.core.names import SCHEMAS, Schema
from convene.corpus.watchlists.numbers import key
from convene.corpus.watchlists.serving import today
from convene.feeds.countries import codes
from convene.feeds.names import unnamed

THINGS = frozenset({"vessel", "ship", "boat", "aircraft", "airplane", "plane"})
"""Types that are neither persons nor organisations: asked as what is not known."""
AS_EITHER = ": asked as either"
"""What ends a note on a date of birth that does not tell the day from the month."""
LONGEST = 60
"""Characters of a text that a note repeats."""


class Known(NamedTuple):
    """What the lists are asked besides a name, and what of it is said to whoever asks."""

    schema: Schema
    country: str
    nationality: str
    born: str
    identifier: str
    numbers: tuple[str, ...]
    notes: tuple[str, ...]


def known(
    *,
    country: str,
    type: str,
    identifier: str,
    nationality: str,
    born: str,
    numbers: tuple[str, ...],
) -> Known:
    """Read what is known of somebody."""
    notes: list[str] = []
    schema = _schema(type, notes)
    place, belongs = (
        _country(text, notes, what=what)
        for text, what in ((country, "country"), (nationality, "nationality"))
    )
    birth = _birth(born, notes)
    first, others = _numbers([identifier], notes), _numbers(numbers, notes)
    return Known(schema, place, belongs, birth, "".join(first), others, tuple(notes))


def names_nobody(name: str) -> bool:
    """Say whether a name is what people write where they know none, such as “N/A” and “TBC”; some
    people are called Null and Nan.
    """
    return any(c.isalpha() for c in name) and bool(unnamed(name))


def _country(text: str, notes: list[str], *, what: str) -> str:
    code = next(iter(codes(text)), "")
    notes += [f"the {what} {_left_out(text)}"] if text and not code else []
    return code


def _schema(text: str, notes: list[str]) -> Schema:
    if text.casefold() not in THINGS | SCHEMAS.keys():
        notes.append(f"the type {_left_out(text)}; known are organisation and person")
    return SCHEMAS.get(text.casefold(), "unknown")


def _birth(text: str, notes: list[str]) -> str:
    """Return a date of birth as it is written, or nothing where it is no date that can be."""
    birth = born.read(text, on=today())
    notes += [f"the date of birth {birth.fault}: asked without it"] if birth.fault else []
    notes += [f"the date of birth {birth.doubt}{AS_EITHER}"] if birth.doubt else []
    return text.strip() if birth.years else ""


def _numbers(texts: Iterable[str], notes: list[str]) -> tuple[str, ...]:
    """Return those numbers that may tell somebody apart."""
    given = [text.strip() for text in texts if text.strip()]
    vain = {text: why for text in given if (why := _vain(text))}
    notes += [
        f"the number “{text[:LONGEST]}” {why}: asked without it" for text, why in vain.items()
    ]
    return tuple(text for text in given if text not in vain)


def _vain(number: str) -> str:
    """Say why a number tells nobody apart; nothing where it may."""
    if names_nobody(number):
        return "is what people write for none"
    return "" if key(number) or matching.bare(number) else "is too short to tell anyone apart"


def _left_out(text: str) -> str:
    return f"“{text[:LONGEST]}” is not known and was left out"
