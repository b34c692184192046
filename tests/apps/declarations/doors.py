"""Who may ask for declarations; whoever holds a link needs no account."""

from types import SimpleNamespace

from django.utils import timezone

from convene.apps.declarations import actions
from tests.apps.declarations.people import asked
from tests.apps.doors import BUILDERS, door
from tests.apps.registry.people import organisation
from tests.apps.world import Cast

ACTIONS = actions
DOORS = {
    "ask": door(BUILDERS, lambda it, by: asked(it.bank, by=by)),
    "withdraw": door(BUILDERS, lambda it, by: actions.withdraw(it.declaration, by=by)),
}
INSIDE = {
    "save_draft": "whoever holds the link may, and has no account",
    "sign": "whoever holds the link may, and has no account",
    "dispose": "whoever agrees to a disposal is asked there, and the database asks for one",
    "forget_drafts": "it runs at night, and nobody asks for it",
}


def things(who: Cast) -> SimpleNamespace:
    bank = organisation(by=who.owner)
    declaration, _token = asked(bank, by=who.owner)
    assert declaration.expires_at > timezone.now()
    return SimpleNamespace(bank=bank, declaration=declaration)
