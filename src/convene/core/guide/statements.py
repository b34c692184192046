"""What a record says of the guide, and the passage that it rests on."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

Strength = Literal["is", "often", "some", "may", "aimed", "planned", "believed"]
"""How firmly the guide says it: as a fact; of many cases; of some; as a possibility; as an aim; as
a plan; as what somebody believes.
"""
Scope = Literal["general", "case", "speaker"]
"""Of what it is said: in general, of one case, or by one speaker."""
By = Literal["guide", "quotation", "ours"]
"""Who says it: the guide, somebody whom it quotes, or we."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing said, in our own words. Its passage is at most three `lines` of the guide's plain
    text; the `anchor` is a short piece of them that holds the verb and its hedge. What is `ours`
    may do without.
    """

    text: str
    lines: tuple[int, int] | None = None
    anchor: str = ""
    strength: Strength = "is"
    scope: Scope = "general"
    by: By = "guide"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, kw_only=True)
class YesNo(Statement):
    """A question that the guide answers; a field without one is not said. A “no” shows where."""

    answer: Literal["yes", "no"]
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Record:
    """Anything with a permanent id. `aliases` are ids it had before; `more` is what else the guide
    says of it; `not_told` names the fields that were looked for in the guide and found empty.

    A record may do without a passage only where `see` leads to records that have one.
    """

    id: str
    aliases: tuple[str, ...] = ()
    more: tuple[Statement, ...] = ()
    not_told: tuple[str, ...] = ()

    @property
    def see(self) -> tuple[str, ...]:
        return ()

    def statements(self) -> Iterator[Statement]:
        """Yield everything that the record says of the guide: what its own kind adds comes first,
        `more` last.
        """
        own = [name for kind in type(self).__mro__ for name in getattr(kind, "__annotations__", ())]
        known = {spec.name for spec in fields(self)} - {"more"}
        names = tuple(name for name in dict.fromkeys(own) if name in known)
        for _path, statement in statements(self, (*names, "more")):
            yield statement

    def passages(self) -> tuple[Statement, ...]:
        """Return what the record says with a passage: where the guide says so."""
        return tuple(statement for statement in self.statements() if statement.lines)

    def seal(self) -> str:
        """Return what changes with any text, passage, strength, scope or speaker of the record."""
        whole = [
            (path, own.text, own.lines, own.anchor, own.strength, own.scope, own.by)
            for path, own in statements(self)
        ]
        return hashlib.sha256(repr(whole).encode()).hexdigest()[:16]


def statements(item: Any, names: tuple[str, ...] = ()) -> Iterator[tuple[str, Statement]]:
    """Yield each statement under a dataclass, with its path."""
    for name in names or tuple(spec.name for spec in fields(item) if spec.init):
        yield from _under(getattr(item, name), name)


def _under(value: Any, path: str) -> Iterator[tuple[str, Statement]]:
    if isinstance(value, Statement):
        yield path, value
    if isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _under(part, f"{path}[{number}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for below, statement in statements(value):
            yield f"{path}.{below}", statement
