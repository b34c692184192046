"""Names so short that what they share may be shared by chance: possible, and never strong."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from convene.core.names import Name
from convene.matching.features import Compared
from convene.matching.normalise import Parsed, parse

SAME = frozenset({"equal", "meaning", "glued", "consonants", "near_consonants"})
"""Ways in which a word stands for another that are no slip in it."""
SHORT = 8
"""Letters below which a slip makes another word of the only one."""
SYLLABLE = 4
"""Letters up to which a word of a person's name is shared by very many."""


def is_slip_in_one_word(both: Compared) -> bool:
    """Say whether each name is one short word, and these differ: Cemex, CIMEX."""
    left, right = both.left.spelt, both.right.spelt
    if len(left) != 1 or len(right) != 1 or both.values["identifier_same"] or not both.pairs:
        return False
    return both.pairs[0].how not in SAME and min(len(left[0]), len(right[0])) < SHORT


def is_part_of_a_name(both: Compared) -> bool:
    """Say whether a person's two words are two of another's three, and each of them is a syllable
    or they stand the other way round: Li Wei, Li Fang Wei.
    """
    left, right = both.left, both.right
    if {len(left.words), len(right.words)} != {2, 3} or len(both.pairs) != 2:
        return False
    if both.values["identifier_same"] or both.values["country_same"]:
        return False
    places = [(pair.left[0], pair.right[0]) for pair in both.pairs]
    words = [word for i, j in places for word in (left.spelt[i], right.spelt[j])]
    return max(map(len, words)) <= SYLLABLE or not _in_one_order(left, right, places)


def _in_one_order(left: Parsed, right: Parsed, places: Sequence[tuple[int, int]]) -> bool:
    return any(
        all(
            after > before
            for before, after in pairwise(
                j for _, j in sorted((i_at[i], j_at[j]) for i, j in places)
            )
        )
        for i_at in _orders(left)
        for j_at in _orders(right)
    )


def _orders(name: Parsed) -> Iterator[list[int]]:
    """Yield the place of each word as it stands, and with the surname before a comma put last."""
    size = len(name.words)
    yield list(range(size))
    surname, comma, _given = name.text.partition(",")
    if comma:
        before = len(parse(Name(text=surname, schema="person")).words)
        yield [(place - before) % size for place in range(size)]
