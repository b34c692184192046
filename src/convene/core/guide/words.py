"""What people read instead of codes, and what a record is called."""

from dataclasses import dataclass
from typing import Literal

from convene.core.guide.statements import Record, Statement

Kind = Literal[
    "levels",
    "civic_spaces",
    "reprisal_risks",
    "regions",
    "sectors",
    "partner_types",
    "traits",
    "gates",
    "risks",
    "partner_kinds",
    "parties",
]
"""The families of codes that `words` puts into people's language."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """What people read instead of a code."""

    kind: Kind
    id: str
    title: str
    meaning: str = ""


def title_of(record: Record) -> str:
    """Return what a record is called; a record without a title is called by its first words."""
    for name in ("title", "speaker", "text"):
        if text := str(getattr(record, name, "") or ""):
            return text if len(text) <= 90 else f"{text[:88].rsplit(' ', 1)[0]} …"
    return record.id


def summary_of(record: Record) -> Statement | str:
    """Return the sentence that says most about a record besides its name; nothing where its name is
    that sentence.
    """
    for name in (
        "rationale",
        "activity",
        "objective",
        "motivation",
        "point",
        "what",
        "now",
        "gives",
        "topic",
        "text",
        "by",
    ):
        if str(text := getattr(record, name, None) or ""):
            return "" if title_of(record).startswith(str(text)[:80]) else text
    return ""
