"""Names of one list beside each other: which may mean the same, and what sets two of them apart.
For resolving whole corpora.
"""

from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA

from convene.core.names import Name
from convene.matching.align import Pair
from convene.matching.features import Compared
from convene.matching.index import Index, nearest
from convene.matching.model import in_letters, score_of, weigh
from convene.matching.normalise import parse

NEIGHBOURS = 24
"""Names that are looked at beside each name."""
NEAR = 0.3
"""Likeness in pieces (cosine) below which two names are not looked at: what is far off in letters
is seldom joined.
"""
BATCH = 1024
TELLING = 0.65
"""A word that tells at least this much is no common word."""
OWN = 0.8
"""A word that tells at least this much may be an organisation's own."""
OFFICES = frozenset(
    {"ministry", "department", "government", "municipality", "secretariat", "parliament", "embassy"}
)
"""What every state has, under names that differ from state to state only by the country."""
WHOLE = {"equal", "meaning", "glued"}
"""Ways in which a word stands for another that are no slip of the pen."""
CUT = 5
"""Words from which on a name is long enough to have been cut short."""
LONG = 8
"""Letters from which a word with one letter amiss is still the same word."""


class Likeness(NamedTuple):
    """Two names side by side: how sure the matcher is, and what a rule may ask of them."""

    score: float
    """From 0 to 1, by the names alone."""
    same: bool
    """Whether all letters are the same once form, case and punctuation are set aside."""
    alone: float
    """How much the most telling word tells that stands for nothing in the other name: 0 (none) to 1
    (a rare one).
    """
    slips: bool
    """Whether a word is only spelt alike, so that it may be another word."""
    telling: int
    """Telling words that both have."""
    words: int
    """Words of the shorter name, legal form and small words left out."""
    numbers: bool
    """Whether their numbers differ."""
    number: bool
    """Whether only one has a number."""
    places: bool
    """Whether they name different countries."""
    branch: bool
    """Whether only one names a country, as the branch of a network does."""
    initials: bool
    """Whether one name is the initials of the other."""


def near(within: Index, *, start: int, stop: int) -> list[tuple[int, int]]:
    """Return the pairs of names (positions, the lower first) that a range of names makes with their
    neighbours.
    """
    pairs: set[tuple[int, int]] = set()
    for first in range(start, stop, BATCH):
        names = [parse(name) for name in within.names[first : min(first + BATCH, stop)]]
        table = nearest(within, names, most=NEIGHBOURS)
        rows = np.repeat(np.arange(first, first + len(names)), np.diff(table.indptr))
        kept = (table.data >= NEAR) & (rows != table.indices)
        lower, upper = np.minimum(rows, table.indices)[kept], np.maximum(rows, table.indices)[kept]
        pairs.update(zip(lower.tolist(), upper.tolist(), strict=True))
    return sorted(pairs)


def likeness(a: Name, b: Name) -> Likeness:
    """Return how alike two names are and what sets them apart."""
    both = in_letters(parse(a), parse(b))
    left, right, values = both.left, both.right, both.values
    return Likeness(
        score=score_of(both),
        same=bool(values["same_letters"]),
        alone=0.0 if values["acronym"] else _alone(both),
        slips=any(
            pair.how not in WHOLE and not _one_letter(both, pair) and not _cut_short(both, pair)
            for pair in both.pairs
        ),
        telling=sum(pair.how in WHOLE and _tells(both, pair) for pair in both.pairs),
        words=min(len(left.words), len(right.words)),
        numbers=bool(left.numbers and right.numbers) and left.numbers != right.numbers,
        number=bool(left.numbers) != bool(right.numbers),
        places=bool(left.places and right.places) and left.places != right.places,
        branch=bool(left.places) != bool(right.places),
        initials=bool(values["acronym"]),
    )


def telling(name: Name) -> bool:
    """Return whether a name tells which organisation is meant: by a word of its own, and an office
    of state by its country too.
    """
    parsed = parse(name)
    if OFFICES & {*parsed.words} and not parsed.places:
        return False
    return any(weigh(word) >= OWN for word in parsed.words)


def marks(name: Name) -> tuple[frozenset[str], frozenset[str]]:
    """Return the countries and the numbers that a name names: organisations that differ in them are
    not one.
    """
    parsed = parse(name)
    return parsed.places, parsed.numbers


def plain(name: Name) -> str:
    """Return the letters of a name without form, case, accents and punctuation: names of the same
    letters are one spelling.
    """
    return parse(name).joined


def initials(name: Name) -> frozenset[str]:
    """Return the acronyms that a name could be shortened to."""
    return parse(name).initials


def _alone(both: Compared) -> float:
    """Return how much the most telling word tells that is in one name only; a word said twice in
    one name is in both.
    """
    left, right = both.alone()
    words = {*left, *right} - ({*both.left.spelt} & {*both.right.spelt})
    return max((weigh(word) for word in words), default=0.0)


def _one_letter(both: Compared, pair: Pair) -> bool:
    """Return whether two long words differ by one letter only,
    as by a slip of the pen or a plural.
    """
    a, b = both.left.spelt[pair.left[0]], both.right.spelt[pair.right[0]]
    return min(len(a), len(b)) >= LONG and OSA.distance(a, b, score_cutoff=1) <= 1


def _cut_short(both: Compared, pair: Pair) -> bool:
    """Return whether a long name stops within its last word, as names do that were cut to fit a
    column.
    """
    if pair.how != "shortened" or min(len(both.left.spelt), len(both.right.spelt)) < CUT:
        return False
    (shorter, last), _ = sorted(
        (((both.left, pair.left[0])), ((both.right, pair.right[0]))),
        key=lambda end: len(end[0].spelt[end[1]]),
    )
    return last == len(shorter.spelt) - 1


def _tells(both: Compared, pair: Pair) -> bool:
    return max(weigh(both.left.words[at]) for at in pair.left) >= TELLING
