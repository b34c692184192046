"""From a problem in someone's own words to the known problems nearest to it. It only suggests;
people confirm.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import log

from convene.core.guide import Guide
from convene.core.writing import fold

STEM = 5
"""Letters two words must share from the start to count as forms of one word (corrupt, corruption,
corrupción).
"""
ALIKE = 0.84
"""How alike two longer words must be, of 1, to count as one word mistyped."""
EMPTY = (
    "the and for are not too that with from this they them their our its has have can cannot who which when where very much many into out all any "
    "about because but does only more people country government problem problems bad weak poor lack need want public local new "
    "los las una unos que para con por del como más son muy hay falta gobierno país problema problemas "
    "les des une que pour avec par dans sur est sont très pas manque gouvernement pays problème problèmes"
)
"""Words that say nothing about which problem is meant."""


@dataclass(frozen=True)
class Suggestion:
    """A known problem that shares words with the text, or a purpose no alliance may serve."""

    code: str
    words: tuple[str, ...]
    prohibited: bool = False


def suggest(text: str, *, guide: Guide, limit: int = 5) -> tuple[Suggestion, ...]:
    """Return the known problems nearest to a text, nearest first; none where no word points
    anywhere.
    """
    asked = dict.fromkeys(_tokens(text[:2000]))
    scored = []
    for code, bag in _bags(_described(guide)).items():
        hits = {
            word: max(
                (weight * _likeness(word, known) for known, weight in bag.items()), default=0.0
            )
            for word in asked
        }
        words = tuple(word for word, hit in hits.items() if hit > 0)
        if words:
            scored.append((sum(hits.values()), code, words))
    scored.sort(key=lambda item: -item[0])
    best = scored[0][0] if scored else 0
    prohibited = {item.id for item in guide.prohibited}
    return tuple(
        Suggestion(code, words, code in prohibited)
        for score, code, words in scored[:limit]
        if score >= best / 3
    )


def _described(guide: Guide) -> tuple[tuple[str, str], ...]:
    problems = (
        (c.id, f"{c.title} {c.title} {c.also} {c.also} {' '.join(c.tasks)}")
        for c in guide.challenges
    )
    return (*problems, *((p.id, f"{p.title} {p.title}") for p in guide.prohibited))


@lru_cache(maxsize=8)
def _bags(described: tuple[tuple[str, str], ...]) -> Mapping[str, Mapping[str, float]]:
    """Return for each code its words, each weighing more the fewer codes it describes."""
    counts = {code: _counted(_tokens(text)) for code, text in described}
    spread = _counted(word for words in counts.values() for word in words)
    return {
        code: {w: min(n, 3) * log(1 + len(counts) / spread[w]) for w, n in words.items()}
        for code, words in counts.items()
    }


def _counted(words: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def _tokens(text: str) -> Iterable[str]:
    return [word for word in _words(text) if len(word) > 2 and word not in _empty()]


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in fold(text)).split()


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(_words(EMPTY))


@lru_cache(maxsize=50_000)
def _likeness(a: str, b: str) -> float:
    """Return 1 for one word, less for two forms of it or a slip of the hand, else 0."""
    if a == b:
        return 1.0
    if len(a) >= STEM and len(b) >= STEM:
        if a[:STEM] == b[:STEM]:
            return 0.8
        if abs(len(a) - len(b)) <= 2 and SequenceMatcher(None, a, b).ratio() >= ALIKE:
            return 0.6
    return 0.9 if len(a) > 3 and len(b) > 3 and (a == b + "s" or b == a + "s") else 0.0
