"""Who may ask for jobs, and cancel them."""

from types import SimpleNamespace
from typing import Any

from convene.apps.finder.tasks import export
from convene.apps.jobs import actions
from convene.apps.vetting.tasks import night
from tests.apps.doors import ADMINISTRATORS, OWNER, SIGNED_IN, door
from tests.apps.world import Cast

ACTIONS = actions
FILE: dict[str, Any] = {"asked": "q=water", "format": "csv", "rows": 1, "language": "en"}
DOORS = {
    "ask": door(ADMINISTRATORS, lambda it, by: actions.ask(night, by=by)),
    "cancel": door(ADMINISTRATORS | OWNER, lambda it, by: actions.cancel(it.file, by=by)),
}
ALSO = {
    "ask for a file": door(SIGNED_IN, lambda it, by: actions.ask(export, by=by, **FILE)),
    "cancel what Convene asked for": door(
        ADMINISTRATORS, lambda it, by: actions.cancel(it.night, by=by)
    ),
}
WORKER = "A worker does it, which is no person; nobody reaches it from outside."
INSIDE = {
    **dict.fromkeys(("beat", "claim", "do", "enlist", "here", "leave", "take_over"), WORKER),
    **dict.fromkeys(("break_off", "fail", "give_back", "succeed"), WORKER),
    "ending.end_waiting": "A step of `cancel`, which has asked.",
}


def things(who: Cast) -> SimpleNamespace:
    return SimpleNamespace(file=actions.ask(export, by=who.owner, **FILE), night=actions.ask(night))
