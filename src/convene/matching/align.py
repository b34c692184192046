"""Which word of one name stands for which word of another: the same, spelt by ear, mistyped,
shortened or glued.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from convene.matching.normalise import MOST, Parsed, skeleton
from convene.matching.slavic import plain_sound, readings
from convene.matching.tables import tables

How = Literal[
    "equal",
    "meaning",
    "glued",
    "sound",
    "typing",
    "shortened",
    "acronym",
    "initial",
    "kindred",
    "consonants",
    "near_consonants",
]
NEAR = 0.7
"""Share of letters in place from which a word counts as mistyped."""
MEANING = 0.95
SOUND = 0.95
"""What words that sound alike are worth, together with how alike they are in letters."""
SHORTEST = {"person": 3, "organisation": 4, "unknown": 4}
"""Letters below which a word is only ever compared as a whole: a slip in a short word makes another
word.
"""
FEWEST_SPELT_BY_EAR = 4
"""Letters below which two words that have their consonants in common are two."""
INITIAL = 0.6
CLIPPED, ACRONYM = 0.95, 0.9
"""What a word is worth that a point ends and the other one begins with, and initials in a name."""
FEWEST_INITIALS = 3


class Pair(NamedTuple):
    """Words of the left name (their positions) that stand for words of the right one, and how alike
    they are (0 to 1).
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    alike: float
    how: How


def align(left: Parsed, right: Parsed) -> tuple[Pair, ...]:
    """Return the pairs of words, each word used once, the surest first."""
    pairs: list[Pair] = []
    free_left, free_right = _take_equal(left, right, pairs)
    if (free_left or free_right) and left.whole == right.whole:  # only the gaps differ
        return (Pair(tuple(range(len(left.words))), tuple(range(len(right.words))), 1.0, "glued"),)
    if free_left and free_right:
        _take_glued(left, right, free_left, free_right, pairs)
        _take_near(left, right, free_left, free_right, pairs)
        longest = max(len(left.words), len(right.words))
        if 0 < len(pairs) <= longest - FEWEST_INITIALS and not (
            left.schema == right.schema == "person"
        ):
            _take_acronyms(left, right, pairs)
    return tuple(pairs)


def _take_equal(left: Parsed, right: Parsed, pairs: list[Pair]) -> tuple[list[int], list[int]]:
    """Pair the words that are equal, and return the positions of the others."""
    free_left, free_right = [], list(range(len(right.words)))
    for i, word in enumerate(left.words):
        j = _place(word, right.words, free_right) if word in right.words else -1
        if j < 0:
            free_left.append(i)
        else:
            free_right.remove(j)
            pairs.append(_equal(i, j, is_spelt_so=left.spelt[i] == right.spelt[j]))
    return free_left, free_right


@lru_cache(maxsize=2 * MOST * MOST)
def _equal(i: int, j: int, *, is_spelt_so: bool) -> Pair:
    if is_spelt_so:
        return Pair((i,), (j,), 1.0, "equal")
    return Pair((i,), (j,), MEANING, "meaning")


def _place(word: str, words: Sequence[str], free: Sequence[int]) -> int:
    """Return the first free position of a word, or -1."""
    for place in free:
        if words[place] == word:
            return place
    return -1


def _take_glued(
    left: Parsed, right: Parsed, free_left: list[int], free_right: list[int], pairs: list[Pair]
) -> None:
    if len(free_right) > 1:
        for i, run in _runs(left, right, free_left, free_right):
            pairs.append(Pair((i,), run, 1.0, "glued"))
    if len(free_left) > 1:
        for j, run in _runs(right, left, free_right, free_left):
            pairs.append(Pair(run, (j,), 1.0, "glued"))


def _runs(
    whole: Parsed, pieces: Parsed, free_whole: list[int], free_pieces: list[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each word that neighbouring words of the other name make together, and take them all
    from what is free.
    """
    for i in tuple(free_whole):
        word = whole.spelt[i]
        if len(word) > 3 and word in pieces.joined and (run := _run(word, pieces, free_pieces)):
            free_whole.remove(i)
            for j in run:
                free_pieces.remove(j)
            yield i, run


def _run(word: str, many: Parsed, free: list[int]) -> tuple[int, ...] | None:
    """Return neighbouring words that together make the word."""
    for start, first in enumerate(free):
        if not word.startswith(many.spelt[first]):
            continue
        made = ""
        for stop in range(start, len(free)):
            if free[stop] != first + stop - start:
                break
            made += many.spelt[free[stop]]
            if made == word and stop > start:
                return tuple(free[start : stop + 1])
            if len(made) >= len(word):
                break
    return None


def _take_near(
    left: Parsed, right: Parsed, free_left: list[int], free_right: list[int], pairs: list[Pair]
) -> None:
    near_pairs = list(_near_pairs(left, right, free_left, free_right))
    if len(near_pairs) > 1:
        near_pairs.sort(key=lambda pair: (-pair.alike, pair.left, pair.right))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for pair in near_pairs:
        if pair.left[0] not in used_left and pair.right[0] not in used_right:
            pairs.append(pair)
            used_left.add(pair.left[0])
            used_right.add(pair.right[0])


def _near_pairs(
    left: Parsed, right: Parsed, free_left: list[int], free_right: list[int]
) -> Iterator[Pair]:
    shortest = min(SHORTEST[left.schema], SHORTEST[right.schema])
    heard = _heard_of_persons if "person" in (left.schema, right.schema) else _heard
    are_clipped = bool(left.clipped or right.clipped)
    right_words = [(j, right.words[j], heard(right.words[j])) for j in free_right]
    for i in free_left:
        a = left.words[i]
        heard_a = heard(a)
        for j, b, heard_b in right_words:
            if len(a) == 1 or len(b) == 1:  # an initial is one of the word as it is spelt
                spelt_a, spelt_b = left.spelt[i], right.spelt[j]
                likeness = _alike(spelt_a, spelt_b, heard(spelt_a), heard(spelt_b), shortest)
            elif are_clipped and is_clipped(left, i, right, j):
                likeness = (CLIPPED, "shortened")
            else:
                likeness = _alike(a, b, heard_a, heard_b, shortest)
            if likeness and not _are_countries(a, b):
                yield Pair((i,), (j,), *likeness)


def is_clipped(left: Parsed, i: int, right: Parsed, j: int) -> bool:
    """Return whether a point ends one of two words, and the other goes on: Rev., Revolutionary."""
    a, b = left.spelt[i], right.spelt[j]
    return (a in left.clipped and b.startswith(a)) or (b in right.clipped and a.startswith(b))


def _take_acronyms(left: Parsed, right: Parsed, pairs: list[Pair]) -> None:
    """Pair a word in capitals with neighbours of the other name whose initials it is."""
    free_left = set(range(len(left.spelt))) - {i for pair in pairs for i in pair.left}
    free_right = set(range(len(right.spelt))) - {j for pair in pairs for j in pair.right}
    for i in tuple(free_left):
        if run := _initials_of(left, i, right, free_right):
            free_right -= {*run}
            pairs.append(Pair((i,), run, ACRONYM, "acronym"))
            return
    for j in tuple(free_right):
        if run := _initials_of(right, j, left, free_left):
            pairs.append(Pair(run, (j,), ACRONYM, "acronym"))
            return


def _initials_of(short: Parsed, place: int, long: Parsed, free: set[int]) -> tuple[int, ...]:
    word, size = short.spelt[place], len(short.spelt[place])
    if not FEWEST_INITIALS <= size <= len(free) or word.upper() not in short.text:
        return ()
    for start in range(len(long.spelt) - size + 1):
        run = tuple(range(start, start + size))
        if free.issuperset(run) and "".join([long.spelt[j][0] for j in run]) == word:
            return run
    return ()


def _are_countries(a: str, b: str) -> bool:
    """Return whether two words name two countries: Niger is not short for Nigeria."""
    known = tables()
    first, second = known.countries.get((a,)), known.countries.get((b,))
    return first != second and a in known.country_words and b in known.country_words


@lru_cache(maxsize=100_000)
def _heard(word: str) -> frozenset[str]:
    """Return how a word may sound."""
    return frozenset([plain_sound(word)])


@lru_cache(maxsize=100_000)
def _heard_of_persons(word: str) -> frozenset[str]:
    """Return the same of a person's, in each habit of spelling too; a mark keeps these apart."""
    return frozenset([plain_sound(word), *["-" + reading for reading in readings(word)]])


def _alike(
    a: str, b: str, heard_a: frozenset[str], heard_b: frozenset[str], shortest: int
) -> tuple[float, How] | None:
    """Return how alike two words are that are not the same, and in what way."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    size = len(short)
    if size == 1:
        begins = long.startswith(short) and not long.isdigit()
        return (INITIAL, "initial") if begins else None
    if size < shortest:
        return None
    if long.startswith(short):
        return size / len(long), "shortened"
    if not heard_a.isdisjoint(heard_b):
        return SOUND, "sound"
    if size < FEWEST_SPELT_BY_EAR:
        return None
    if a[0] == b[0] and (bones := skeleton(a)) == skeleton(b) and len(bones) >= shortest - 1:
        return (SOUND + OSA.normalized_similarity(a, b)) / 2, "sound"
    if size <= shortest or size < NEAR * len(long):
        return None
    alike = OSA.normalized_similarity(a, b, score_cutoff=NEAR)
    return (alike, "typing") if alike else None
