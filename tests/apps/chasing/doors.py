"""Who may remind a partner of what it promised."""

from contextlib import suppress
from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings

from convene.apps.accounts.models import User
from convene.apps.chasing import actions
from convene.apps.chasing.models import Reminder
from convene.apps.ledger.models import Instalment
from convene.apps.workshop import actions as workshop
from convene.ground.letters import SendsNoMail
from tests.apps.doors import OWNER, door
from tests.apps.ledger.people import partner, promise
from tests.apps.workshop.people import draft_of
from tests.apps.world import Cast

ACTIONS = actions
PAGES = "https://convene.example/partner/"
EDITORS = OWNER | {"editor"}


def _remind(it: SimpleNamespace, by: User) -> None:
    """Who may is told that no mail is sent here."""
    with suppress(SendsNoMail):
        actions.remind(it.draft, [it.promise], address=PAGES, by=by)


DOORS = {
    "letters": door(
        EDITORS, lambda it, by: actions.letters(it.draft, [it.promise], address=PAGES, by=by)
    ),
    "remind": door(EDITORS, _remind),
    "send_again": door(EDITORS, lambda it, by: actions.send_again(it.reminder, by=by)),
}
INSIDE = {
    "note_sending": "The worker that sends notes what came of it, and asked nobody.",
}


def things(who: Cast) -> SimpleNamespace:
    draft = draft_of(who.owner)
    workshop.share(draft, person=who.reader, may_edit=False, by=who.owner)
    workshop.share(draft, person=who.editor, may_edit=True, by=who.owner)
    bank = partner(alliance=draft)
    workshop.let_in(bank, name="Femi", email="femi@example.org", language="en", by=who.owner)
    given, other = promise(bank), promise(bank, title="Forty printers")
    for row in (given, other):
        Instalment.objects.create(contribution=row, position=0, due_on=date(2026, 10, 30))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CAN_SEND_MAIL", True)
        (reminder,) = actions.remind(draft, [other.pk], address=PAGES, by=who.owner)
    return SimpleNamespace(
        draft=draft, promise=given.pk, reminder=Reminder.objects.get(pk=reminder.pk)
    )
