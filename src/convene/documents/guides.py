"""What a guide says, in another language: as far as somebody has translated it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from convene.core.guide import About, Guide, Section
from convene.documents.speech import Speech

T = TypeVar("T")
TEXTS = frozenset(
    {
        *("title", "meaning", "text", "because", "reason", "note", "today", "caution", "risk"),
        *("inferred_because", "probable_because", "opening"),
        *("now", "generic", "period", "does", "elsewhere", "data_hint", "why"),
    }
)
"""Fields of a guide's records that hold what people read; others hold names, ids and codes."""
AS_PRINTED = (About, Section)
"""What names the publication itself, and stands as it was printed."""


def told(guide: Guide, say: Speech) -> Guide:
    """Return a guide with every text that is translated in that language, and the others as they
    are.
    """
    return guide if say.language.code == guide.about.language else _told(guide, say)


def _told(record: T, say: Speech) -> T:
    if isinstance(record, AS_PRINTED) or not is_dataclass(record) or isinstance(record, type):
        return record
    own = [spec.name for spec in fields(record) if spec.init]
    values = {name: _value(name, getattr(record, name), say) for name in own}
    return replace(record, **values)


def _value(name: str, value: Any, say: Speech) -> Any:
    if isinstance(value, str):
        return say(value) if name in TEXTS else value
    if isinstance(value, tuple):
        return tuple(_told(item, say) for item in value)
    return value if isinstance(value, Mapping) else _told(value, say)
