"""From a problem in someone's own words to the known problems nearest to it. It only suggests;
people confirm.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from convene.core.guide import Guide, Prohibited

FLOOR = 0.27
"""How near the nearest must be to be offered at all (cosine; chosen on the labelled statements)."""
GAP = 0.06
"""How much less near than the nearest a problem may be that is offered beside it."""
DIM = 0.18
"""How near a problem must be that is named as a possibility only."""
NEAR = 3
PERHAPS = 5
BEST = 3
"""Sayings of a problem that count beside its best one, so that one odd likeness does not decide."""


@dataclass(frozen=True)
class Suggestion:
    """A known problem, and the saying of it that the text is closest to."""

    challenge: str
    why: str


@dataclass(frozen=True)
class Suggestions:
    """The problems that a text most likely tells of, those it may tell of, and what it asks for
    that no alliance may serve; beside that nothing is offered.
    """

    near: tuple[Suggestion, ...] = ()
    perhaps: tuple[Suggestion, ...] = ()
    refused: tuple[Prohibited, ...] = ()


@dataclass(frozen=True)
class Told:
    """One way to tell of a problem; of a problem of another field where `challenge` is empty. The
    `language` is empty for what is not told as why something is offered.
    """

    challenge: str
    text: str
    language: str = ""


def told(guide: Guide) -> tuple[Told, ...]:
    """Return all ways to tell of a problem that a pack knows: its titles and sayings."""
    return (
        *(Told(challenge.id, challenge.title) for challenge in guide.challenges),
        *(
            Told(known.challenge, text, language)
            for known in guide.sayings
            for language, texts in known.by_language.items()
            for text in texts
        ),
        *(Told("", text) for text in guide.elsewhere.texts()),
    )


def nearest(known: Sequence[Told], likeness: Iterable[float], *, language: str = "") -> Suggestions:
    """Return the problems nearest to a text, from how alike each way to tell of one is to it; why
    each is offered is told in one language, as far as the pack speaks it.
    """
    ranked = _ranked(known, likeness, language)
    if not ranked or not ranked[0][1].challenge:
        return Suggestions()
    lowest = max(FLOOR, ranked[0][0] - GAP)
    ours = [(alike, problem) for alike, problem in ranked if problem.challenge and alike >= DIM]
    near = tuple(offered for alike, offered in ours if alike >= lowest)[:NEAR]
    rest = tuple(named for _, named in ours if named not in near)
    return Suggestions(near=near, perhaps=rest[:PERHAPS])


def _ranked(
    known: Sequence[Told], likeness: Iterable[float], language: str
) -> list[tuple[float, Suggestion]]:
    """Return each problem with how near it is, nearest first; all other fields count as one."""
    ways = _by_challenge(known, likeness)
    return sorted(_scored(ways, language), key=lambda pair: -pair[0])


Ways = Mapping[str, list[tuple[float, Told]]]


def _scored(ways: Ways, language: str) -> Iterator[tuple[float, Suggestion]]:
    for challenge, known in ways.items():
        known.sort(key=lambda way: (-way[0], way[1].text))
        few = [alike for alike, _ in known[:BEST]]
        best, mean = few[0], sum(few) / len(few)
        why = next((way for _, way in known if way.language == language), known[0][1])
        yield (best + mean) / 2, Suggestion(challenge, why.text)


def _by_challenge(known: Sequence[Told], likeness: Iterable[float]) -> Ways:
    ways: dict[str, list[tuple[float, Told]]] = {}
    for way, alike in zip(known, likeness, strict=True):
        ways.setdefault(way.challenge, []).append((alike, way))
    return ways
