"""What kinds of record are called."""

from typing import Any

from convene.ground.keeping import NAMED


def title(code: str) -> Any:
    """Return what a kind of record is called; its code where nobody knows it."""
    kept, holdable = NAMED.kept.get(code), NAMED.holdable.get(code)
    known = kept or holdable
    return known.title if known else code
