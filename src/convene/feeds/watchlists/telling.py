"""What readers of lists tell besides entries."""

from collections.abc import Callable
from dataclasses import dataclass


def _nobody(_: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Whom a reader tells, in a sentence: `aside` of each row that could not be read, `note` of
    what is odd about one that was.
    """

    aside: Callable[[str], None]
    note: Callable[[str], None] = _nobody
