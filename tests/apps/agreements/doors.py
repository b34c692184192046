"""Who begins, fills in and writes the papers of an alliance."""

from types import SimpleNamespace
from uuid import uuid4

from convene.apps.agreements import actions
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance
from tests.apps.agreements.people import WHY, clause
from tests.apps.doors import OWNER, door
from tests.apps.workshop.people import draft_of
from tests.apps.world import Cast

ACTIONS = actions
EDITORS = OWNER | {"editor"}
DOORS = {
    "begin": door(
        EDITORS,
        lambda it, by: actions.begin(it.draft, id=uuid4(), kind="intent", language="en", by=by),
    ),
    "fill_in": door(EDITORS, lambda it, by: actions.fill_in(it.paper, title="A", values={}, by=by)),
    "put_away": door(EDITORS, lambda it, by: actions.put_away(it.paper, reason=WHY, by=by)),
    "take_up": door(EDITORS, lambda it, by: actions.take_up(it.away, by=by)),
    "write_clause": door(
        EDITORS, lambda it, by: actions.write_clause(it.clause, title="A", text="B", by=by)
    ),
    "add_clause": door(
        EDITORS,
        lambda it, by: actions.add_clause(it.paper, id=uuid4(), title="A", text="B", by=by),
    ),
    "leave_out": door(EDITORS, lambda it, by: actions.leave_out(it.clause, reason=WHY, by=by)),
    "take_in": door(EDITORS, lambda it, by: actions.take_in(it.out, by=by)),
}
INSIDE: dict[str, str] = {}


def things(who: Cast) -> SimpleNamespace:
    draft = draft_of(who.owner)
    workshop.share(draft, person=who.reader, may_edit=False, by=who.owner)
    workshop.share(draft, person=who.editor, may_edit=True, by=who.owner)
    draft = Alliance.objects.get(pk=draft.pk)
    paper, away = (
        actions.begin(draft, id=uuid4(), kind="intent", language="en", by=who.owner)
        for _time in range(2)
    )
    out = actions.leave_out(clause(paper, "exit_intent"), reason=WHY, by=who.owner)
    return SimpleNamespace(
        draft=draft,
        paper=paper,
        away=actions.put_away(away, reason=WHY, by=who.owner),
        clause=clause(paper, "purpose"),
        out=out,
    )
