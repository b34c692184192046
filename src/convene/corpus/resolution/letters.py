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

MARK = re.compile(
    r"(?:\ufffd|ï¿½)+|(?<=[^\W\d_])\?+|\?+(?=[^\W\d_])"
    r"|(?<=[^\W\d_])[#_*¤¦§¬¯±¶¸¿¡¢£¥ƒ‡†‰•…]+(?=[^\W\d_])"
)
"""What stands where letters were: the sign for an unreadable character, the same read wrongly, a
question mark beside a letter, or a sign between letters that parts no words.
"""
READ_AS = (("mac_roman", "cp1252"), ("cp850", "cp1252"), ("cp1252", "utf-8"))
"""How letters were read, and how they were written: “FundaciÛn” is “Fundación”."""
SIGNS_READ_AS = (*READ_AS, ("cp1252", "mac_roman"), ("cp1252", "cp850"))
"""The same where signs stand among the letters: “Fundaci¢n”."""
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
    unmarked = {name: (whole,) for name, whole in _unmarked(counted)}
    broken = {name: damage for name in counted if (damage := damaged(name))}
    if not broken:
        return unmarked
    whole = {
        name: count
        for name, count in counted.items()
        if name not in unmarked and not MARK.search(name)
    }
    by_key = _by_key(whole, {damage.key for damage in broken.values()})
    fits = {name: tuple(_whole(damage, by_key)) for name, damage in broken.items()}
    return {**{name: whole for name, whole in fits.items() if whole}, **unmarked}


def _unmarked(counted: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the names whose letters were read wrongly or left out, so that no mark stands there,
    with the whole spelling: that is met as well.
    """
    accented = {fold(name): name for name in _rarest_first(counted) if _has_accents(name)}
    misread = {
        name: whole
        for name in counted
        if not name.isascii() and (whole := _as_written(name, accented))
    }
    yield from misread.items()
    unhurt = [name for name in accented.values() if name not in misread]
    left_out = {short: name for name in unhurt if (short := _left_out(name))}
    for name in counted:
        if name.isascii() and (spelt := left_out.get(fold(name))):
            yield name, spelt


def _rarest_first(counted: Mapping[str, int]) -> Sequence[str]:
    return sorted(counted, key=lambda name: (counted[name], name))


def _has_accents(name: str) -> bool:
    """Return whether a name has letters beyond A to Z, and no signs like them."""
    return not name.isascii() and all(sign.isalpha() for sign in name if not sign.isascii())


def _as_written(name: str, accented: Mapping[str, str]) -> str:
    """Return the name among others that a name is when its letters are read in another way."""
    for read, written in READ_AS if _has_accents(name) else SIGNS_READ_AS:
        try:
            whole = accented.get(fold(name.encode(read).decode(written)), "")
        except UnicodeError:
            continue
        if whole and whole != name:
            return whole
    return ""


def _left_out(name: str) -> str:
    """Return what is left of a name where letters with accents are left out; nothing where that is
    too little to know it by, or it is in another alphabet.
    """
    plain = fold(name)
    lost = [sign for sign in plain if not sign.isascii()]
    left = sum(sign.isalpha() for sign in plain) - len(lost)
    is_latin = all(sign < "\u0250" for sign in lost)
    if not is_latin or len(lost) > MOST or left < max(LEAST, SHARE * len(lost)):
        return ""
    return " ".join("".join(sign for sign in plain if sign.isascii()).split())


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
    met = pc.fill_null(column, "").dictionary_encode()
    counts = {row["values"]: row["counts"] for row in pc.value_counts(met).to_pylist()}
    spelt = {name: whole[0] for name, whole in fitting(Counter(counts)).items() if len(whole) == 1}
    if not spelt:
        return mentions
    whole = pa.array([spelt.get(name, name) for name in met.dictionary.to_pylist()], pa.string())
    place = mentions.schema.get_field_index("name")
    return mentions.set_column(place, "name", whole.take(met.indices))
