"""Names whose letters got lost on the way: “COMISI?N”, “EJ\ufffdRCITO NACIONAL”. Where one whole
spelling fits, they are names of that; where several do, people say which.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from convene.core import writing
from convene.core.spelling import fold

MARK = re.compile(r"(?:\ufffd|ï¿½)+|(?<=[^\W\d_])\?+|\?+(?=[^\W\d_])")
"""What stands where letters were: the sign for an unreadable character, the same read wrongly, or a
question mark beside a letter.
"""
MOST = 6
"""Places of lost letters from which on too little is left to know a name by."""
LEAST = 5
"""Letters that must be left of it."""
SHARE = 3
"""How many letters must be left for each that was lost."""
LETTER = r"[^\W\d_]"


class Damaged(NamedTuple):
    """A name with lost letters: which plain names it fits, the word by which they are looked for,
    and whether only a letter with an accent may end them.
    """

    pattern: re.Pattern[str]
    key: str
    accent: bool


def damaged(name: str) -> Damaged | None:
    """Return what a name with lost letters fits: at each place any letter, or a sign between
    letters. None where no letter is lost, or too little is left.
    """
    marks, pieces = list(MARK.finditer(name)), MARK.split(name)
    left = sum(sign.isalpha() for piece in pieces for sign in piece)
    if not 0 < len(marks) <= MOST or left < max(LEAST, SHARE * len(marks)):
        return None
    lost = [*(_any_of(mark.group()) for mark in marks), ""]
    written = "".join(
        f"{_literal(piece)}{any_of}" for piece, any_of in zip(pieces, lost, strict=True)
    )
    words = [word for word in name.split() if not MARK.search(word)]
    key = max((part for word in words for part in _plain(word).split()), key=len, default="")
    at_the_end = marks[-1].end() == len(name) and name.endswith("?")
    return Damaged(
        re.compile(written), key if len(key) > 2 else _edge(pieces[0], pieces[-1]), at_the_end
    )


def _edge(first: str, last: str) -> str:
    """Return how a name begins or ends, to look for it by where it has no whole word."""
    begins, ends = _plain(first)[:2], _plain(last)[-2:]
    return f"^{begins}" if len(begins) > 1 else f"{ends}$"


def _plain(name: str) -> str:
    """Return a name without accents: where one letter was lost, others were evened out."""
    return writing.fold(fold(name))


def _any_of(mark: str) -> str:
    """Return what may have stood at a mark: as many letters as it has signs, or fewer."""
    count = max(1, len(mark.replace("ï¿½", "\ufffd")))
    return rf"(?:{LETTER}| ){{0,{count}}}"


def _literal(piece: str) -> str:
    """Return a piece of a name as a pattern for plain names: its signs are spaces there."""
    plain = re.escape(_plain(piece))
    before = " ?" if piece[:1] and not piece[0].isalnum() else ""
    behind = " ?" if piece[-1:] and not piece[-1].isalnum() else ""
    return f"{before}{plain}{behind}" if plain else before


def fitting(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return for each name with lost letters the whole spellings among all names that it fits, each
    once however it is accented, the most frequent first.
    """
    counted = Counter(names)
    broken = {name: damage for name in counted if (damage := damaged(name))}
    if not broken:
        return {}
    whole = {name: count for name, count in counted.items() if not MARK.search(name)}
    by_key = _by_key(whole, {damage.key for damage in broken.values()})
    return {
        name: fits for name, damage in broken.items() if (fits := tuple(_whole(damage, by_key)))
    }


def _by_key(counted: Mapping[str, int], keys: set[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the names that hold each of the words or edges they are looked for by, each beside how
    it is compared, the most frequent first.
    """
    held: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in sorted(counted, key=lambda name: (-counted[name], name)):
        plain = _plain(name)
        for key in {*plain.split(), f"^{plain[:2]}", f"{plain[-2:]}$"} & keys:
            held[key].append((plain, name))
    return held


def _whole(broken: Damaged, by_key: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[str]:
    fits: dict[str, str] = {}
    for plain, name in by_key.get(broken.key, ()):
        ends = not broken.accent or not fold(name)[-1:].isascii()
        if plain not in fits and ends and broken.pattern.fullmatch(plain):
            fits[plain] = name
    yield from fits.values()


def mended(mentions: pa.Table) -> pa.Table:
    """Return mentions in which a name that fits one whole spelling only is spelt so."""
    names = mentions["name"]
    column = pa.array(names.combine_chunks() if isinstance(names, pa.ChunkedArray) else names)
    suspect = pc.match_substring_regex(column, r"\x{FFFD}|\?|ï¿½")
    if not pc.any(suspect).as_py():
        return mentions
    met = pc.fill_null(column, "").dictionary_encode()
    counts = {row["values"]: row["counts"] for row in pc.value_counts(met).to_pylist()}
    spelt = {name: whole[0] for name, whole in fitting(Counter(counts)).items() if len(whole) == 1}
    whole = pa.array([spelt.get(name, name) for name in met.dictionary.to_pylist()], pa.string())
    place = mentions.schema.get_field_index("name")
    return mentions.set_column(place, "name", whole.take(met.indices))
