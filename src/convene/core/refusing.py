"""Whether a text asks for what no alliance may serve.

A problem that somebody tells of is not asked for: a purpose is refused only where the text wants
something, says what is to be done and about whom, and nothing in it says that it is about
protection or repair.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from convene.core.guide import Guide, Prohibited
from convene.core.writing import fold

SENTENCE = re.compile(r"[.;:!?,¿¡\n]\s*")


def refused(text: str, *, guide: Guide) -> tuple[Prohibited, ...]:
    """Return the purposes that a text asks for and that no alliance may serve."""
    words = fold(text).replace("’", "'")
    if not _asks(words, guide) or _found(guide.asking.veto, words):
        return ()
    asked = {
        aim.prohibited for aim in guide.aims if _found(aim.act, words) and _found(aim.whom, words)
    }
    return tuple(purpose for purpose in guide.prohibited if purpose.id in asked)


def _asks(words: str, guide: Guide) -> bool:
    begins = _beginning(guide.asking.begins)
    return _found(guide.asking.wanted, words) or any(
        begins.match(sentence) for sentence in SENTENCE.split(words)
    )


def _found(beginnings: tuple[str, ...], words: str) -> bool:
    return _beginning(beginnings).search(words) is not None


@lru_cache(maxsize=64)
def _beginning(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds words which begin so; without any, it finds nothing."""
    beginnings = "|".join(map(re.escape, words)) or "(?!)"
    return re.compile(rf"\b(?:{beginnings})")
