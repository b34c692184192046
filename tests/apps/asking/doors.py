"""Who may write in the record of asking, and who takes back what somebody wrote."""

from types import SimpleNamespace
from uuid import uuid4

from convene.apps.asking import actions
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance
from tests.apps.asking.people import WHY, answer, ask, bank, reply, terms
from tests.apps.doors import OWNER, door
from tests.apps.workshop.people import draft_of
from tests.apps.world import Cast

ACTIONS = actions
EDITORS = OWNER | {"editor"}
DOORS = {
    "ask": door(
        EDITORS,
        lambda it, by: actions.ask(it.draft, id=uuid4(), terms=terms(it.other), by=by),
    ),
    "answer": door(
        EDITORS, lambda it, by: actions.answer(it.editors, id=uuid4(), reply=reply(), by=by)
    ),
    "take_back": door(EDITORS, lambda it, by: actions.take_back(it.editors, reason=WHY, by=by)),
    "take_back_answer": door(
        EDITORS, lambda it, by: actions.take_back_answer(it.answer, reason=WHY, by=by)
    ),
}
ALSO = {
    "take back what the owner wrote": door(
        OWNER, lambda it, by: actions.take_back(it.owners, reason=WHY, by=by)
    ),
}
INSIDE: dict[str, str] = {}


def things(who: Cast) -> SimpleNamespace:
    draft = draft_of(who.owner)
    workshop.share(draft, person=who.reader, may_edit=False, by=who.owner)
    workshop.share(draft, person=who.editor, may_edit=True, by=who.owner)
    draft = Alliance.objects.get(pk=draft.pk)
    editors = ask(draft, bank(who.owner), by=who.editor)
    return SimpleNamespace(
        draft=draft,
        other=bank(who.owner, "Ibis Foundation"),
        editors=editors,
        answer=answer(editors, by=who.editor),
        owners=ask(draft, bank(who.owner, "Mwala Chamber"), by=who.owner),
    )
