"""From what people type to what the index is asked. Nothing that is typed is a command, and nothing
is too long or too odd to answer.
"""

import re
from dataclasses import dataclass
from itertools import product

import tantivy

from convene.core.open_data import Query
from convene.core.reasons import Reason, gettext_noop
from convene.corpus.search.schema import FIELDS, activities, covering, who
from convene.corpus.search.words import folded, stems

LONGEST = 1000
"""Characters that are looked at."""
MOST = 24
"""Words and phrases that are looked for."""
YEARS = (1900, 2200)
PHRASE = re.compile(r'"([^"]*)"')
MARKS = str.maketrans(dict.fromkeys("“”„‟«»❝❞〝〞＂", '"'))
CUT = gettext_noop("The question was cut after {count} words.")
WORDLESS = gettext_noop("“{text}” holds no letters or digits to look for.")
SOME = gettext_noop("No record holds all of these words, so those with some of them are shown.")
Part = tuple[str, ...]
"""One word, or the words of a phrase."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was understood: words and phrases to look for, and in sentences what was left out."""

    parts: tuple[Part, ...]
    notes: tuple[Reason, ...] = ()


def understood(text: str) -> Asked:
    """Return the words and phrases of a text. A quotation mark without a second one is
    passed over.
    """
    cut = text[:LONGEST].translate(MARKS)
    phrases = [tuple(stems(folded(inside))) for inside in PHRASE.findall(cut)]
    words = [(word,) for word in stems(folded(PHRASE.sub(" ", cut)))]
    parts = tuple(dict.fromkeys(part for part in (*phrases, *words) if part))
    notes = []
    if len(parts) > MOST or len(text) > LONGEST:
        notes.append(Reason(CUT, {"count": min(len(parts), MOST)}))
    if text.strip() and not parts:
        notes.append(Reason(WORDLESS, {"text": text.strip()[:40]}))
    return Asked(parts=tuple(part[:MOST] for part in parts[:MOST]), notes=tuple(notes))


def words_query(asked: Asked, *, every: bool = True) -> tantivy.Query:
    """Return the question for activities that hold every part, or any."""
    occur = tantivy.Occur.Must if every else tantivy.Occur.Should
    return tantivy.Query.boolean_query([(occur, _part(part)) for part in asked.parts])


def _part(part: Part) -> tantivy.Query:
    """Look for a part in each field; where it stands in several, the best one counts."""
    fields = [
        tantivy.Query.boost_query(_in_field(field, part), boost) for field, boost in FIELDS.items()
    ]
    return tantivy.Query.disjunction_max_query(fields, 0.1)


def _in_field(field: str, part: Part) -> tantivy.Query:
    if len(part) == 1:
        return tantivy.Query.term_query(activities(), field, part[0])
    return tantivy.Query.phrase_query(activities(), field, list(part))


def filters(query: Query) -> list[tantivy.Query]:
    """Return the questions that must all hold beside the words."""
    terms = {
        "country": query.countries,
        "sector": query.sectors,
        "model": query.models,
        "kind": query.kinds,
        "band": query.bands,
    }
    must = [_any(field, values) for field, values in terms.items() if values]
    if query.first_year is not None or query.last_year is not None:
        first, last = (
            given if given is not None else end
            for given, end in zip((query.first_year, query.last_year), YEARS, strict=True)
        )
        must.append(_any("under_way", tuple(covering(first, last))))
    if query.funders:
        must.append(_any("funder", query.funders))
    return must + _taking_part(query)


def _taking_part(query: Query) -> list[tantivy.Query]:
    """Ask for one taking part that has the role, the type and the organisation at once; for each
    organisation on its own.
    """
    if query.together:
        pairs = list(product(query.roles or ("",), query.types or ("",)))
        return [
            _any(
                "who", tuple(who(role=role, type=type, organisation=member) for role, type in pairs)
            )
            for member in query.together
        ]
    if query.roles or query.types:
        return [
            _any(
                "who",
                tuple(
                    who(role=role, type=type)
                    for role, type in product(query.roles or ("",), query.types or ("",))
                ),
            )
        ]
    return []


def _any(field: str, values: tuple[str, ...]) -> tantivy.Query:
    """Ask for any of some values. Each is a term of its own: a set of terms would read all that has
    any of them before the rest is asked.
    """
    terms = [tantivy.Query.term_query(activities(), field, value) for value in values]
    any_of = (
        terms[0]
        if len(terms) == 1
        else tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
    )
    return tantivy.Query.const_score_query(any_of, 0.0)


def activity_query(query: Query, asked: Asked, *, every: bool = True) -> tantivy.Query:
    """Return the question for activities."""
    if query.text.strip() and not asked.parts:
        return tantivy.Query.empty_query()
    must = ([words_query(asked, every=every)] if asked.parts else []) + filters(query)
    return (
        tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in must])
        if must
        else tantivy.Query.all_query()
    )
