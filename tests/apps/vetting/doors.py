"""Who may do what in vetting: its owner opened the cases, and lets a reader and an editor in."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from convene.apps.accounts.models import Role, User
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case
from convene.core.diligence import State
from tests.apps.declarations.people import ASKED, signed
from tests.apps.doors import APPROVERS, BUILDERS, OWNER, REVIEWERS, SIGNED_IN, door
from tests.apps.vetting.people import (
    in_research,
    in_review,
    look,
    match,
    now,
    opened,
    opinion_of,
    partner,
    person,
    researched,
)
from tests.apps.world import Cast

ACTIONS = actions
DAY = date(2026, 1, 1)
READERS = REVIEWERS | OWNER | {"reader", "editor"}
FOUND: dict[str, Any] = {"area": "image", "text": "Nothing.", "rating": "clear"}
REPORT: dict[str, Any] = {**FOUND, "text": "Sued.", "source": "A newspaper", "rating": "concern"}
LETTER: dict[str, Any] = {"addressee": "The board", "reply_until": DAY, "language": "en"}
WHY = {"reason": "They asked for it."}
SAID: dict[str, Any] = {"title": "Call", "note": "3 accounts."}


def screen(it: Any, by: User) -> None:
    """No list is loaded here: whoever may is told so."""
    with pytest.raises(actions.NotNow, match="not_screened"):
        actions.screen(it.opened, by=by)


DOORS = {
    "add_condition": door(
        REVIEWERS,
        lambda it, by: actions.add_condition(it.case, text="Publish it.", owner="Us", by=by),
    ),
    "add_file": door(
        READERS,
        lambda it, by: actions.add_file(
            it.case, title="Letter", content=b"Well.", name="letter.txt", by=by
        ),
    ),
    "add_finding": door(
        READERS, lambda it, by: actions.add_finding(it.case, **FOUND, evidence=[it.note], by=by)
    ),
    "add_legal_opinion": door(
        APPROVERS,
        lambda it, by: actions.add_legal_opinion(
            it.debarred, counsel="Counsel", text="May go on.", evidence=it.opinion_letter, by=by
        ),
    ),
    "add_link": door(
        READERS,
        lambda it, by: actions.add_link(
            it.case, title="Register", url="https://example.org", read_on=DAY, by=by
        ),
    ),
    "add_member": door(
        REVIEWERS | OWNER, lambda it, by: actions.add_member(it.case, person=it.other, by=by)
    ),
    "add_note": door(READERS, lambda it, by: actions.add_note(it.case, **SAID, by=by)),
    "add_search": door(
        READERS,
        lambda it, by: actions.add_search(
            it.case, words="A bank", place="A paper", read_on=DAY, note="Nothing.", by=by
        ),
    ),
    "agree_legal_opinion": door(
        APPROVERS, lambda it, by: actions.agree_legal_opinion(it.opinion, by=by)
    ),
    "agree_retraction": door(
        APPROVERS, lambda it, by: actions.agree_retraction(it.retraction, by=by)
    ),
    "answer_recall": door(
        REVIEWERS,
        lambda it, by: actions.answer_recall(
            it.recall, answer="It has been sold to others since then.", by=by
        ),
    ),
    "answer_reply": door(
        READERS, lambda it, by: actions.answer_reply(it.reply, answer="It is so.", by=by)
    ),
    "ask_declaration": door(
        READERS, lambda it, by: actions.ask_declaration(it.case, **ASKED, by=by)
    ),
    "take_declared": door(
        READERS, lambda it, by: actions.take_declared(it.declared, part="owner", place=0, by=by)
    ),
    "withdraw_declaration": door(
        READERS, lambda it, by: actions.withdraw_declaration(it.asking, by=by)
    ),
    "ask_reply": door(
        READERS, lambda it, by: actions.ask_reply(it.case, question="Is it so?", by=by)
    ),
    "assess": door(
        REVIEWERS, lambda it, by: actions.assess(it.researched, assessment="Sound.", by=by)
    ),
    "begin_research": door(READERS, lambda it, by: actions.begin_research(it.screened, by=by)),
    "change_plan": door(
        READERS, lambda it, by: actions.change_plan(it.cleared, text="Courts too", by=by)
    ),
    "correct_facts": door(
        OWNER,
        lambda it, by: actions.correct_facts(it.case, facts={}, value=None, currency="", by=by),
    ),
    "correct_finding": door(
        OWNER,
        lambda it, by: actions.correct_finding(it.finding, **FOUND, evidence=[it.note], by=by),
    ),
    "correct_note": door(OWNER, lambda it, by: actions.correct_note(it.note, **SAID, by=by)),
    "decide": door(
        APPROVERS,
        lambda it, by: actions.decide(it.in_review, decision=State.CLEARED, reason="Well.", by=by),
    ),
    "decide_hit": door(
        REVIEWERS,
        lambda it, by: actions.decide_hit(it.hit, state="false_positive", reason="A ship.", by=by),
    ),
    "decide_hits": door(
        REVIEWERS, lambda it, by: actions.decide_hits(it.case, [it.hit], reason="A ship.", by=by)
    ),
    "declare": door(
        SIGNED_IN,
        lambda it, by: actions.declare(it.free, nature="I worked there.", since=DAY, by=by),
    ),
    "end_conflict": door(
        REVIEWERS, lambda it, by: actions.end_conflict(it.conflict, reason="She left.", by=by)
    ),
    "hand_out": door(READERS, lambda it, by: actions.hand_out(it.case, it.file, by=by)),
    "hand_out_original": door(
        REVIEWERS, lambda it, by: actions.hand_out_original(it.case, it.file, by=by)
    ),
    "note_printed": door(
        READERS,
        lambda it, by: actions.note_printed(
            it.case, paper="file", made=b"%PDF", name="a.pdf", content="0", language="en", by=by
        ),
    ),
    "send_letter": door(REVIEWERS, lambda it, by: actions.send_letter(it.letter, by=by)),
    "write_letter": door(
        REVIEWERS, lambda it, by: actions.write_letter(it.cleared, **LETTER, by=by)
    ),
    "meet_condition": door(REVIEWERS, lambda it, by: actions.meet_condition(it.condition, by=by)),
    "move_condition": door(
        REVIEWERS, lambda it, by: actions.move_condition(it.condition, due_on=DAY, **WHY, by=by)
    ),
    "move_reply": door(
        REVIEWERS, lambda it, by: actions.move_reply(it.reply, due_on=DAY, **WHY, by=by)
    ),
    "note_silence": door(REVIEWERS, lambda it, by: actions.note_silence(it.late, **WHY, by=by)),
    "open_case": door(
        BUILDERS, lambda it, by: actions.open_case(it.free, scope="Tenders", facts={}, by=by)
    ),
    "propose_retraction": door(
        APPROVERS,
        lambda it, by: actions.propose_retraction(
            it.mistake, reason="A namesake.", evidence=it.register, by=by
        ),
    ),
    "refuse_legal_opinion": door(
        APPROVERS, lambda it, by: actions.refuse_legal_opinion(it.opinion, by=by)
    ),
    "refuse_retraction": door(
        APPROVERS, lambda it, by: actions.refuse_retraction(it.retraction, by=by)
    ),
    "remove_member": door(
        REVIEWERS | OWNER, lambda it, by: actions.remove_member(it.case, person=it.reader, by=by)
    ),
    "renew": door(OWNER, lambda it, by: actions.renew(it.conflict, by=by)),
    "reopen": door(
        REVIEWERS, lambda it, by: actions.reopen(it.cleared, why="scope", text="More.", by=by)
    ),
    "report": door(READERS, lambda it, by: actions.report(it.cleared, **REPORT, by=by)),
    "return_to_research": door(
        REVIEWERS, lambda it, by: actions.return_to_research(it.in_review, reason="More.", by=by)
    ),
    "screen": door(READERS, screen),
    "screened": door(READERS, lambda it, by: actions.screened(it.opened, look(), by=by)),
    "stand_by": door(
        APPROVERS, lambda it, by: actions.stand_by(it.doubted, reason="Known to us.", by=by)
    ),
    "submit": door(REVIEWERS, lambda it, by: actions.submit(it.assessed, by=by)),
}
ITSELF = (
    "Convene does it by itself, at night; a person asks for the job, which asks whether they may."
)
STEP = "A step of the actions of a case, which have asked and hold it locked."
INSIDE = {
    **dict.fromkeys(("expire", "look_again", "night", "rescreen_case"), ITSELF),
    **dict.fromkeys(("alerts.gone", "alerts.tell_of_case", "alerts.tell_without_case"), ITSELF),
    **dict.fromkeys(("occasions.brought_by", "occasions.of_list"), ITSELF),
    **dict.fromkeys(("occasions.of_record", "occasions.of_time"), ITSELF),
    **dict.fromkeys(("check_evidence", "sealing.noting"), ITSELF),
    "due.tell_overdue": ITSELF,
    "disposing.dispose_of_cases": "Whoever agrees to a disposal is asked there.",
    **dict.fromkeys(
        ("disposing.may_dispose", "disposing.may_judge_partner"),
        "It only says who must not, besides what their role allows.",
    ),
    **dict.fromkeys(("levels.follow_all", "levels.organisation_saved"), ITSELF),
    **dict.fromkeys(
        ("record.back_to_research", "doubts.doubt", "hits.record", "hits.settle"), STEP
    ),
    "note_sending": "The worker that sends a letter notes what the mail server said.",
    **dict.fromkeys(("research.bring", "research.of_its_case"), STEP),
    **dict.fromkeys(("record.check", "record.next_round", "record.ongoing"), STEP),
    **dict.fromkeys(("record.settle_doubt", "record.unbarred"), STEP),
    **dict.fromkeys(("recalls.bring_up", "recalls.look_back", "recalls.shake_alike"), STEP),
}


def things(who: Cast) -> SimpleNamespace:
    owner, judge = who.owner, person("Judge", Role.APPROVER)
    return SimpleNamespace(
        other=who.elsewhere,
        reader=who.reader,
        free=partner("Free Works"),
        **_research(who, judge=judge),
        opened=_case(who, opened(by=owner, of=partner("Opened"))),
        screened=_case(
            who, actions.screened(opened(by=owner, of=partner("Screened")), look(), by=owner)
        ),
        researched=_researched(who, "Researched"),
        assessed=_assessed(who, by=judge),
        in_review=_in_review(who, "In review", by=judge),
        cleared=(good := _cleared(who, "Cleared", by=judge)),
        letter=actions.write_letter(good, **LETTER, to="board@example.org", by=judge),
        doubted=_doubted(who, by=judge),
        **_debarred(who, by=judge),
        mistake=(mistake := _mistake(who, "Mistake", by=judge)),
        register=mistake.case.evidence.get(),
        retraction=_retraction(who, by=judge),
        recall=_recall(who, by=judge),
    )


def _case(who: Cast, case: Case) -> Case:
    for member in (who.reader, who.editor):
        actions.add_member(case, person=member, by=who.owner)
    return now(case)


def _research(who: Cast, *, judge: User) -> dict[str, object]:
    owner = who.owner
    case = _case(who, in_research(match(), by=owner, of=partner("Blue River Bank")))
    note = actions.add_note(case, **SAID, by=owner)
    declared, _link = actions.ask_declaration(case, **ASKED, by=owner)
    signed(declared.declaration)
    declared.declaration.refresh_from_db()
    asking, _link = actions.ask_declaration(case, **ASKED, by=owner)
    return {
        "case": case,
        "declared": declared,
        "asking": asking,
        "hit": case.hits.get(),
        "note": note,
        "file": actions.add_file(
            case, title="Letter", content=b"All is well.", name="letter.txt", by=owner
        ),
        "finding": actions.add_finding(case, **FOUND, evidence=[note], by=owner),
        "condition": actions.add_condition(case, text="Publish it.", owner="Us", by=judge),
        "reply": actions.ask_reply(case, question="Is it so?", by=owner),
        "late": actions.ask_reply(case, question="And now?", due_on=DAY, by=owner),
        "conflict": actions.declare(partner("Tied"), nature="I work there.", since=DAY, by=owner),
    }


def _researched(who: Cast, name: str) -> Case:
    return researched(_case(who, in_research(by=who.owner, of=partner(name))), by=who.owner)


def _assessed(who: Cast, *, by: User) -> Case:
    return actions.assess(_researched(who, "Assessed"), assessment="Sound.", by=by)


def _in_review(who: Cast, name: str, *, by: User) -> Case:
    return _case(who, in_review(by=who.owner, assessor=by, of=partner(name)))


def _cleared(who: Cast, name: str, *, by: User) -> Case:
    case = _in_review(who, name, by=by)
    return actions.decide(
        case,
        decision=State.CLEARED,
        reason="Well.",
        by=person(f"Approver of {name}", Role.APPROVER),
    )


def _doubted(who: Cast, *, by: User) -> Case:
    case = _cleared(who, "Doubted", by=by)
    actions.report(case, **REPORT, by=who.owner)
    return now(case)


def _debarred(who: Cast, *, by: User) -> dict[str, object]:
    case = _case(who, in_research(match(kind="debarment"), by=who.owner, of=partner("Debarred")))
    actions.decide_hit(case.hits.get(), state="true_match", reason="Same.", by=by)
    letter = opinion_of(case, by=who.owner)
    opinion = actions.add_legal_opinion(
        case, counsel="Counsel", text="May go on.", evidence=letter, by=by
    )
    return {"debarred": now(case), "opinion_letter": letter, "opinion": opinion}


def _mistake(who: Cast, name: str, *, by: User) -> Any:
    case = _case(who, in_research(match(), by=who.owner, of=partner(name)))
    actions.add_note(case, **SAID, by=who.owner)
    return actions.decide_hit(case.hits.get(), state="true_match", reason="Same.", by=by)


def _recall(who: Cast, *, by: User) -> Any:
    once = _in_review(who, "Declined", by=by)
    decider = person("Decider", Role.APPROVER)
    actions.decide(once, decision=State.DECLINED, reason="Sued.", by=decider)
    return opened(by=who.owner, of=once.organisation, recalled=[once.pk]).recalls.get()


def _retraction(who: Cast, *, by: User) -> Any:
    hit = _mistake(who, "Quendor Works", by=person("Rosa", Role.REVIEWER))
    return actions.propose_retraction(
        hit, reason="A namesake.", evidence=hit.case.evidence.get(), by=by
    )
