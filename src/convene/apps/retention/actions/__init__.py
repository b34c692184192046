"""What may be done about how long records are kept."""

from convene.apps.retention.actions.clocks import NoSuchClock, set_clock
from convene.apps.retention.actions.disposing import (
    LetGo,
    NotDue,
    Shortened,
    agree_disposal,
    propose_disposal,
    refuse_disposal,
)
from convene.apps.retention.actions.holding import (
    NoReason,
    NotHeld,
    agree_hold,
    agree_lifting,
    propose_hold,
    propose_lifting,
    refuse_hold,
    refuse_lifting,
)

__all__ = [
    "LetGo",
    "NoReason",
    "NoSuchClock",
    "NotDue",
    "NotHeld",
    "Shortened",
    "agree_disposal",
    "agree_hold",
    "agree_lifting",
    "propose_disposal",
    "propose_hold",
    "propose_lifting",
    "refuse_disposal",
    "refuse_hold",
    "refuse_lifting",
    "set_clock",
]
