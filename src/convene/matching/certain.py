"""Whether two names of organisations that score high may be called the same: nothing that tells one
from another may differ or be alone.
"""

from rapidfuzz.distance import OSA

from convene.matching import given
from convene.matching.align import Pair
from convene.matching.features import Compared
from convene.matching.model import kind, telling

WHOLE = frozenset({"equal", "meaning", "glued", "consonants"})
"""Ways in which a word stands for another that are no slip of the pen."""
LONG = 8
"""Letters from which a word with one letter amiss is still the same word."""
COMMON = 0.65
"""A word that tells less than this is a common one: a slip in it makes no other name."""
SLIPS = 2
"""Letters that may be amiss in a common word."""
OWN = 0.8
"""A word that tells at least this much may be a body's own."""
OFFICES = frozenset(
    {"ministry", "department", "government", "municipality", "secretariat", "parliament", "embassy"}
)
"""What every state has, under names that differ from state to state only by the country."""
CLASHES = (
    *("number_clash", "number_missing", "letter_missing"),
    *("place_clash", "country_clash", "kind_clash"),
)
SPELT_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))


def is_certain(both: Compared) -> bool:
    """Say whether names side by side may be called the same. Persons are, whose namesakes are many
    whatever their names, unless two given names or “junior” and “senior” part them.
    """
    if kind(both) == "person":
        called = both.left.letters.either ^ both.right.letters.either
        return not called and not any(
            pair.how not in WHOLE and _are_two(both, pair) for pair in both.pairs
        )
    alone = any(both.alone()) and not both.values["same_letters"]
    if alone or any(both.values[clash] for clash in CLASHES):
        return False
    return all(_is_one_word(both, pair) for pair in both.pairs) and not _is_any_states(both)


def _is_one_word(both: Compared, pair: Pair) -> bool:
    if pair.how in WHOLE or both.values["same_letters"]:
        return True
    left, right = both.left.spelt[pair.left[0]], both.right.spelt[pair.right[0]]
    if _spelt_out(left) == _spelt_out(right):
        return True
    if min(len(left), len(right)) >= LONG and OSA.distance(left, right, score_cutoff=1) <= 1:
        return True
    words = both.left.words[pair.left[0]], both.right.words[pair.right[0]]
    tells = min(telling(both, word) for word in words)
    if pair.how == "shortened":
        return tells < OWN
    return tells < COMMON and OSA.distance(left, right, score_cutoff=SLIPS) <= SLIPS


def _are_two(both: Compared, pair: Pair) -> bool:
    left, right = both.left.spelt[pair.left[0]], both.right.spelt[pair.right[0]]
    return given.are_two(left, right)


def _spelt_out(word: str) -> str:
    """Return a word with one spelling of the letters that some languages write with marks."""
    for pair_of_letters, letter in SPELT_OUT:
        word = word.replace(pair_of_letters, letter)
    return word


def _is_any_states(both: Compared) -> bool:
    """Say whether a name is one that every state has an office of, and no country tells which."""
    words = both.left.words
    if OFFICES.isdisjoint(words) or both.left.places or both.values["country_same"]:
        return False
    return not any(telling(both, word) >= OWN for word in words if word not in OFFICES)
