"""What waits for somebody, and on which day, as one app tells it: the inbox collects it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any


class Rank(IntEnum):
    """How far up a section stands."""

    YOURS = 1
    """This person can take the next step."""
    BARRED = 2
    """They cannot, until they do something else first."""
    OVERDUE = 3
    DOUBTED = 4
    """Something that stood does not stand for now."""
    CHANGED = 5
    SOON = 6


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the inbox: the template that shows it, and what that template is given."""

    rank: Rank
    template: str
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether it says only that nothing waits: it is given things, and there are none."""
        return bool(self.given) and not any(self.given.values())


@dataclass(frozen=True, kw_only=True)
class Dated:
    """Something that has its day, for a person's calendar, which others may see: `what` names
    nobody at risk. `key` stays the same while its day moves; `address` is its page here.
    """

    key: str
    day: date
    what: str
    address: str
