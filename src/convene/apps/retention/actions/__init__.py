"""What may be done about how long records are kept."""

from convene.apps.retention.actions.clocks import NoSuchClock, set_clock
from convene.apps.retention.actions.disposing import (
    NotDue,
    agree_disposal,
    propose_disposal,
    refuse_disposal,
)
from convene.apps.retention.actions.holding import (
    NotHeld,
    agree_hold,
    agree_lifting,
    propose_hold,
    propose_lifting,
    refuse_hold,
    refuse_lifting,
)

__all__ = [
    "NoSuchClock",
    "NotDue",
    "NotHeld",
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
