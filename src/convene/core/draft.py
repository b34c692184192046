"""A draft alliance as plain data: what people write down before anyone has agreed to anything."""

from dataclasses import dataclass, field
from typing import Literal

from convene.core.request import Request

AskKind = Literal["cash", "kind", "influence"]
"""Cash or financing; in kind, with a value; influence, never priced."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """One unbundled piece of work, and who could champion it (an organisation or a kind of one; may
    be empty).
    """

    id: str
    title: str
    champion: str = ""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What to ask of whom. `contribution` is a code of the guide's catalogue, or empty for
    something else said in `note`.
    """

    id: str
    who: str
    kind: AskKind
    contribution: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A draft alliance. Empty text means nobody has said yet: documents then ask for it, or leave
    it out.
    """

    title: str
    pack: str = "democracy"
    country: str = ""
    place: str = ""
    problem: str = ""
    model: str = ""
    model_reason: str = ""
    results: str = ""
    first_result: str = ""
    budget: str = ""
    timetable: str = ""
    contact: str = ""
    notes: str = ""
    request: Request = field(default_factory=Request)
    tasks: tuple[Task, ...] = ()
    asks: tuple[Ask, ...] = ()
