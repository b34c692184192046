"""Given names that look alike and are two: Peter and Petra, Hasan and Hussein, Luke and Lucy."""

from collections import defaultdict
from functools import cache

from convene.matching.tables import DATA, tables
from convene.packs.read import parse_file

ENDS = ({"a", "o"},)
"""Last letters by which a man's name is told from a woman's."""
NONE = frozenset[int]()


def is_known(word: str) -> bool:
    """Return whether a word is a given name, or that of whom a church or school is named after:
    “St. Luke's”.
    """
    return bool(_lines(word) or _lines(word.removesuffix("s")))


def are_two(word: str, beside: str) -> bool:
    """Return whether two words that are near each other are two given names, or one of a man and
    one of a woman.
    """
    first, second = _lines(word), _lines(beside)
    if first and second:
        return first.isdisjoint(second)
    short, long = sorted((word, beside), key=len)
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1:], long[-1:]} in ENDS
    return long == f"{short}a"


def _lines(word: str) -> frozenset[int]:
    known = _names()
    return known.get(word) or known.get(tables().same.get(word, ""), NONE)


@cache
def _names() -> dict[str, frozenset[int]]:
    """Return the lines that each spelling stands in."""
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(parse_file(DATA / "given.yaml")["names"]):
        for name in line.split():
            lines[name].add(number)
    return {name: frozenset(numbers) for name, numbers in lines.items()}
