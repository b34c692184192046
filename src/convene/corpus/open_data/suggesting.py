"""Type-ahead: which organisation is meant, from its first letters in any script, with typing errors
forgiven.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import pyarrow.parquet as pq
import tantivy

from convene.core.names import Name
from convene.core.open_data import OrganisationRow, Suggestion
from convene.corpus.open_data.numbers import numbered
from convene.corpus.open_data.opened import OpenData, kept
from convene.corpus.search import schema, shown
from convene.corpus.search.words import folded, spellings
from convene.matching import Index, search

LONGEST = 200
MOST = 12
"""Words that are looked at."""
NEAR = 4
"""Letters a word must have before one of them may be wrong."""
FAR = 8
"""Letters a word must have before two may be wrong."""
FIRST = "zzzz"
"""What is asked once before anyone types: like no name, so that all ways of looking are gone
through.
"""
LIKELY = 3
"""Letters that must be typed before names that are only alike are looked for."""


def warm(data: OpenData) -> None:
    """Read the matcher's index and ask it once, so that whoever types first does not
    wait for that.
    """
    _names(data.folder)
    suggest(FIRST, limit=1, data=data)


def suggest(text: str, *, limit: int, data: OpenData) -> tuple[Suggestion, ...]:
    """Return the organisations most likely meant, those whose names begin so first, then the merely
    alike.
    """
    words = folded(text, longest=LONGEST)[:MOST]
    suggested: dict[str, Suggestion] = {}
    for row, names in numbered(text[:LONGEST], data):
        suggested.setdefault(row.organisation, _suggestion(row, text, names, begins=True))
    for row, names in _beginning(words, limit, data):
        suggested.setdefault(row.organisation, _suggestion(row, text, names, begins=True))
    if len(suggested) < limit and sum(map(len, words)) >= LIKELY:
        for row, names in _alike(text, words, limit, data):
            suggested.setdefault(row.organisation, _suggestion(row, text, names, begins=False))
    return tuple(suggested.values())[:limit]


def _suggestion(
    row: OrganisationRow, text: str, names: Sequence[str], *, begins: bool
) -> Suggestion:
    return Suggestion(
        organisation=row.organisation,
        name=row.name,
        matched=matched(text, names),
        countries=row.countries,
        type=row.type,
        activities=row.activities,
        how="begins" if begins else "likeness",
    )


def _beginning(
    words: Sequence[str], limit: int, data: OpenData
) -> Iterator[tuple[OrganisationRow, tuple[str, ...]]]:
    """Yield organisations that have all words in one of their names, the last one perhaps not typed
    to its end.
    """
    if not words:
        return
    question = _question(
        [
            _word(word, distance=0, prefix=place == len(words) - 1)
            for place, word in enumerate(words)
        ]
    )
    ranked = [
        shown.organisation(kept(data.organisations, address))
        for address in _hits(question, 3 * limit, data)
    ]
    yield from sorted(ranked, key=lambda candidate: not _starts(words, candidate[1]))


def _alike(
    text: str, words: Sequence[str], limit: int, data: OpenData
) -> Iterator[tuple[OrganisationRow, tuple[str, ...]]]:
    """Yield organisations whose names are typed almost so, then those that the matcher thinks
    alike.
    """
    question = _question(
        [
            _word(word, distance=_errors(word), prefix=place == len(words) - 1)
            for place, word in enumerate(words)
        ]
    )
    yield from (
        shown.organisation(kept(data.organisations, address))
        for address in _hits(question, limit, data)
    )
    names = _names(data.folder)
    if names is None:
        return
    index, owners = names
    for hit in search(index, Name(text=text[:LONGEST], schema="organisation"), limit=limit):
        known = data.organisation(owners[hit.position])
        if known:
            yield known


def _errors(word: str) -> int:
    return 2 if len(word) >= FAR else 1 if len(word) >= NEAR else 0


def _word(word: str, *, distance: int, prefix: bool) -> tantivy.Query:
    fields = schema.organisations()
    if not distance and not prefix:
        return tantivy.Query.term_query(fields, "names", word)
    return tantivy.Query.fuzzy_term_query(
        fields, "names", word, distance=distance, transposition_cost_one=True, prefix=prefix
    )


def _question(words: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in words])


def _hits(question: tantivy.Query, limit: int, data: OpenData) -> list[tantivy.DocAddress]:
    return [
        address
        for _, address in data.organisations.search(
            question, limit=limit, count=False, weight_by_field="weight"
        ).hits
    ]


@lru_cache(maxsize=2)
def _names(folder: Path) -> tuple[Index, list[str]] | None:
    """Return the matcher's index over all names and whose name each is, or None where the build
    made none.
    """
    if not (folder / "names").is_dir():
        return None
    return Index.load(folder / "names"), pq.read_table(folder / "names.parquet")[
        "organisation"
    ].to_pylist()


def matched(text: str, names: Sequence[str]) -> str:
    """Return the name that fits what was typed, where the first name, which is shown, does not."""
    words = folded(text, longest=LONGEST)
    fitting = [name for name in names if _fits(words, name)]
    return "" if not fitting or fitting[0] == names[0] else fitting[0]


def _fits(words: Sequence[str], name: str) -> bool:
    return any(
        all(any(have.startswith(word) for have in way) for word in words) for way in spellings(name)
    )


def _starts(words: Sequence[str], names: Sequence[str]) -> bool:
    typed = " ".join(words)
    return any(" ".join(way).startswith(typed) for name in names for way in spellings(name))
