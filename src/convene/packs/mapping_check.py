"""What is wrong with a guide's purposes and phrases: codes that are none, words so short that they
would match anything, repetitions.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from convene.core.guide import Guide
from convene.core.mapping import fold, spellings

SHORTEST = 4
"""Fewest letters of a phrase; shorter ones stand in too many texts."""


def mapping_faults(guide: Guide) -> Iterator[str]:
    """Yield one sentence for each fault, with its path and value."""
    yield from _twice(
        "purposes",
        ((f"purposes[{n}].code", purpose.code) for n, purpose in enumerate(guide.purposes)),
    )
    for position, purpose in enumerate(guide.purposes):
        if not (len(purpose.code) == 5 and purpose.code.isdecimal()):
            yield f"purposes[{position}].code: “{purpose.code}” is no DAC purpose code; those have five digits"
        if not purpose.models:
            yield f"purposes[{position}].models: says nothing of any model"
    yield from _twice("phrases", _keys(guide))
    for position, group in enumerate(guide.phrases):
        for number, phrase in enumerate(group.phrases):
            yield from _phrase_faults(phrase, f"phrases[{position}].phrases[{number}]")


def _keys(guide: Guide) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for position, group in enumerate(guide.phrases):
        for number, phrase in enumerate(group.phrases):
            for spelling in spellings([phrase]):
                yield (
                    f"phrases[{position}].phrases[{number}]",
                    (group.model, group.language, fold(spelling)),
                )


def _twice(name: str, keys: Iterable[tuple[str, Any]]) -> Iterator[str]:
    seen: dict[Any, str] = {}
    for path, key in keys:
        if key in seen:
            shown = key if isinstance(key, str) else key[-1].strip()
            yield f"{path}: “{shown}” stands twice for the same, first in {seen[key]}"
        seen.setdefault(key, path)


def _phrase_faults(phrase: str, path: str) -> Iterator[str]:
    if phrase.count("(") != phrase.count(")") or "((" in phrase:
        yield f"{path}: the brackets of “{phrase}” do not pair"
    if any(len(fold(spelling).strip()) < SHORTEST for spelling in spellings([phrase])):
        yield f"{path}: “{phrase}” is shorter than {SHORTEST} letters"
