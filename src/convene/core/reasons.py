"""Why: a sentence with named values, worded in the language of whoever reads it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, overload


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; whoever shows it translates it."""
    return text


@dataclass(frozen=True, slots=True)
class Place:
    """A country by its code: each language has its own name for it."""

    code: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence with blanks, what fills them, and the ids of the records it rests on (none: expert
    judgement).

    In a blank, a text stands as others wrote it, a number is grouped, a place is named, and a
    reason is said in its turn; several stand one after the other.
    """

    text: str
    values: Mapping[str, "Value"] = field(default_factory=dict)
    cites: tuple[str, ...] = ()

    def __str__(self) -> str:
        return worded(self)


class Later(Sequence[Reason]):
    """Reasons that are worked out when they are first read: of most weak likenesses nobody asks."""

    def __init__(self, work_out: Callable[[], Sequence[Reason]]) -> None:
        self._reasons = cache(lambda: tuple(work_out()))

    @overload
    def __getitem__(self, place: int) -> Reason: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Reason]: ...
    def __getitem__(self, place: int | slice) -> Reason | Sequence[Reason]:
        return self._reasons()[place]

    def __len__(self) -> int:
        return len(self._reasons())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._reasons() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._reasons())

    def __repr__(self) -> str:
        return repr(self._reasons())


Value = str | int | Place | Reason | tuple["Value", ...]
Traced = Mapping[str, tuple[Reason, ...]]
"""Codes in order, each with why it is there."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """How a language says sentences, numbers and places; English where it is not told otherwise."""

    code: str = "en"
    translate: Callable[[str], str] = str
    number: Callable[[int], str] = "{:,}".format
    place: Callable[[str], str] = str


ENGLISH = Language()


def filled(text: str, values: Mapping[str, Value], *, cites: tuple[str, ...] = ()) -> Reason:
    """Return a sentence with those of some values that it names."""
    named = {name: value for name, value in values.items() if "{" + name + "}" in text}
    return Reason(text, named, cites)


def worded(reason: Reason, language: Language = ENGLISH) -> str:
    """Return a reason as a sentence of a language."""
    text = language.translate(reason.text) if reason.text else ""
    if not reason.values:
        return text
    return text.format(**{name: _in(language, value) for name, value in reason.values.items()})


def _in(language: Language, value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return language.number(value)
    if isinstance(value, Place):
        return language.place(value.code)
    if isinstance(value, Reason):
        return worded(value, language)
    return ", ".join(_in(language, item) for item in value if item != "")


# Kept for a later day: a sentence without values as it is, any other with its values beside it

Kept = str | Mapping[str, Any]


def kept(reason: Reason) -> Kept:
    """Return a reason as JSON keeps it."""
    return _kept(reason) if reason.values or reason.cites else reason.text


def _kept(value: Value) -> Any:
    if isinstance(value, Reason):
        values = {name: _kept(item) for name, item in value.values.items()}
        cites = {"cites": list(value.cites)} if value.cites else {}
        return {"text": value.text, "values": values, **cites}
    if isinstance(value, Place):
        return {"country": value.code}
    return [_kept(item) for item in value] if isinstance(value, tuple) else value


def recalled(stored: Kept) -> Reason:
    """Return what was kept as a reason;
    a finished sentence of earlier days is said as it stands.
    """
    if isinstance(stored, str):
        return Reason(stored)
    values = {name: _recalled(item) for name, item in stored["values"].items()}
    return Reason(stored["text"], values, tuple(stored.get("cites", ())))


def _recalled(stored: Any) -> Value:
    if isinstance(stored, Mapping):
        return Place(stored["country"]) if "country" in stored else recalled(stored)
    if isinstance(stored, list):
        return tuple(_recalled(item) for item in stored)
    return stored if isinstance(stored, int) else str(stored)


MARK = '{"text": '
"""How the text of a reason with values begins; no finished sentence does."""


def as_text(reason: Reason) -> str:
    """Return a reason as a column of texts keeps it."""
    stored = kept(reason)
    return stored if isinstance(stored, str) else json.dumps(stored, ensure_ascii=False)


def from_text(text: str) -> Reason:
    """Return the reason that such a column keeps."""
    return recalled(json.loads(text) if text.startswith(MARK) else text)
