"""What is due on a day: when people are reminded of it, and when others hear of it too."""

from datetime import date, timedelta
from typing import Literal

REMINDED = timedelta(days=14)
"""How long before its day those who work on a case are reminded (expert choice)."""
ESCALATED = timedelta(days=7)
"""How long after its day every approver hears of it too (expert choice)."""
REPLY = timedelta(days=14)
"""How long a partner has to answer, where nobody says otherwise (expert choice)."""
Due = Literal["later", "soon", "overdue", "escalated"]


def due(day: date, *, today: date) -> Due:
    """Say how pressing something is that is due on a day: that day itself is still in time."""
    if today > day:
        return "escalated" if today > day + ESCALATED else "overdue"
    return "soon" if today >= day - REMINDED else "later"
