"""What two names have in common and what sets them apart, in named numbers, most of them from 0 to
1.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from convene.matching.align import Pair, align, is_clipped
from convene.matching.eastern.pairs import whole_pairs
from convene.matching.figures import difference
from convene.matching.normalise import Parsed, with_particles
from convene.matching.tables import PLACE, tables

Common = Mapping[str, float]
"""How much common words tell, from nearly 0 for the commonest; a word that is not among them tells
all: 1.
"""
SPELT_OUT = 0.97
"""What likeness in letters is worth that comes of spelling out what one name shortens."""
SHORTENING = frozenset({"meaning", "shortened", "acronym"})
NO_FACTS: Mapping[str, float] = dict.fromkeys(
    (
        *("form_same", "form_clash", "number_same", "number_clash", "number_missing"),
        *("letter_missing", "place_clash", "country_same", "country_clash", "identifier_same"),
        "kind_clash",
    ),
    0.0,
)
"""What names say beside their words where they say nothing."""


class Compared(NamedTuple):
    """Two names side by side: their parts, the words that pair up, and the numbers that the score
    is made of.
    """

    left: Parsed
    right: Parsed
    pairs: tuple[Pair, ...]
    values: Mapping[str, float]

    def alone(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the words of either name that no word of the other stands for,
        as they were spelt.
        """
        used_left = {i for pair in self.pairs for i in pair.left}
        used_right = {j for pair in self.pairs for j in pair.right}
        return (
            tuple(word for i, word in enumerate(self.left.spelt) if i not in used_left),
            tuple(word for j, word in enumerate(self.right.spelt) if j not in used_right),
        )


def compare(left: Parsed, right: Parsed, *, common: Common) -> Compared:
    """Return two names side by side."""
    if left.spelt > right.spelt:
        left, right = (
            right,
            left,
        )  # so that either way round gives the same score, to the last digit
    if left.is_whole or right.is_whole:
        left, right = with_particles(left), with_particles(right)
        pairs = whole_pairs(left, right)
    else:
        pairs = align(left, right)
    return Compared(left=left, right=right, pairs=pairs, values=_values(left, right, pairs, common))


def _values(
    left: Parsed, right: Parsed, pairs: tuple[Pair, ...], common: Common
) -> dict[str, float]:
    values = of_words(left, right, pairs, common)
    values.update(_of_letters(left, right, pairs))
    values.update(of_facts(left, right))
    return values


def of_words(
    left: Parsed, right: Parsed, pairs: tuple[Pair, ...], common: Common
) -> dict[str, float]:
    alone_left = [common.get(word, 1.0) for word in left.words]
    alone_right = [common.get(word, 1.0) for word in right.words]
    shared_left = shared_right = rarest = 0.0
    for lefts, rights, alike, _how in pairs:
        heavy_left = _take(alone_left, lefts) * alike
        heavy_right = _take(alone_right, rights) * alike
        shared_left += heavy_left
        shared_right += heavy_right
        lighter = min(heavy_right, heavy_left)
        if lighter > rarest:
            rarest = lighter
    lone_left = max(alone_left) if alone_left else 0.0
    lone_right = max(alone_right) if alone_right else 0.0
    of_persons = left.schema == "person" or right.schema == "person"
    if not of_persons:
        rarest = _rarest_but_for_places(left, pairs, rarest)
        if not lone_right:
            lone_left = _lone_but_for_places(left, alone_left)
        elif not lone_left:
            lone_right = _lone_but_for_places(right, alone_right)
    more, less = (lone_left, lone_right) if lone_left > lone_right else (lone_right, lone_left)
    return {
        "rare_word_shared": rarest,
        "weight_shared": log(1 + min(shared_left, shared_right)),
        "rare_word_missing_on_one_side": more,
        "rare_word_missing_on_both_sides": less,
        "weight_missing_on_both_sides": log(1 + min(sum(alone_left), sum(alone_right)))
        if less
        else 0.0,
        "one_word": float(more > 0 and is_one_word(left, right)),
        "order": 0.0 if of_persons or len(pairs) < 2 else _out_of_order(pairs),
    }


def is_one_word(left: Parsed, right: Parsed) -> bool:
    """Tell whether one of the names, and not the other, has a single word."""
    first, second = len(left.words), len(right.words)
    return (first == 1) != (second == 1) and first > 0 < second


def _rarest_but_for_places(left: Parsed, pairs: tuple[Pair, ...], rarest: float) -> float:
    """Return how much the rarest shared word tells; little where all that is shared says where."""
    if rarest <= PLACE:
        return rarest
    little, words = tables().little, left.words
    for pair in pairs:
        for i in pair.left:
            if words[i] not in little:
                return rarest
    return PLACE


def _lone_but_for_places(name: Parsed, alone: Sequence[float]) -> float:
    """Return how much the rarest word tells that only this name has; one that says where, or which
    part of an organisation, tells little.
    """
    little = tables().little
    return max(
        [
            min(weight, little.get(word, 1.0))
            for word, weight in zip(name.words, alone, strict=True)
        ],
        default=0.0,
    )


def _take(weights: list[float], positions: tuple[int, ...]) -> float:
    """Take the weights of paired words away, and return how much a single one of them
    would weigh.
    """
    if len(positions) == 1:
        taken, weights[positions[0]] = weights[positions[0]], 0.0
        return taken
    taken = max(weights[position] for position in positions)
    for position in positions:
        weights[position] = 0.0
    return taken


def _of_letters(left: Parsed, right: Parsed, pairs: Sequence[Pair]) -> dict[str, float]:
    alike = 100.0
    if left.is_whole or right.is_whole:
        alike = 100 * _share_paired(left, right, pairs)
    elif left.ordered != right.ordered and left.whole != right.whole:
        alike = ratio(left.joined, right.joined)
        alike = max(alike, ratio(left.ordered, right.ordered, score_cutoff=alike))
        out = _spelt_out(left, right, pairs) or _but_for_place(left, right, pairs)
        if out:
            alike = max(alike, SPELT_OUT * ratio(*out))
    return {
        "letters": alike / 100,
        "letters_squared": alike * alike / 10_000,
        "same_letters": float(alike == 100.0),
        "short": 1 / (1 + min(len(left.joined), len(right.joined))),
        "acronym": max(_acronym(left, right), _acronym(right, left))
        if left.initials or right.initials
        else 0.0,
    }


def _spelt_out(left: Parsed, right: Parsed, pairs: Sequence[Pair]) -> tuple[str, str] | None:
    """Return the letters of two names with what is shortened in one spelt out as in the other."""
    if SHORTENING.isdisjoint([pair.how for pair in pairs]):
        return None
    words, others = list(left.spelt), list(right.spelt)
    for pair in pairs:
        if pair.how in SHORTENING and _is_short_for(left, right, pair):
            long = max(_spelling(words, pair.left), _spelling(others, pair.right), key=len)
            for written, positions in ((words, pair.left), (others, pair.right)):
                for place in positions:
                    written[place] = ""
                written[positions[0]] = long
    if words == list(left.spelt) and others == list(right.spelt):
        return None
    return "".join(words), "".join(others)


def _but_for_place(left: Parsed, right: Parsed, pairs: Sequence[Pair]) -> tuple[str, str] | None:
    """Return the letters of two names of one legal form without what says where only one of them
    is: Al-Aqsa e.V., Al Aqsa e.V. Aachen.
    """
    if not pairs or len(left.words) == len(right.words) or left.forms.isdisjoint(right.forms):
        return None
    long, is_left = (left, True) if len(left.words) > len(right.words) else (right, False)
    paired = {place for pair in pairs for place in (pair.left if is_left else pair.right)}
    kept = "".join([word for place, word in enumerate(long.spelt) if place in paired])
    alone = [word for place, word in enumerate(long.words) if place not in paired]
    if any(word not in tables().little for word in alone):
        return None
    return (kept, right.joined) if is_left else (left.joined, kept)


def _spelling(words: Sequence[str], positions: Iterable[int]) -> str:
    return "".join([words[place] for place in positions])


def _is_short_for(left: Parsed, right: Parsed, pair: Pair) -> bool:
    """Tell whether one of two words is the other with letters left out: Natl, National."""
    if pair.how == "acronym":
        return True
    i, j = pair.left[0], pair.right[0]
    if pair.how == "shortened":
        return is_clipped(left, i, right, j)
    short, long = sorted((left.spelt[i], right.spelt[j]), key=len)
    rest = iter(long)
    return len(short) < len(long) and short[0] == long[0] and all(sign in rest for sign in short)


def _share_paired(left: Parsed, right: Parsed, pairs: Sequence[Pair]) -> float:
    """Return the share of words that stand for one of the other name."""
    paired = sum(len(pair.left) + len(pair.right) for pair in pairs)
    return paired / max(1, len(left.words) + len(right.words))


def of_facts(left: Parsed, right: Parsed) -> Mapping[str, float]:
    if not (left.has_facts or right.has_facts or left.schema != right.schema):
        return NO_FACTS  # as of most names of persons
    numbers = bool(left.numbers and right.numbers) and left.numbers != right.numbers
    letters = difference(left, right)
    return {
        "form_same": _shared(left.forms, right.forms),
        "form_clash": _clash(left.forms, right.forms),
        "number_same": _shared(left.numbers, right.numbers),
        "number_clash": float(numbers or letters == "clash"),
        "number_missing": float(bool(left.numbers) != bool(right.numbers)),
        "letter_missing": float(letters == "missing"),
        "place_clash": _clash(left.places, right.places),
        "country_same": _shared(left.countries, right.countries),
        "country_clash": _clash(left.countries, right.countries),
        "identifier_same": _shared(left.identifiers, right.identifiers),
        "kind_clash": float(
            left.schema != right.schema and "unknown" not in (left.schema, right.schema)
        ),
    }


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    """Return 1 when both know the same of something."""
    return 0.0 if left.isdisjoint(right) else 1.0


def _clash(left: frozenset[str], right: frozenset[str]) -> float:
    """Return 1 when both know something and nothing of it is the same."""
    return 1.0 if left and right and left.isdisjoint(right) else 0.0


def _acronym(short: Parsed, long: Parsed) -> float:
    """Return how much it tells that one name is the initials of the other: three letters are easily
    shared by chance, so they must be written as initials.
    """
    size = len(short.joined)
    if size < 3 or short.joined not in long.initials or (size == 3 and not short.capitals):
        return 0.0
    return min(1.0, 0.2 * max(4, size))


def _out_of_order(pairs: Iterable[Pair]) -> float:
    """Return the share of neighbouring pairs whose words stand the other way round."""
    rights = [pair.right[0] for pair in sorted(pairs, key=lambda pair: pair.left)]
    turns = sum(1 for before, after in pairwise(rights) if after < before)
    return turns / (len(rights) - 1) if len(rights) > 1 else 0.0
