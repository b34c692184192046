"""One alias is one name: lists write several into one field, with marks between them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from convene.core.watchlists import Alias, Entry

MARK = re.compile(
    r"""\s*;\s*
    | (?:^|(?<=[\s,(]))[a-h]\)\s
    | [\s,(]*(?<!\w)(?:
        [afn]\.\s?k\.\s?a | [afn]/k/a | d\.\s?b\.\s?a | d/b/a | dba | t/a
        | (?-i:[afn]ka | [AFN]KA(?=\s+\S+\s+\S))
        | also\ known\ as | formerly\ known\ as | previously\ listed\ as | formerly\ listed\ as
        | doing\ business\ as | trading\ as | formerly | previously
    )(?!\w)[.:,]?\s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What stands between two names in one field. People are called Aka: without points or strokes it
is a mark in small letters only, or in capitals before two words.
"""
BRACKET = re.compile(r"\(([^()]+)\)")
ACRONYM = re.compile(r"[A-Z]{4,}")
ALSO = re.compile(r"(?:^|[\s,;(])(?:also|or|and)$", re.IGNORECASE)
LEAST = 3
"""Letters without which a part is no name."""


def parts(text: str) -> tuple[str, ...]:
    """Return the names that one field holds besides the whole of it, in their order; none where it
    holds one name.
    """
    pieces = [piece for piece in map(_bare, MARK.split(text)) if _is_name(piece)]
    names = pieces if len(pieces) > 1 or (pieces and MARK.search(text)) else []
    beside = BRACKET.sub(" ", text)
    bracketed = map(_bare, BRACKET.findall(text))
    names += [name for name in bracketed if _stands_alone(name, beside=beside)]
    return tuple(dict.fromkeys(name for name in names if name != text))


def _bare(piece: str) -> str:
    """Return a part without the marks around it, and without a bracket that another part closes."""
    bare = ALSO.sub("", piece.strip(" \t,;:\"“”'‘’"))
    if bare.count("(") != bare.count(")"):
        bare = bare.replace("(", " ").replace(")", " ")
    return " ".join(bare.split()).strip(" ,;:")


def _is_name(piece: str) -> bool:
    return sum(char.isalpha() for char in piece) >= LEAST


def _stands_alone(bracketed: str, *, beside: str) -> bool:
    """Say whether what stands in brackets is a name of its own: initials of what stands beside it,
    or in another script; “(NIGERIA)” says where.
    """
    if ACRONYM.fullmatch(bracketed):
        return _is_short_for(bracketed.casefold(), beside.casefold())
    is_latin = any("a" <= char <= "z" for char in bracketed.casefold())
    return _is_name(bracketed) and not is_latin


def _is_short_for(acronym: str, name: str) -> bool:
    """Say whether the letters of an acronym stand in a name in their order, from the start of a
    word on.
    """
    starts = [match.start() for match in re.finditer(rf"\b{re.escape(acronym[0])}", name)]
    return any(_in_order(acronym, iter(name[start:])) for start in starts)


def _in_order(letters: str, rest: Iterator[str]) -> bool:
    return all(letter in rest for letter in letters)


def spread(entry: Entry) -> Entry:
    """Return an entry with every name that its fields hold; each field stays whole as well."""
    known = {alias.text for alias in entry.names}
    more = [alias for alias in _of(entry) if alias.text not in known]
    return replace(entry, aliases=(*entry.aliases, *dict.fromkeys(more))) if more else entry


def _of(entry: Entry) -> Iterator[Alias]:
    for alias in entry.names:
        for text in parts(alias.text):
            yield Alias(text=text, quality=alias.quality)
