"""How the columns of a table are called, whatever way people write their titles: in capitals or
small letters, with accents, underscores or hyphens, or in other words that mean the same.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from convene.core.writing import fold

WORD = re.compile(r"[^\W_]+|%")
Naming = Callable[[Sequence[str]], Sequence[str]]
"""What tells the names of columns by the titles in a header."""


def plain(title: str) -> str:
    """Return the words of a title: “State-owned” and “state_owned” are one."""
    return " ".join(WORD.findall(fold(title)))


def as_written(titles: Sequence[str]) -> Sequence[str]:
    """Return titles in small letters."""
    return [title.casefold() for title in titles]


def spelt(columns: Iterable[str]) -> Naming:
    """Return what takes each title for the column that it spells in some way."""
    called = {plain(column): column for column in columns}
    return lambda titles: named(titles, called)


def meaning(words: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """Return what column each title means, in plain words: its own name, or one of its `words`."""
    return {plain(title): column for column, titles in words.items() for title in (column, *titles)}


def named(titles: Sequence[str], called: Mapping[str, str]) -> list[str]:
    """Return the names of columns by what each title is `called`. A column is named once: by the
    title that is its very name, else by the first that means it; others stay as they are written.
    """
    names = [title.casefold() for title in titles]
    known = set(called.values())
    for place, title in enumerate(titles):
        meant = called.get(plain(title), "")
        if meant and names[place] not in known and meant not in names:
            names[place] = meant
    return names
