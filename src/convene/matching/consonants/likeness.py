"""How alike two words are in their consonants: what two scripts or two spellings make of one sound
costs little, another sound costs all.
"""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

NEAR = 0.62
"""Likeness from which on two words may be one."""
WEAK = {"w": 0.25, "y": 0.25, "A": 0.4, "h": 0.5}
"""How much of a word the signs are that a spelling may leave out; others are 1. Long vowels are
written with w and y.
"""
A_SOUND, A_CLASS, A_SHADE, A_WEAK = 1.0, 0.35, 0.15, 0.3
"""What it costs to take one sign for another: of another sound, of the same class, a shade of the
same sound; and to drop or add a weak one.
"""
WITHOUT_VOWELS = str.maketrans(dict.fromkeys("wyA"))
WITHOUT_WEAK = str.maketrans(dict.fromkeys(WEAK))
SHADES = str.maketrans("TDqG", "tdkg")
CLASSES = str.maketrans("tdsSzZCjkxgGqpfvTD", "ttssssssjjjjjbbbtt")
FEW = {0: 0.6, 1: 0.75, 2: 0.9}
"""What likeness is worth where a word has so few strong consonants: “Ali” is like many words."""
TWO_WAYS = (
    ("v", "w"),
    ("D", "z"),
    ("T", "s"),
    ("j", "g"),
    ("x", "h"),
    ("sh", "S"),
    ("zh", "Z"),
    ("kh", "x"),
    ("gh", "G"),
    ("th", "T"),
    ("dh", "D"),
)
"""Signs that are read in another way too, where the other word has that: v is w in Persian letters,
dh is z, and “Ishaq” has an s and an h.
"""
OTHER_WAY = 0.97
"""What likeness is worth that comes of such a reading."""


class Sounds(NamedTuple):
    """A word's signs, more and more of them made one, and how much they weigh."""

    strong: str
    shades: str
    classes: str
    weight: float


@lru_cache(maxsize=200_000)
def alike(left: str, right: str) -> float:
    """Return how alike two words are, from 0 to 1; 0 where they are not near. The same either way
    round.
    """
    if left[:1] != right[:1] and _are_far(sounds(left), sounds(right)):
        return 0.0  # as most are that are asked for
    likeness = _alike(left, right)
    if 0 < likeness < 1 or left[:1] == right[:1]:
        read, other = _read_as(left, right), _read_as(right, left)
        if read != left or other != right:
            likeness = max(likeness, OTHER_WAY * _alike(read, other))
    return likeness


def _are_far(a: Sounds, b: Sounds) -> bool:
    """Say whether the classes of sounds alone make two words too far apart."""
    room = (1 - NEAR) * (max(b.weight, a.weight)) / A_SOUND
    return Levenshtein.distance(a.classes, b.classes, score_cutoff=int(room)) > room


def same_consonants(left: str, right: str) -> bool:
    """Say whether two words have the same consonants: what differs may stand for a vowel."""
    return left.translate(WITHOUT_VOWELS) == right.translate(WITHOUT_VOWELS)


def _read_as(signs: str, other: str) -> str:
    """Return a word's signs as they are read in the other way, where the other word has that."""
    for sign, also in TWO_WAYS:
        if sign in signs and also in other and also not in signs:
            signs = signs.replace(sign, also)
    return signs


def _alike(left: str, right: str) -> float:
    a, b = sounds(left), sounds(right)
    worth = FEW.get(min(len(a.strong), len(b.strong)), 1.0)
    if left == right:
        return worth
    if _are_far(a, b):
        return 0.0
    heavier = max(a.weight, b.weight)
    classes = Levenshtein.distance(a.classes, b.classes)
    shades = Levenshtein.distance(a.shades, b.shades)
    strong = Levenshtein.distance(a.strong, b.strong)
    weak = Levenshtein.distance(left, right) - strong
    cost = A_SOUND * classes + A_CLASS * (shades - classes) + A_SHADE * (strong - shades)
    likeness = 1 - (cost + A_WEAK * max(0, weak)) / heavier
    return likeness * worth if likeness >= NEAR else 0.0


@lru_cache(maxsize=100_000)
def sounds(signs: str) -> Sounds:
    """Return a word's signs, more and more of them made one."""
    strong = signs.translate(WITHOUT_WEAK)
    shades = strong.translate(SHADES)
    weight = sum(WEAK.get(sign, 1.0) for sign in signs) or 1.0
    return Sounds(strong, shades, strong.translate(CLASSES), weight)
