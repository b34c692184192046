"""Words that only one of two names has: those that are near to nothing in the other, and those that
only seem to be alone.
"""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from convene.core.reasons import Reason, gettext_noop
from convene.matching.features import Compared
from convene.matching.normalise import Parsed, skeleton, written

NEAR = 0.5
"""Share of letters in place from which a word is near another, though it may be another word."""
SHORTEST = 3
"""Letters below which what two words begin with tells nothing."""
NEARLY = gettext_noop("“{left}” and “{right}” are somewhat alike, but count as two words.")
ASIDE_THERE = gettext_noop(
    "{words} stands in both names, but in one as a legal form, a small word or once more."
)
FOR_NOTHING = gettext_noop("{left} and {right} stand for nothing in the other name.")
IN_ONE = gettext_noop("Only one of the names has {words}.")


def alone(both: Compared) -> Iterator[Reason]:
    """Say which words of either name no word of the other stands for, and how far that is so."""
    left, right = map(list, both.alone())
    there = (*_taken(left, both.right), *_taken(right, both.left))
    if there:
        yield Reason(ASIDE_THERE, {"words": quoted(there)})
    for word in tuple(left):
        if near := next((other for other in right if is_near(word, other)), None):
            left.remove(word)
            right.remove(near)
            yield Reason(NEARLY, {"left": word, "right": near})
    yield from _near_what_is_paired(left, both.right)
    yield from _near_what_is_paired(right, both.left)
    if left and right:
        yield Reason(FOR_NOTHING, {"left": quoted(left), "right": quoted(right)})
    elif words := left or right:
        yield Reason(IN_ONE, {"words": quoted(words)})


def _taken(words: list[str], other: Parsed) -> list[str]:
    """Take out the words that the other name has somewhere, as a form or once more."""
    there = set(written(other)[0]) if words and other.text else set[str]()
    both = [word for word in words if word in there]
    words[:] = [word for word in words if word not in there]
    return both


def _near_what_is_paired(words: list[str], other: Parsed) -> Iterator[Reason]:
    """Take out the words that are near one that another word stands for already."""
    for word in tuple(words):
        if near := next((known for known in other.spelt if is_near(word, known)), None):
            words.remove(word)
            yield Reason(NEARLY, {"left": word, "right": near})


def is_near(a: str, b: str) -> bool:
    """Say whether two words are somewhat alike: in half of their letters, in what they begin with,
    or in sound.
    """
    short, long = sorted((a, b), key=len)
    if len(short) >= SHORTEST and (long.startswith(short) or skeleton(a) == skeleton(b)):
        return True
    return bool(OSA.normalized_similarity(a, b, score_cutoff=NEAR))


def quoted(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in quotation marks."""
    return tuple(f"“{word}”" for word in words)
