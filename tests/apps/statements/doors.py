"""Who may issue a statement to a partner and tell it so, and who answers: only whoever speaks for
it.
"""

from contextlib import suppress
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings

from convene.apps.accounts.models import Role, User
from convene.apps.statements import actions
from convene.apps.statements.models import Notice
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Partner
from convene.ground.letters import SendsNoMail
from tests.apps.doors import OWNER, door
from tests.apps.ledger.people import JOINED, partner, promise
from tests.apps.statements.people import WHY, femi, stated, today
from tests.apps.workshop.people import draft_of
from tests.apps.world import Cast

ACTIONS = actions
PAGE = "https://convene.example/partner/"
EDITORS = OWNER | {"editor"}
SPEAKS = frozenset({"partner"})


def _announce(it: SimpleNamespace, by: User) -> None:
    """Who may is told that no mail is sent here."""
    with suppress(SendsNoMail):
        actions.announce(it.statement, address=PAGE, by=by)


DOORS = {
    "announce": door(EDITORS, _announce),
    "answer": door(SPEAKS, lambda it, by: actions.answer(it.statement, {}, rest=True, by=by)),
    "issue": door(
        EDITORS,
        lambda it, by: actions.issue(it.bank, id=uuid4(), since=JOINED, until=today(), by=by),
    ),
    "letters": door(EDITORS, lambda it, by: actions.letters(it.statement, address=PAGE, by=by)),
    "preview": door(
        EDITORS, lambda it, by: actions.preview(it.bank, since=JOINED, until=today(), by=by)
    ),
    "refuse": door(SPEAKS, lambda it, by: actions.refuse(it.statement, reason=WHY, by=by)),
    "send_again": door(EDITORS, lambda it, by: actions.send_again(it.notice, by=by)),
}
INSIDE = {
    "mark": "What was read of a statement, as a hash; it writes nothing.",
    "note_sending": "The worker that sends notes what came of it, and asked nobody.",
}


def things(who: Cast) -> SimpleNamespace:
    draft = draft_of(who.owner)
    workshop.share(draft, person=who.reader, may_edit=False, by=who.owner)
    workshop.share(draft, person=who.editor, may_edit=True, by=who.owner)
    bank = partner(alliance=draft)
    speaks = who.by_role[Role.PARTNER]
    workshop.let_in(bank, name=speaks.name, email=speaks.email, language="en", by=who.owner)
    femi(bank)
    promise(bank)
    statement = stated(bank)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CAN_SEND_MAIL", True)
        actions.announce(statement, address=PAGE, by=who.owner)
    fresh = Partner.objects.get(pk=bank.pk)
    return SimpleNamespace(bank=fresh, statement=statement, notice=Notice.objects.all()[0])
