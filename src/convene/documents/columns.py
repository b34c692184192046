"""How wide the columns of a table on paper are: no column starves, whatever stands in another."""

import re
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

LINE = 92.0
"""How many letters of a table's size a line across the page holds, about."""
PADDING = 3.0
"""What stands left and right of a column, in letters."""
LONGEST_WORD = 18.0
"""A word up to this long stays in one line; a longer one, such as a hash, may go on in the next."""
LONGEST_CELL = 600.0
"""From here on a longer text gets no wider a column, only a longer one."""
WORD = re.compile(r"\S+")


def columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[float, ...]:
    """Return the part of the page's width that each column gets.

    Every column holds its longest word, and what is left goes to those whose texts are longer;
    where not even the words fit, all give way alike.
    """
    cells = list(zip(head, *rows, strict=True))
    least = [PADDING + max(map(_longest_word, column)) for column in cells]
    most = [PADDING + min(max(map(_width, column)), LONGEST_CELL) for column in cells]
    wanted = [max(more - less, 1.0) for less, more in zip(least, most, strict=True)]
    spare = max(LINE - sum(least), 0.0) / sum(wanted)
    widths = [less + more * spare for less, more in zip(least, wanted, strict=True)]
    return tuple(round(width / sum(widths), 4) for width in widths)


def _longest_word(text: str) -> float:
    return min(max(map(_width, WORD.findall(text)), default=0.0), LONGEST_WORD)


def _width(text: str) -> float:
    """Return how many letters wide a text is: Chinese characters are twice as wide as others."""
    return float(sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text))
