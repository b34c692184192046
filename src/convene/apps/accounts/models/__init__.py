"""People with an account, the links that let them in, and the trail of what everybody did."""

from convene.apps.accounts.models.people import (
    COLLEAGUES,
    DECIDES,
    OPEN,
    FromBefore,
    Invitation,
    People,
    Role,
    User,
    known_zone,
)
from convene.apps.accounts.models.trail import Event

__all__ = [
    "COLLEAGUES",
    "DECIDES",
    "OPEN",
    "Event",
    "FromBefore",
    "Invitation",
    "People",
    "Role",
    "User",
    "known_zone",
]
