"""Who may plan a way, and who says what became of it; who writes, reviews and shares a lesson."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

from convene.apps.practice import actions
from convene.apps.practice.models import Plan
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance
from tests.apps.doors import OWNER, door
from tests.apps.practice.people import OUTCOME, REVIEW, TODAY, WHY, terms
from tests.apps.workshop.people import draft_of
from tests.apps.world import Cast

ACTIONS = actions
EDITORS = OWNER | {"editor"}
GOERS = EDITORS | {"reader"}
"""The reader is to go a way, and so says what became of it."""


DOORS = {
    "plan": door(
        EDITORS,
        lambda it, by: actions.plan(it.draft, "W1", owner=it.owner, due_on=date(2099, 1, 1), by=by),
    ),
    "say_done": door(
        GOERS, lambda it, by: actions.say_done(it.draft, "W2", on=TODAY, outcome=OUTCOME, by=by)
    ),
    "leave_out": door(EDITORS, lambda it, by: actions.leave_out(it.draft, "W5", reason=WHY, by=by)),
    "take_back": door(GOERS, lambda it, by: actions.take_back(it.draft, "W3", reason=WHY, by=by)),
    "add_file": door(
        GOERS,
        lambda it, by: actions.add_file(
            it.gone, title="Minutes", content=b"Twelve came.", name="minutes.txt", by=by
        ),
    ),
    "add_link": door(
        GOERS,
        lambda it, by: actions.add_link(it.gone, title="Page", url="https://example.org", by=by),
    ),
    "add_note": door(
        GOERS, lambda it, by: actions.add_note(it.gone, title="Seen", note=OUTCOME, by=by)
    ),
    "write_down": door(
        EDITORS, lambda it, by: actions.write_down(it.draft, id=uuid4(), terms=terms(), by=by)
    ),
    "rewrite": door(EDITORS, lambda it, by: actions.rewrite(it.lesson, terms=terms("B"), by=by)),
    "review": door(OWNER, lambda it, by: actions.review(it.lesson, reason=REVIEW, by=by)),
    "share": door(OWNER, lambda it, by: actions.share(it.reviewed, confirmed=True, by=by)),
    "take_lesson_back": door(
        EDITORS, lambda it, by: actions.take_lesson_back(it.reviewed, reason=WHY, by=by)
    ),
    "hand_out": door(GOERS, lambda it, by: actions.hand_out(it.gone, it.file, by=by)),
}
ALSO = {
    "say that a way of somebody else is done": door(
        EDITORS,
        lambda it, by: actions.say_done(it.draft, "W6", on=TODAY, outcome=OUTCOME, by=by),
    ),
}
INSIDE = {"refusing.said": "it only looks at a text"}


def things(who: Cast) -> SimpleNamespace:
    draft = draft_of(who.owner)
    workshop.share(draft, person=who.reader, may_edit=False, by=who.owner)
    workshop.share(draft, person=who.editor, may_edit=True, by=who.owner)
    draft = Alliance.objects.get(pk=draft.pk)
    day = date(2099, 1, 1)
    for code in ("W2", "W3"):
        actions.plan(draft, code, owner=who.reader, due_on=day, by=who.owner)
    gone = actions.say_done(draft, "W3", on=TODAY, outcome=OUTCOME, by=who.reader)
    file = actions.add_file(
        gone, title="Minutes", content=b"Twelve came.", name="minutes.txt", by=who.owner
    )
    lesson, other = (
        actions.write_down(draft, id=uuid4(), terms=terms(), by=who.editor) for _time in range(2)
    )
    return SimpleNamespace(
        draft=draft,
        owner=who.owner,
        gone=Plan.objects.get(pk=gone.pk),
        file=file,
        lesson=lesson,
        reviewed=actions.review(other, reason=REVIEW, by=who.owner),
    )
