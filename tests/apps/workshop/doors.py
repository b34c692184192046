"""Who may do what to a draft, which its owner lets a reader read and an editor edit."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from convene.apps.workshop import actions
from convene.apps.workshop.models import Part, Task
from convene.apps.workshop.words import Check, ConsentForm, ConsentTo, Ready, Said, State
from convene.core.draft import Draft
from tests.apps.doors import ADMINISTRATORS, BUILDERS, OWNER, door
from tests.apps.registry.people import organisation, person
from tests.apps.workshop.people import OPEN_TENDERS, PUBLISH, TRAIN, draft_of
from tests.apps.world import Cast

ACTIONS = actions
BY_HAND = actions.Proposed(name="Quill and Sons")
MINE = replace(OPEN_TENDERS, title="Mine")
EDITORS = OWNER | {"editor"}
READERS = EDITORS | {"reader"}
REASON = "The ministry answers in January, as it wrote to us."
SAID: dict[str, Any] = {"reason": "The ministry has no budget.", "owed": "Nothing."}
JOINED = date(2026, 3, 2)
CONSENT: dict[str, Any] = {"given_by": "Grace Mwila", "form": ConsentForm.SIGNED, "since": JOINED}
BUS = actions.Bequest(what="Two buses", heir_outside="The town of Mwala")
DOORS = {
    "agree_override": door(EDITORS, lambda it, by: actions.agree_override(it.override, by=by)),
    "ask_override": door(
        EDITORS,
        lambda it, by: actions.ask_override(
            it.draft, code="G1.questions", reason=REASON, last_day=date(2099, 1, 1), by=by
        ),
    ),
    "move": door(EDITORS, lambda it, by: actions.move(it.draft, to=State.SUSPENDED, **SAID, by=by)),
    "add": door(EDITORS, lambda it, by: actions.add(it.draft, BY_HAND, by=by)),
    "add_asset": door(EDITORS, lambda it, by: actions.add_asset(it.draft, BUS, id=uuid4(), by=by)),
    "change_asset": door(
        EDITORS, lambda it, by: actions.change_asset(it.asset, BUS, seen=1, by=by)
    ),
    "hand_over": door(
        EDITORS,
        lambda it, by: actions.hand_over(it.asset, on=JOINED, shown_by="A receipt.", seen=1, by=by),
    ),
    "not_handed_over": door(EDITORS, lambda it, by: actions.not_handed_over(it.asset, by=by)),
    "drop_asset": door(EDITORS, lambda it, by: actions.drop_asset(it.asset, by=by)),
    "take_back_asset": door(EDITORS, lambda it, by: actions.take_back_asset(it.asset, by=by)),
    "add_task": door(
        EDITORS, lambda it, by: actions.add_task(it.draft, {"title": "Print"}, id=uuid4(), by=by)
    ),
    "answer_readiness": door(
        EDITORS, lambda it, by: actions.answer_readiness(it.task, Ready.NOT_ASKED, seen=1, by=by)
    ),
    "change_task": door(EDITORS, lambda it, by: actions.change_task(it.task, {}, seen=1, by=by)),
    "drop_task": door(EDITORS, lambda it, by: actions.drop_task(it.task, by=by)),
    "move_task": door(
        EDITORS, lambda it, by: actions.move_task(it.task, under=it.other_task, seen=1, by=by)
    ),
    "shift_task": door(EDITORS, lambda it, by: actions.shift_task(it.task, steps=1, by=by)),
    "take_back_task": door(EDITORS, lambda it, by: actions.take_back_task(it.dropped, by=by)),
    "answer": door(
        EDITORS,
        lambda it, by: actions.answer(it.draft, Check.HARM, Said.YES, note="Read it.", by=by),
    ),
    "archive": door(OWNER, lambda it, by: actions.archive(it.draft, by=by)),
    "consent": door(
        EDITORS, lambda it, by: actions.consent(it.partner, what=ConsentTo.LOGO, **CONSENT, by=by)
    ),
    "create": door(BUILDERS, lambda it, by: actions.create(Draft(title="Mine"), by=by)),
    "describe": door(
        EDITORS,
        lambda it, by: actions.describe(it.draft, it.pk, note="", assigned_to=None, by=by),
    ),
    "describe_partner": door(
        EDITORS, lambda it, by: actions.describe_partner(it.partner, {}, seen=1, by=by)
    ),
    "dismiss": door(EDITORS, lambda it, by: actions.dismiss(it.draft, it.pk, reason="No.", by=by)),
    "duplicate": door(READERS, lambda it, by: actions.duplicate(it.draft, by=by)),
    "give_part": door(
        OWNER,
        lambda it, by: actions.give_part(
            it.draft, person=it.femi, kind=Part.Kind.FOCAL_POINT, by=by
        ),
    ),
    "join": door(
        EDITORS,
        lambda it, by: actions.join(it.draft, it.organisation, on=date(2026, 3, 2), by=by),
    ),
    "let_in": door(
        OWNER,
        lambda it, by: actions.let_in(
            it.partner, name="Grace Mwila", email="grace@example.org", language="en", by=by
        ),
    ),
    "leave": door(
        EDITORS, lambda it, by: actions.leave(it.partner, on=JOINED, because="Moved.", by=by)
    ),
    "restore": door(EDITORS, lambda it, by: actions.restore(it.draft, it.pk, by=by)),
    "restore_version": door(
        EDITORS, lambda it, by: actions.restore_version(it.draft, version=1, by=by)
    ),
    "save": door(
        EDITORS,
        lambda it, by: actions.save(it.draft, shown=OPEN_TENDERS, mine=MINE, by=by),
    ),
    "share": door(
        OWNER, lambda it, by: actions.share(it.draft, person=it.femi, may_edit=True, by=by)
    ),
    "take_in": door(EDITORS, lambda it, by: actions.take_in(it.draft, it.pk, on=JOINED, by=by)),
    "unarchive": door(OWNER, lambda it, by: actions.unarchive(it.draft, by=by)),
    "unshare": door(OWNER, lambda it, by: actions.unshare(it.draft, person=it.reader, by=by)),
    "use_default_template": door(
        ADMINISTRATORS, lambda it, by: actions.use_default_template(by=by)
    ),
    "use_template": door(ADMINISTRATORS, lambda it, by: actions.use_template(b"", by=by)),
    "withdraw_consent": door(
        EDITORS, lambda it, by: actions.withdraw_consent(it.consent, because="Asked.", by=by)
    ),
}
INSIDE = {
    "joining.refuse_chain": "It changes nothing.",
    "drafts.next_version": "A step of actions that have asked.",
    "drafts.open_draft": "It asks for `workshop.change_alliance` and changes nothing itself.",
    "tree.bring_back": "A step of actions that have asked.",
    "tree.copy_parts": "A step of `duplicate`, which has asked.",
    "tree.drop": "A step of actions that have asked.",
    "tree.put_at_top": "A step of `save` and others, which have asked.",
    "tree.refuse_more": "It changes nothing.",
    "tree.refuse_more_at_top": "It changes nothing.",
    "tree.went_with": "It changes nothing.",
    "parts.begin": "A step of `create` and `give_part`, which have asked.",
    "parts.silence": "A step of `leave`, which has asked.",
}


def things(who: Cast) -> SimpleNamespace:
    draft = draft_of(who.owner)
    actions.share(draft, person=who.reader, may_edit=False, by=who.owner)
    actions.share(draft, person=who.editor, may_edit=True, by=who.owner)
    candidate = actions.add(draft, BY_HAND, by=who.owner)
    chamber = organisation("Lantern Fund", by=who.owner)
    asker = person("Uma")
    actions.share(draft, person=asker, may_edit=True, by=who.owner)
    actions.move(draft, to=State.SCOPING, by=who.owner)
    override = actions.ask_override(
        draft, code="G1.civil_society", reason=REASON, last_day=date(2099, 1, 1), by=asker
    )
    partner = actions.join(draft, chamber, on=JOINED, by=who.owner)
    dropped = actions.add_task(draft, {"title": "Repaint"}, id=uuid4(), by=who.owner)
    actions.drop_task(dropped, by=who.owner)
    return SimpleNamespace(
        draft=draft,
        task=Task.objects.get(pk=PUBLISH),
        other_task=Task.objects.get(pk=TRAIN),
        dropped=Task.objects.get(pk=dropped.pk),
        asset=actions.add_asset(draft, BUS, id=uuid4(), by=who.owner),
        override=override,
        partner=partner,
        consent=actions.consent(partner, what=ConsentTo.NAME, **CONSENT, by=who.owner),
        pk=candidate.pk,
        reader=who.reader,
        femi=person("Femi"),
        organisation=organisation("Mwala Chamber of Commerce", by=who.owner),
    )
