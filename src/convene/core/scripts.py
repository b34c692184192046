"""The scripts of names, as far as it is known how surely a name in each is found on lists."""

import unicodedata
from collections.abc import Iterable

from convene.core.reasons import Reason, gettext_noop

SURE = ("LATIN", "GREEK", "CYRILLIC")
"""Scripts whose names are found about as surely as those in Latin letters. What the others reach is
in `docs/adr/`; in some, most names of organisations are missed.
"""
ASK_IN_LATIN = Reason(
    gettext_noop(
        "Nothing close was found under this name as it is written. Lists are mostly in Latin "
        "letters, and names in this script are missed more often: ask again in Latin letters."
    )
)


def is_found_surely(name: str) -> bool:
    """Say whether at least half of a name's letters are of a script that is found surely."""
    letters = [unicodedata.name(letter, "") for letter in name if letter.isalpha()]
    return 2 * sum(letter.startswith(SURE) for letter in letters) >= len(letters)


def unsure(names: Iterable[str]) -> tuple[str, ...]:
    """Return those names, each once, that are missed more often."""
    return tuple(name for name in dict.fromkeys(names) if not is_found_surely(name))


def should_ask_in_latin(names: Iterable[str]) -> bool:
    """Say whether no name of somebody is one that is found surely; not where there are none."""
    held = list(names)
    return bool(held) and not any(map(is_found_surely, held))
