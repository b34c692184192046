"""What kinds of record are called."""

from typing import Any

from convene.ground.keeping import NAMED


def title(code: str) -> Any:
    """Return what records of a kind are called; its code where nobody knows it."""
    known = NAMED.kept.get(code)
    return known.title if known else code


def one_of(code: str) -> Any:
    """Return what one record of a kind that may be held is called, or its code."""
    known = NAMED.holdable.get(code)
    return known.title if known else code
