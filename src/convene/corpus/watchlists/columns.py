"""Which column of a table holds what of whom it asks about, by the titles that people write."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from convene.feeds.titles import meaning, named, plain

TITLES: Mapping[str, frozenset[str]] = {
    "name": frozenset({"name"}),
    "id": frozenset({"id"}),
    "type": frozenset({"type", "schema"}),
    "country": frozenset(
        {"country", "country code", "country name", "jurisdiction", "pais", "pays"}
    ),
    "nationality": frozenset(
        {"nationality", "citizenship", "nationalities", "nacionalidad", "nationalite"}
    ),
    "born": frozenset(
        {
            "born",
            "dob",
            "d o b",
            "date of birth",
            "birth date",
            "birthdate",
            "birthday",
            "birth year",
            "year of birth",
            "yob",
            "fecha de nacimiento",
            "date de naissance",
        }
    ),
    "identifier": frozenset({"identifier"}),
    "of": frozenset(
        {
            *("of", "owner of", "owns", "director of", "belongs to"),
            *("organisation", "organization", "partner", "socio", "partenaire"),
        }
    ),
}
NAMES = meaning(
    {
        "name": (
            *("full name", "legal name", "name of organisation", "name of organization"),
            *("organisation name", "organization name", "company name", "entity name"),
            *("nombre", "nombre completo", "razón social", "denominación", "denominación social"),
            *("nom", "nom complet", "raison sociale", "dénomination", "dénomination sociale"),
        )
    }
)
"""What else the column of names is called."""
NUMBER = re.compile(
    r"numbers?|identifiers"
    r"|(?:passport|imo|lei|duns|ruc|nit|inn|ogrn|tin|cedula|registration|reg|registry)( (?:number|no|nr|id|code))?"
    r"|(?:company|firm|tax|vat|charity|national|identity|identity card|national id|id|document|identification|license|licence)"
    r" (?:number|no|nr|id|code)"
    r"|(?:numero|num|no) d[eu] (?:pasaporte|registro|identificacion|passeport|registre|identite)"
)
"""Titles of columns that hold a number of a passport, a register or a ship."""


class Columns(NamedTuple):
    """The columns of a table by what they hold, in their order, and those that hold nothing that is
    asked.
    """

    facts: Mapping[str, tuple[str, ...]]
    numbers: tuple[str, ...]
    unused: tuple[str, ...]

    def of(self, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield each fact of a row, from the first of its columns that is not empty."""
        for fact, columns in self.facts.items():
            yield fact, next((row[column] for column in columns if row[column]), "")


def columns(titles: Iterable[str]) -> Columns:
    """Tell what each column holds by its title, in small letters; one without a title holds
    nothing.
    """
    spelt = {title: plain(title) for title in titles}
    facts = {
        fact: tuple(title for title, words in spelt.items() if words in known)
        for fact, known in TITLES.items()
    }
    numbers = tuple(title for title, words in spelt.items() if NUMBER.fullmatch(words))
    used = {*numbers, *(title for those in facts.values() for title in those)}
    untitled = re.compile(r"column \d+")
    rest = (title for title in spelt if title not in used and not untitled.fullmatch(title))
    return Columns(facts=facts, numbers=numbers, unused=tuple(rest))


def with_name(titles: Sequence[str]) -> Sequence[str]:
    """Return titles in small letters, the one that means a name as “name”."""
    return named(titles, NAMES)
