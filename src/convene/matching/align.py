"""Which word of one name stands for which word of another: the same, spelt by ear, mistyped, shortened or glued."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from convene.matching.normalise import Parsed, skeleton

How = Literal["equal", "meaning", "glued", "sound", "typing", "shortened", "initial"]
NEAR = 0.7
"""Share of letters in place from which a word counts as mistyped."""
MEANING = 0.95
SOUND = 0.9
SHORTEST = {"person": 3, "organisation": 4, "unknown": 4}
"""Letters below which a word is only ever compared as a whole: a slip in a short word makes another word."""
INITIAL = 0.6


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the left name (their positions) that stand for words of the right one, and how alike they are (0 to 1)."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    alike: float
    how: How


def align(left: Parsed, right: Parsed) -> tuple[Pair, ...]:
    """Return the pairs of words, each word used once, the surest first."""
    pairs: list[Pair] = []
    free_left, free_right = list(range(len(left.words))), list(range(len(right.words)))
    _take_equal(left, right, free_left, free_right, pairs)
    if free_left and free_right:
        _take_glued(left, right, free_left, free_right, pairs)
    if free_left and free_right:
        _take_near(left, right, free_left, free_right, pairs)
    return tuple(pairs)


def _take_equal(left: Parsed, right: Parsed, free_left: list[int], free_right: list[int], pairs: list[Pair]) -> None:
    places: dict[str, list[int]] = {}
    for j in reversed(free_right):
        places.setdefault(right.words[j], []).append(j)
    for i in tuple(free_left):
        if spots := places.get(left.words[i]):
            j = spots.pop()
            equal = left.spelt[i] == right.spelt[j]
            pairs.append(Pair((i,), (j,), 1.0, "equal") if equal else Pair((i,), (j,), MEANING, "meaning"))
            free_left.remove(i)
            free_right.remove(j)


def _take_glued(left: Parsed, right: Parsed, free_left: list[int], free_right: list[int], pairs: list[Pair]) -> None:
    for one, many, free_one, free_many, turned in (
        (left, right, free_left, free_right, False),
        (right, left, free_right, free_left, True),
    ):
        for i in tuple(free_one):
            word = one.spelt[i]
            run = _run(word, many, free_many) if len(word) > 3 else None
            if run:
                pairs.append(Pair(run, (i,), 1.0, "glued") if turned else Pair((i,), run, 1.0, "glued"))
                free_one.remove(i)
                for j in run:
                    free_many.remove(j)


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


def _take_near(left: Parsed, right: Parsed, free_left: list[int], free_right: list[int], pairs: list[Pair]) -> None:
    found = sorted(_near_pairs(left, right, free_left, free_right), key=lambda pair: (-pair.alike, pair.left, pair.right))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for pair in found:
        if pair.left[0] not in used_left and pair.right[0] not in used_right:
            pairs.append(pair)
            used_left.add(pair.left[0])
            used_right.add(pair.right[0])


def _near_pairs(left: Parsed, right: Parsed, free_left: list[int], free_right: list[int]) -> Iterator[Pair]:
    shortest = min(SHORTEST[left.schema], SHORTEST[right.schema])
    for i in free_left:
        a = left.words[i]
        for j in free_right:
            b = right.words[j]
            alike, how = _alike(a, b, shortest)
            if alike:
                yield Pair((i,), (j,), alike, how)


def _alike(a: str, b: str, shortest: int) -> tuple[float, How]:
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    size = len(short)
    if size == 1:
        return (INITIAL, "initial") if long.startswith(short) and not long.isdigit() else (0.0, "initial")
    if size >= shortest and long.startswith(short):
        return size / len(long), "shortened"
    if size >= max(4, shortest) and (bones := skeleton(a)) == skeleton(b) and len(bones) >= shortest - 1:
        return SOUND, "sound"
    if size <= shortest or size < NEAR * len(long):
        return 0.0, "typing"
    return OSA.normalized_similarity(a, b, score_cutoff=NEAR), "typing"
