"""Who may claim an alert, and who may close it."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from convene.apps.accounts.models import Role
from convene.apps.inbox import actions
from convene.apps.inbox.models import Alert
from tests.apps.doors import BUILDERS, REVIEWERS, SIGNED_IN, door
from tests.apps.vetting.people import partner, person
from tests.apps.world import Cast

ACTIONS = actions
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOORS = {
    "agree": door(REVIEWERS, lambda it, by: actions.agree([it.halfway], by=by)),
    "claim": door(BUILDERS, lambda it, by: actions.claim([it.alert], by=by)),
    "close": door(
        REVIEWERS,
        lambda it, by: actions.close(
            [it.alert], reason="Founded in 1990, that one in 2001.", by=by
        ),
    ),
    "keep_open": door(REVIEWERS, lambda it, by: actions.keep_open([it.halfway], by=by)),
    "make_feed": door(SIGNED_IN, lambda it, by: actions.make_feed(by=by)),
    "revoke_feed": door(SIGNED_IN, lambda it, by: actions.revoke_feed(by=by)),
    "let_go": door(BUILDERS, lambda it, by: actions.let_go([it.alert], by=by)),
}
INSIDE = {
    "dispose": "Whoever agrees to a disposal is asked there, and the database asks for one.",
    "occasion": "Convene tells by itself, in the action or at night, of what it has found.",
    "tell": "Convene tells by itself, in the action or at night, of what it has found.",
    "turn": "Convene turns by itself, in the action of whoever opens a case.",
}


def things(who: Cast) -> SimpleNamespace:
    night, bank = actions.occasion("night", of="1", at=NOON), partner()
    told: dict[str, Any] = {"occasion": night, "at": NOON, "takes_two": True}
    alert = actions.tell(bank, "new_hit", about="entry 9", **told)
    halfway = actions.tell(bank, "new_hit", about="entry 10", **told)
    assert halfway
    actions.close(
        [halfway], reason="A namesake, founded in 2001.", by=person("Rosa", Role.REVIEWER)
    )
    return SimpleNamespace(alert=alert, halfway=Alert.objects.get(pk=halfway.pk))
