"""Who may say that they have looked at an alert."""

from datetime import UTC, datetime
from types import SimpleNamespace

from convene.apps.inbox import actions
from tests.apps.doors import REVIEWERS, door
from tests.apps.vetting.people import partner
from tests.apps.world import Cast

ACTIONS = actions
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOORS = {"see": door(REVIEWERS, lambda it, by: actions.see(it.alert, by=by))}
INSIDE = {
    "tell": "Convene tells by itself, in the action or at night, of what it has found.",
    "turn": "Convene turns by itself, in the action of whoever opens a case.",
}


def things(who: Cast) -> SimpleNamespace:
    return SimpleNamespace(alert=actions.tell(partner(), "new_hit", about="entry 9", at=NOON))
