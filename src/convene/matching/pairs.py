"""Names of one list beside each other: which may mean the same, and what sets two of them apart.
For resolving whole corpora.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA

from convene.core.names import Name
from convene.matching import figures, given
from convene.matching.align import Pair
from convene.matching.features import Compared
from convene.matching.index import Index, nearest
from convene.matching.model import in_letters, model, score_of, weigh
from convene.matching.normalise import parse
from convene.matching.slavic import plain_sound
from convene.matching.tables import tables

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
RARE = 0.95
"""How much a word tells that few names hold."""
WHOLE = {"equal", "meaning", "glued"}
"""Ways in which a word stands for another that are no slip of the pen."""
CUT = 5
"""Words from which on a name is long enough to have been cut short."""
SPELT = 5
"""Letters from which on two words of one sound are one word in two ways of spelling."""
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
    near: bool
    """Whether one of those words tells, so that it may be somebody else's name."""
    telling: int
    """Telling words that both have."""
    words: int
    """Words of the shorter name, legal form and small words left out."""
    numbers: bool
    """Whether their numbers differ, or their single letters."""
    number: bool
    """Whether only one has a number."""
    letter: bool
    """Whether only one has a single letter that tells."""
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
    slips = [
        pair
        for pair in both.pairs
        if pair.how not in WHOLE and not _one_letter(both, pair) and not _cut_short(both, pair)
    ]
    return Likeness(
        score=score_of(both),
        same=bool(values["same_letters"]),
        alone=0.0 if values["acronym"] else _alone(both),
        slips=bool(slips),
        near=any(_may_be_another(both, pair) for pair in slips),
        telling=sum(pair.how in WHOLE and _tells(both, pair) for pair in both.pairs),
        words=min(len(left.words), len(right.words)),
        numbers=bool(values["number_clash"]),
        number=bool(values["number_missing"]),
        letter=bool(values["letter_missing"]),
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
    """Return the countries, and the numbers and letters, that a name names: organisations that
    differ in them are not one.
    """
    parsed = parse(name)
    return parsed.places, figures.marks(parsed)


def plain(name: Name) -> str:
    """Return the letters of a name without form, case, accents and punctuation: names of the same
    letters are one spelling.
    """
    return parse(name).joined


@cache
def common() -> frozenset[str]:
    """Return the words that many names hold, as the matcher met them."""
    return frozenset(word for word, tells in model().common.items() if tells < RARE)


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
    """Return whether two long words differ by one letter only, as by a slip of the pen or a plural,
    and are not two names: of persons, of places, or by their last letter, as Kilimani and Kilimana.
    """
    a, b = both.left.spelt[pair.left[0]], both.right.spelt[pair.right[0]]
    if min(len(a), len(b)) < LONG or OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    is_ending = len(a) == len(b) and a[:-1] == b[:-1] and weigh(a) >= TELLING
    little = tables().little
    return not is_ending and not given.are_two(a, b) and not (a in little and b in little)


def _may_be_another(both: Compared, pair: Pair) -> bool:
    """Return whether a word that is spelt like another may be another's name: it tells, or is a
    given name, and the two are not one in two ways of spelling.
    """
    a, b = both.left.spelt[pair.left[0]], both.right.spelt[pair.right[0]]
    if given.is_known(a) and given.is_known(b):
        return given.are_two(a.removesuffix("s"), b.removesuffix("s"))
    words = both.left.words[pair.left[0]], both.right.words[pair.right[0]]
    tells = min(map(weigh, words)) >= TELLING
    return tells and (min(len(a), len(b)) < SPELT or plain_sound(a) != plain_sound(b))


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
