"""What `convene alliance check --json` answers."""

from dataclasses import dataclass
from datetime import date

from convene.core.lifecycle import Because, Flaw, Gate, Stage, What, Who


@dataclass(frozen=True, kw_only=True)
class Unmet:
    """A requirement that does not hold, of the gate before the alliance or of one behind it."""

    code: str
    gate: Gate
    about: str
    """“alliance”, or the id of the partner."""
    who: tuple[Who, ...]
    """Who can meet it."""
    overridable: bool
    """Whether two people may let something stand in for it."""


@dataclass(frozen=True, kw_only=True)
class Overridden:
    """A requirement that does not hold, and that an override stands in for."""

    code: str
    gate: Gate
    about: str
    asked_by: str
    agreed_by: tuple[str, ...]
    reason: str
    last_day: date | None


@dataclass(frozen=True, kw_only=True)
class Void:
    """An override that does not count, and every reason why."""

    code: str
    gate: Gate
    about: str
    because: tuple[Flaw, ...]


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """What may not be done meanwhile. Deliveries can be recorded, and are held."""

    partner: str | None
    """Its id; null where the whole alliance is stopped."""
    because: Because
    what: tuple[What, ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """Where an alliance is, what keeps it from its next state, and what is stopped."""

    state: Stage
    next: Stage | None
    """The state that would follow; null at the end."""
    unmet: tuple[Unmet, ...]
    overridden: tuple[Overridden, ...]
    void: tuple[Void, ...]
    stopped: tuple[Stopped, ...]
