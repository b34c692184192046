"""One alias is one name: lists, and those who ask, write several into one field, with marks between
them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from convene.core import marks
from convene.core.watchlists import Alias, Entry, Way
from convene.core.writing import unescaped

BRACKET = re.compile(r"[(\[{（【]([^()\[\]{}（）【】]+)[)\]}）】]")
OPEN = re.compile(r"[(\[{（【]")
SEPARATED = re.compile(r"[(\[{（【/|–—\n]|-\s|\s-")
SPLIT = re.compile(r"\s?[–—|\n]\s?|\s-+\s?|-+\s|(?<=\w\w\w)\s?/+\s?(?=\w\w\w)")
"""Dashes and strokes that may stand between two names, or within one."""
STROKE = re.compile(r"\|+")
LINE = re.compile(r"[\n\r\u2028\u2029]+")
NUMBERED = re.compile(r"(?:^|(?<=[\s,;]))\(?(?:[1-9]|i{1,3}|iv|v)[.)]\s", re.IGNORECASE)
ACRONYM = re.compile(r"[^\W\d_]{3,12}")
CAPITALS = re.compile(r"[A-Z]{1,8}(?:[-.][A-Z]{1,8})*\.?")
NO_NAMES = frozenset(
    (
        *("ASIA", "BVI", "CHAD", "CUBA", "DPRK", "DRC", "EAST", "FIJI", "GULF", "HK", "IRAN"),
        *("IRAQ", "MALI", "OMAN", "PERU", "PRC", "ROC", "ROK", "TOGO", "UAE", "UK", "USA", "USSR"),
        *("WEST", "NORTH", "SOUTH", "AFRICA", "EUROPE", "JAPAN", "CHINA", "INDIA", "KENYA"),
        *("BHD", "CO", "CORP", "DMCC", "EST", "FZC", "FZCO", "FZE", "INC", "JSC", "LDA", "LLC"),
        *("LLP", "LP", "LTD", "OJSC", "OOO", "PLC", "PTE", "PTY", "PVT", "SAL", "SARL", "SDN"),
        *("SPC", "SRL", "ZAO", "JNR", "JR", "SNR", "SR", "IMO", "MSN", "DECEASED", "NMN", "LNU"),
        *("FNU", "NFI", "NLN", "TBC", "WLL", "OFFSHORE", "PRIVATE", "PUBLIC", "HOLDING", "GROUP"),
    )
)
"""Capitals in brackets that say where, in which form or which kind, and name nobody."""
LOOSE = 4
"""Letters from which an acronym may take more than the initials of words: PEDCO."""
SMALL = frozenset(
    (
        *("a", "al", "and", "d", "da", "das", "de", "dei", "del", "der", "des", "di", "do", "dos"),
        *("du", "e", "el", "et", "for", "fur", "i", "in", "l", "la", "las", "le", "les", "los"),
        *("of", "on", "para", "pour", "sur", "the", "to", "und", "van", "von", "y", "и"),
    )
)
"""Words that initials leave out."""
ALSO = re.compile(r"(?:^|[\s,;(])(?:also|or|and)$", re.IGNORECASE)
LEAST = 3
"""Letters without which a part is no name."""
MOST = 8
"""Parts of one name that are asked about."""
LONE = 5
"""Letters without which one word, split off, is no name."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of several names in a field, and how it was found there."""

    text: str
    way: Way


def parts(text: str) -> tuple[str, ...]:
    """Return the names that one field of a list holds besides the whole of it, in their order; none
    where it holds one name.
    """
    bracketed = map(_bare, BRACKET.findall(text))
    beside = _bare(BRACKET.sub(" ", text))
    names = [name for row in _rows(text) for name in _named(row) or _own(row, of=text)]
    names += [name for name in bracketed if _stands_alone(name, beside=beside)]
    if ACRONYM.fullmatch(beside) and any(is_short_for(beside, name) for name in names):
        names.append(beside)
    return tuple(dict.fromkeys(name for name in names if name != text))


def _rows(text: str) -> list[str]:
    """Return what strokes, ends of lines and running numbers part. A number that does not run on
    from the first is part of a name, and lines of one word are one name that was broken.
    """
    rows = [row for part in STROKE.split(text) for row in _lines(part)]
    return [piece for row in rows if row.strip() for piece in _counted(row.strip())]


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in LINE.split(text) if line.strip()]
    return lines if all(" " in line for line in lines) else [text]


def _counted(row: str) -> list[str]:
    counts = list(NUMBERED.finditer(row))
    if len(counts) < 2 or counts[0].start() > 0:
        return [row]
    ends = [*(count.start() for count in counts[1:]), len(row)]
    return [row[count.end() : end] for count, end in zip(counts, ends, strict=True)]


def _own(row: str, *, of: str) -> list[str]:
    """Return one of several rows, where it is a name by itself."""
    name = _bare(row)
    return [name] if name != _bare(of) and _is_name(name) and _is_long(name) else []


def asked(text: str) -> tuple[Part, ...]:
    """Return the names that somebody wrote into one, besides the whole of it, the surest first."""
    text = unescaped(text)
    named = _named(text)
    every = [Part(text=name, way="named") for name in named]
    for name in filter(SEPARATED.search, named or [text]):
        every += _stated(name) or [Part(text=piece, way="split") for piece in _pieces(name)]
    first: dict[str, Part] = {}
    for part in every:
        first.setdefault(part.text, part)
    first.pop(text, None)
    return tuple(first.values())[:MOST]


def _named(text: str) -> list[str]:
    """Return the names between words that say that they are some."""
    pieces = marks.parted(text)
    if len(pieces) == 1:
        return []
    names, before = [], ""
    for mark, piece in pieces:
        for part in _opened(piece):
            name = _bare(part)
            if mark in marks.BORN and len(name.split()) == 1:
                name = _with_given_names(name, of=before)
            names.append(name)
            before = name
    return [name for name in names if _is_name(name)]


def _opened(piece: str) -> tuple[str, ...]:
    """Part a piece at the bracket that another piece closes."""
    outside, _, inside = piece.rpartition("(")
    is_parted = piece.count("(") > piece.count(")") and outside.strip() and inside.strip()
    return (outside, inside) if is_parted else (piece,)


def _with_given_names(born: str, *, of: str) -> str:
    """Put the name somebody was born with in the place of the family name they bear."""
    _, comma, given = of.partition(",")
    return f"{born}, {given.strip()}" if comma else " ".join((*of.split()[:-1], born))


def _stated(text: str) -> list[Part]:
    """Return both names where one is the initials of the other, as in “World Wells (WW)”."""
    pieces = _pieces(text, every=True)
    for short in filter(_is_acronym, pieces):
        for long in pieces:
            if is_short_for(short, long):
                return [Part(text=long, way="named"), Part(text=short, way="initials")]
    return []


def _pieces(text: str, *, every: bool = False) -> list[str]:
    """Return what brackets, strokes and dashes part; without `every`, what may be a name by
    itself.
    """
    outside = BRACKET.sub(" ", text)
    cut = [piece for whole in OPEN.split(outside) for piece in (whole, *SPLIT.split(whole))]
    beside = [name for name in dict.fromkeys(map(_bare, cut)) if every or _is_long(name)]
    inside = [_bare(piece) for piece in BRACKET.findall(text)]
    alone = [name for name in inside if every or " " in name or not _is_latin(name)]
    return [name for name in (*beside, *alone) if _is_name(name) and name != text][:MOST]


def _is_long(name: str) -> bool:
    return " " in name or len(name) >= LONE


def _bare(piece: str) -> str:
    """Return a part without the marks around it, and without a bracket that another part closes."""
    bare = ALSO.sub("", piece.strip(" \t\n,;:\"“”'‘’-–—").lstrip(". "))
    if bare.count("(") != bare.count(")"):
        bare = bare.replace("(", " ").replace(")", " ")
    return " ".join(bare.split()).replace(" ,", ",").strip(" ,;:")


def _is_name(piece: str) -> bool:
    return sum(char.isalpha() for char in piece) >= LEAST


def _is_latin(name: str) -> bool:
    return any("a" <= char <= "z" for char in name.casefold())


def _stands_alone(bracketed: str, *, beside: str) -> bool:
    """Say whether what stands in brackets is a name of its own: initials of what stands beside it,
    the name whose initials these are, or one in another script; “(NIGERIA)” says where.
    """
    if is_short_for(bracketed, beside) or is_short_for(beside, bracketed):
        return True
    return _is_name(bracketed) and (not _is_latin(bracketed) or _is_short(bracketed, beside=beside))


def _is_short(bracketed: str, *, beside: str) -> bool:
    """Say whether capitals are a short name that nobody can read off the long one: initials in
    another language. Beside a name that is all in capitals a word would be too, so a longer one
    has few vowels.
    """
    bare = bracketed.replace(".", "")
    if not CAPITALS.fullmatch(bracketed) or len(beside.split()) < 2 or bare in NO_NAMES:
        return False
    few = sum(letter in "AEIOU" for letter in bare) * 3 < len(bare)
    return len(bare) <= LOOSE or few or not beside.isupper()


def is_short_for(acronym: str, name: str) -> bool:
    """Say whether capitals are the initials of a name; longer ones need only stand in it in their
    order, from the start of a word on.
    """
    if not _is_acronym(acronym) or len(name.split()) < 2:
        return False
    letters, words = _plain(acronym.replace(".", "")), _plain(name)
    counted = [word for word in re.findall(r"\w+", words) if word not in SMALL]
    if len(counted) >= LEAST and "".join(word[0] for word in counted).startswith(letters):
        return True
    starts = [match.start() for match in re.finditer(rf"\b{letters[0]}", words)]
    return len(letters) >= LOOSE and any(
        _in_order(letters, iter(words[start:])) for start in starts
    )


def letters(text: str) -> str:
    """Return the letters and digits of a text, by which initials are compared."""
    return "".join(filter(str.isalnum, text.casefold()))


def _is_acronym(text: str) -> bool:
    return text.isupper() and bool(ACRONYM.fullmatch(text.replace(".", "")))


def _plain(text: str) -> str:
    """Return a text in small letters without accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


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
            unsure = bool(CAPITALS.fullmatch(text)) and not _is_stated(text, alias.text)
            yield Alias(text=text, quality="weak" if unsure else alias.quality)


def _is_stated(acronym: str, text: str) -> bool:
    """Say whether what stands beside an acronym spells it out."""
    return is_short_for(acronym, _bare(BRACKET.sub(" ", text)))
