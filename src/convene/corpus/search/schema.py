"""What the two indexes hold, how they are opened, and how a taking part is written as one word."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import tantivy

from convene.corpus.search.words import PLAIN, STEMMED, analysers

FOLDER = "search"
FIELDS = {"title": 3.0, "names": 2.0, "body": 1.0}
"""Fields of an activity that words are looked for in, and how much each counts."""
TERMS = ("country", "sector", "model", "role", "type", "year", "funder", "band")
"""Fields of an activity that can be counted, by the names of the facets."""
SETS = ("role", "type", "year")
"""Those of them whose values stand in one word: of few values there are few sets, and one word is
counted several times as fast as three.
"""
BESIDE = "\x1f"
"""What stands between the values of a set."""
SIZES = 9
"""Blocks of years are 1, 2, 4 … 256 years long."""


@cache
def activities() -> tantivy.Schema:
    """Return the schema of activities: words to find, values to filter and count by, and the row
    that is shown.
    """
    made = tantivy.SchemaBuilder()
    for field in FIELDS:
        made.add_text_field(field, tokenizer_name=STEMMED)
    for field in TERMS:
        made.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    for field in ("kind", "who", "under_way"):
        made.add_text_field(field, tokenizer_name="raw", index_option="basic")
    made.add_integer_field("activity", indexed=True, fast=True)
    made.add_integer_field("latest", fast=True)
    made.add_bytes_field("row", stored=True)
    return made.build()


@cache
def organisations() -> tantivy.Schema:
    """Return the schema of organisations: their names as typed, their numbers with and without the
    register, and what is shown of them.
    """
    made = tantivy.SchemaBuilder()
    made.add_text_field("id", tokenizer_name="raw", index_option="basic")
    made.add_text_field("names", tokenizer_name=PLAIN)
    made.add_text_field("number", tokenizer_name="raw", index_option="basic")
    made.add_integer_field("weight", fast=True)
    made.add_bytes_field("row", stored=True)
    return made.build()


@cache
def pages() -> tantivy.Schema:
    """Return the schema of organisations' pages: what each shows, by the id of the organisation."""
    made = tantivy.SchemaBuilder()
    made.add_text_field("id", tokenizer_name="raw", index_option="basic")
    made.add_bytes_field("page", stored=True)
    return made.build()


INDEXES = {"activities": activities, "organisations": organisations, "pages": pages}


def create(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    """Return a new index in a folder of its own, which is made."""
    folder.mkdir(parents=True)
    return _known(tantivy.Index(schema, path=str(folder)))


def opened(folder: Path) -> tantivy.Index:
    """Return the index in a folder; its files are mapped into memory."""
    return _known(tantivy.Index.open(str(folder)))


def _known(index: tantivy.Index) -> tantivy.Index:
    for name, analyser in analysers().items():
        index.register_tokenizer(name, analyser)
    return index


def blocks(years: Iterable[int]) -> set[str]:
    """Return the blocks that hold years, each year in one of every size: a block is as long as a
    power of two, and begins at one.
    """
    return {_block(year, size) for year in years for size in range(SIZES)}


def covering(first: int, last: int) -> Iterator[str]:
    """Yield the blocks that together hold just the years from first to last: five or so, where
    years would be twenty.
    """
    while first <= last:
        size = max(
            size
            for size in range(SIZES)
            if first % (1 << size) == 0 and first + (1 << size) - 1 <= last
        )
        yield _block(first, size)
        first += 1 << size


def _block(year: int, size: int) -> str:
    return f"{year >> size << size}+{1 << size}"


def who(*, role: str = "", type: str = "", organisation: str = "") -> str:
    """Return the word that stands for a taking part of which this much is known."""
    return f"{role}|{type}|{organisation}"


def every_who(*, role: str, type: str, organisation: str) -> Iterator[str]:
    """Yield all words by which a taking part can be asked for."""
    for as_role in {"", role}:
        for as_type in {"", type}:
            for as_organisation in {"", organisation}:
                if as_role or as_type or as_organisation:
                    yield who(role=as_role, type=as_type, organisation=as_organisation)
