"""Which words of a person's name in Han or Hangul stand for which of another: whole ones only."""

from collections.abc import Iterator, Sequence

from convene.matching.align import Pair
from convene.matching.eastern.readings import is_spelt
from convene.matching.eastern.words import person_signs
from convene.matching.normalise import Parsed

SOUND = 0.97
"""What words are worth that only the ways of spelling Korean make one."""
LONGEST = 3
"""Words that may together be one."""


def whole_pairs(left: Parsed, right: Parsed) -> tuple[Pair, ...]:
    """Return the pairs of words, each word used once: the same, written as several (Jian Xin,
    Jianxin), or one in Korean.
    """
    free_left, free_right = set(range(len(left.spelt))), set(range(len(right.spelt)))
    pairs: list[Pair] = []
    for lefts in _runs(left.spelt):
        for rights in _runs(right.spelt):
            if (len(lefts) > 1 < len(rights)) or not {*lefts} <= free_left:
                continue
            if {*rights} <= free_right and (pair := _pair(left, lefts, right, rights)):
                free_left -= {*lefts}
                free_right -= {*rights}
                pairs.append(pair)
                break
    return tuple(pairs)


def _runs(words: Sequence[str]) -> Iterator[tuple[int, ...]]:
    for size in range(1, LONGEST + 1):
        for start in range(len(words) - size + 1):
            yield tuple(range(start, start + size))


def _pair(
    left: Parsed, lefts: tuple[int, ...], right: Parsed, rights: tuple[int, ...]
) -> Pair | None:
    spelt = "".join(left.spelt[place] for place in lefts)
    other = "".join(right.spelt[place] for place in rights)
    if spelt == other:
        return Pair(lefts, rights, 1.0, "equal" if len(lefts) == len(rights) else "glued")
    if _is_spelt(left, lefts, other) or _is_spelt(right, rights, spelt):
        return Pair(lefts, rights, SOUND, "sound")
    return None


def _is_spelt(korean: Parsed, places: tuple[int, ...], latin: str) -> bool:
    if not korean.is_whole or korean.script != "hangul" or len(places) > 1:
        return False
    return is_spelt(person_signs(korean.text)[places[0]], latin)
