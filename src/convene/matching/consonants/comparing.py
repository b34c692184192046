"""Two names side by side in their consonants, where one of them is in a script without vowels."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from convene.core.names import Schema
from convene.matching import features
from convene.matching.align import How, Pair
from convene.matching.consonants.likeness import alike, same_consonants, sounds
from convene.matching.consonants.tables import known
from convene.matching.consonants.words import Consonants, Word, consonants, spoken
from convene.matching.features import Common, Compared
from convene.matching.normalise import Parsed

JOINED = 0.8
"""Likeness from which on two neighbours of one name may be one word of the other."""
CLOSE, LONG = 0.8, 4
"""How alike the words must be of names that are one in all their words, and strong consonants of a
name of one word.
"""
KINDRED = 0.7
"""How alike words are that translators take one for the other: an agency, an authority."""
COMMON = 0.5
"""An organisation whose words in common all tell less than this is one of very many."""


UNLIKE = defaultdict(float, unlike=1.0)
"""What is said of names half or more of whose words are near to nothing: no more is measured, for
it is most of what a search comes upon.
"""


def decide(left: Parsed, right: Parsed) -> bool:
    """Say whether consonants decide: where a name is written without vowels, and the other not in
    the same letters.
    """
    either = left.script == "abjad" or right.script == "abjad"
    return either and not (left.script == right.script and left.ordered == right.ordered)


def compare(left: Parsed, right: Parsed, *, common: Common) -> Compared:
    """Return two names side by side. Where only one says whether it is a person's or an
    organisation's, both are read as that; where neither does, as an organisation's.
    """
    if (left.script != "abjad", left.text) > (right.script != "abjad", right.text):
        left, right = right, left  # so that either way round gives the same score
    kinds = _kinds(left, right)
    words, others = spoken(left, kinds[0]), spoken(right, kinds[1])
    if not _are_half_near(words, others):
        return Compared(left=left, right=right, pairs=(), values=UNLIKE)
    left, right = consonants(left, kinds[0]), consonants(right, kinds[1])
    pairs = tuple(_pairs(left, right, _near(words, others)))
    return Compared(left=left, right=right, pairs=pairs, values=_values(left, right, pairs, common))


def _kinds(left: Parsed, right: Parsed) -> tuple[Schema, Schema]:
    """Return how two names are read, a person's or an organisation's each."""
    given = (left.schema, right.schema)
    if "unknown" not in given:
        return given
    other: Schema = (
        "person" if "person" in given and "organisation" not in given else "organisation"
    )
    first, second = (other if schema == "unknown" else schema for schema in given)
    return first, second


def by_consonants(both: Compared) -> bool:
    """Say whether names side by side were compared by their consonants."""
    return "unlike" in both.values


def paired(both: Compared) -> Compared:
    """Return names side by side with the pairs of their words, where they were left out for lack of
    likeness: whoever says what is alike needs them.
    """
    if not by_consonants(both):
        return both
    kinds = _kinds(both.left, both.right)
    left, right = consonants(both.left, kinds[0]), consonants(both.right, kinds[1])
    near = _near(spoken(left, kinds[0]), spoken(right, kinds[1]))
    return both._replace(left=left, right=right, pairs=tuple(_pairs(left, right, near)))


def _values(
    left: Consonants, right: Consonants, pairs: Sequence[Pair], common: Common
) -> dict[str, float]:
    values = features.of_words(left, right, tuple(pairs), common)
    values.update(features.of_facts(left, right))
    values.update(
        letters_squared=alike(left.ordered, right.ordered) ** 2,
        all_paired=float(
            sum([len(pair.left) for pair in pairs]) == len(left.words)
            and sum([len(pair.right) for pair in pairs]) == len(right.words)
        ),
        three_paired=float(len(pairs) > 2),
        one_word=float(features.is_one_word(left, right)),
        only_common=float(bool(pairs) and values["rare_word_shared"] < COMMON),
        same_letters=float(left.script == right.script and left.ordered == right.ordered),
        whole=float(_is_whole(left, right, pairs)),
    )
    values.update(dict.fromkeys(("unlike", "acronym", "order"), 0.0))  # known of letters only
    return values


def _is_whole(left: Consonants, right: Consonants, pairs: Sequence[Pair]) -> bool:
    """Say whether every word stands for one of the other name and none is far off, but for what
    kind of body only one of them says it is. A single word must be a long one or a known name. A
    name whose letters no table knows has no word.
    """
    if not pairs or any(pair.alike < CLOSE for pair in pairs):
        return False
    if len(pairs) == len(left.words) == len(right.words):
        return len(pairs) > 1 or _is_known(left, right, pairs[0])
    more, used = (
        (left, {place for pair in pairs for place in pair.left})
        if len(left.words) > len(right.words)
        else (right, {place for pair in pairs for place in pair.right})
    )
    is_paired = len(pairs) == min(len(left.words), len(right.words))
    alone = {word for place, word in enumerate(more.words) if place not in used}
    telling = [pair for pair in pairs if left.words[pair.left[0]] not in known().bodies]
    return (
        is_paired
        and alone <= known().bodies
        and (len(telling) > 1 or any(_is_known(left, right, pair) for pair in telling))
    )


def _is_known(left: Consonants, right: Consonants, pair: Pair) -> bool:
    """Say whether a pair of words is enough: long ones, or a known name on both sides."""
    word, other = left.words[pair.left[0]], right.words[pair.right[0]]
    if word == other and word in known().names:
        return True
    return len(sounds(left.sounds[pair.left[0]]).strong) >= LONG


Near = tuple[float, int, int]
"""How alike two words are, and where they stand."""


def _surest(near: Near) -> Near:
    return (-near[0], near[1], near[2])


def _pairs(left: Consonants, right: Consonants, near: Sequence[Near]) -> Iterator[Pair]:
    """Yield the pairs of words, each word used once, the surest first."""
    free_left, free_right = {*range(len(left.sounds))}, {*range(len(right.sounds))}
    for likeness, i, j in sorted(near, key=_surest):
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            yield Pair((i,), (j,), likeness, _how(left, i, right, j))
    if not free_left or not free_right:
        return
    for i, run, likeness in _joined(left, right, free_left, free_right):
        yield Pair((i,), run, likeness, "near_consonants")
    for j, run, likeness in _joined(right, left, free_right, free_left):
        yield Pair(run, (j,), likeness, "near_consonants")


def _are_half_near(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Say whether more than half of the words, of the name that has fewer, may be near to one."""
    far = len(left) - min(len(left), len(right)) // 2
    for sound, _spelt, meaning in left:
        for other, _written, named in right:
            if alike(sound, other) or (meaning and named and _in_meaning(meaning, named)):
                break
        else:
            far -= 1
            if not far:
                return False
    return True


def _near(left: Sequence[Word], right: Sequence[Word]) -> list[Near]:
    """Return how alike each word is to each of the other name that it is near to."""
    near: list[Near] = []
    for i, (sound, _spelt, meaning) in enumerate(left):
        for j, (other, _written, named) in enumerate(right):
            likeness = alike(sound, other)
            if meaning and named:
                likeness = max(likeness, _in_meaning(meaning, named))
            if likeness:
                near.append((likeness, i, j))
    return near


def _in_meaning(left: str, right: str) -> float:
    """Return how near two words of the tables are."""
    return 1.0 if left == right else KINDRED * (right in known().kindred.get(left, ()))


def _joined(
    whole: Consonants, pieces: Consonants, free_whole: set[int], free_pieces: set[int]
) -> Iterator[tuple[int, tuple[int, ...], float]]:
    """Yield each word that two neighbours of the other name make together, and take all three."""
    for i in sorted(free_whole):
        for j in sorted(free_pieces):
            if j + 1 in free_pieces and (likeness := _together(whole, i, pieces, j)):
                free_whole.discard(i)
                free_pieces -= {j, j + 1}
                yield i, (j, j + 1), likeness
                break


def _together(whole: Consonants, i: int, pieces: Consonants, j: int) -> float:
    likeness = alike(whole.sounds[i], pieces.sounds[j] + pieces.sounds[j + 1])
    return likeness if likeness >= JOINED else 0.0


def _how(left: Consonants, i: int, right: Consonants, j: int) -> How:
    meaning, other = left.meanings[i], right.meanings[j]
    near = _in_meaning(meaning, other) if meaning and other else 0.0
    if near and near >= alike(left.sounds[i], right.sounds[j]):
        return "meaning" if near == 1 else "kindred"
    same = same_consonants(left.sounds[i], right.sounds[j])
    return "consonants" if same else "near_consonants"
