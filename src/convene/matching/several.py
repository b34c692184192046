"""Two texts side by side, each of which may hold several names: the two that are most alike."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from convene.core import aliases
from convene.core.aliases import Part
from convene.core.names import Explanation, Name
from convene.core.reasons import Reason, gettext_noop
from convene.matching.explain import explain
from convene.matching.model import POSSIBLE, score, verdict

NAMED = gettext_noop("“{name}” stands in one of them as a name of its own.")
SPLIT = gettext_noop(
    "“{name}” is only a part of one of them, so that they may be the same, no more."
)
INITIALS = gettext_noop("“{name}” are the initials that one of them gives itself.")
WORDS = {"named": NAMED, "split": SPLIT, "initials": INITIALS}
SPLIT_APART = 0.02
"""How far above “possible” the likeliest of parts stands that a mere sign parts from its text."""
MOST = 4
"""Parts of either text that are compared."""


def explain_each(a: Name, b: Name) -> Explanation:
    """Return the score of the two names most alike in two texts, with the reasons for it. What a
    mere sign parts from its text is never more than possible.
    """
    best, whole_score = (_whole(a), _whole(b)), score(a, b)
    highest = whole_score
    for left, right in _beside(a, b):
        value = _capped(score(_named(a, left), _named(b, right)), left, right)
        if value > highest:
            best, highest = (left, right), value
    if highest < POSSIBLE or highest == whole_score:
        return explain(a, b)
    explained = explain(_named(a, best[0]), _named(b, best[1]))
    parts = tuple(Reason(WORDS[p.way], {"name": p.text}) for p in best if p.way != "whole")
    is_split = "split" in (best[0].way, best[1].way)
    judged = verdict(highest) if is_split else explained.verdict
    return Explanation(score=highest, verdict=judged, why=(*parts, *explained.why))


def _beside(a: Name, b: Name) -> Iterator[tuple[Part, Part]]:
    lefts, rights = _parts(a), _parts(b)
    if _is_split(lefts) and _is_split(rights):  # what signs part of both says nothing of either
        lefts, rights = _but_for_split(lefts), _but_for_split(rights)
    for left in lefts:
        for right in rights:
            if _may_be(left, right):
                yield left, right


def _parts(name: Name) -> Sequence[Part]:
    return (_whole(name), *aliases.asked(name.text)[:MOST])


def _is_split(parts: Sequence[Part]) -> bool:
    return any(part.way == "split" for part in parts)


def _but_for_split(parts: Sequence[Part]) -> Sequence[Part]:
    return [part for part in parts if part.way != "split"]


def _whole(name: Name) -> Part:
    return Part(text=name.text, way="whole")


def _named(name: Name, part: Part) -> Name:
    return replace(name, text=part.text)


def _may_be(left: Part, right: Part) -> bool:
    """Say whether two parts may be one: initials stand for themselves alone."""
    if "initials" in (left.way, right.way):
        return aliases.letters(left.text) == aliases.letters(right.text)
    return not left.way == right.way == "whole"


def _capped(value: float, left: Part, right: Part) -> float:
    return min(value, POSSIBLE + SPLIT_APART * value) if "split" in (left.way, right.way) else value
