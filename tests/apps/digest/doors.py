"""Who may have a digest written to themselves, and who may stop one."""

from types import SimpleNamespace

from django.test import override_settings

from convene.apps.accounts.models import User
from convene.apps.digest import actions
from convene.apps.digest.models import Wish
from convene.apps.digest.words import Every
from tests.apps.doors import SIGNED_IN, door
from tests.apps.world import Cast

ACTIONS = actions
SITE = "https://convene.example"


def _wish(it: SimpleNamespace, by: User) -> Wish:
    with override_settings(CAN_SEND_MAIL=True):
        return actions.wish(Every.WEEK, site=SITE, by=by)


DOORS = {"wish": door(SIGNED_IN, _wish)}
INSIDE = {
    "stop": "Whoever has the signed link of a digest stops it, without signing in.",
    "write_all": "Convene writes the digests that are wanted by itself.",
    "note_sending": "The worker that sends notes what came of it.",
}


def things(who: Cast) -> SimpleNamespace:
    return SimpleNamespace()
