"""Who may write in a register of risks, and who signs a high one off."""

from types import SimpleNamespace
from uuid import uuid4

from convene.apps.accounts.models import User
from convene.apps.risks import actions
from convene.apps.risks.models import Risk
from convene.apps.risks.words import Phase, State
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance
from tests.apps.doors import OWNER, door
from tests.apps.risks.people import WHY, terms
from tests.apps.workshop.people import draft_of
from tests.apps.world import Cast

ACTIONS = actions
EDITORS = OWNER | {"editor"}


def _rate(it: SimpleNamespace, by: User) -> None:
    actions.rate(it.risk, phase=Phase.BEFORE, likelihood=1, impact=1, reason=WHY, by=by)


DOORS = {
    "add": door(EDITORS, lambda it, by: actions.add(it.draft, id=uuid4(), terms=terms(), by=by)),
    "describe": door(
        EDITORS, lambda it, by: actions.describe(it.risk, terms=terms("A flood"), by=by)
    ),
    "rate": door(EDITORS, _rate),
    "set_aside": door(
        EDITORS,
        lambda it, by: actions.set_aside(
            it.draft, id=uuid4(), terms=terms(), proposal="reprisal", reason=WHY, by=by
        ),
    ),
    "turn": door(
        EDITORS,
        lambda it, by: actions.turn(it.owners, state=State.CLOSED, reason=WHY, by=by),
    ),
    "sign_off": door(OWNER, lambda it, by: actions.sign_off(it.risk, reason=WHY, by=by)),
}
ALSO = {
    "sign off what the owner wrote": door(
        frozenset({"editor"}),
        lambda it, by: actions.sign_off(it.high_of_owner, reason=WHY, by=by),
    ),
}
INSIDE: dict[str, str] = {}


def things(who: Cast) -> SimpleNamespace:
    draft = draft_of(who.owner)
    workshop.share(draft, person=who.reader, may_edit=False, by=who.owner)
    workshop.share(draft, person=who.editor, may_edit=True, by=who.owner)
    draft = Alliance.objects.get(pk=draft.pk)
    return SimpleNamespace(
        draft=draft,
        risk=_high(draft, by=who.editor),
        high_of_owner=_high(draft, by=who.owner),
        owners=actions.add(draft, id=uuid4(), terms=terms(), by=who.owner),
    )


def _high(draft: Alliance, *, by: User) -> Risk:
    risk = actions.add(draft, id=uuid4(), terms=terms(), by=by)
    actions.rate(risk, phase=Phase.BEFORE, likelihood=5, impact=5, reason=WHY, by=by)
    return Risk.objects.get(pk=risk.pk)
