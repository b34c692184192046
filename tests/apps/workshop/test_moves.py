"""An alliance goes on by somebody's act, through gates, or with two others who agree to go on
without.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance, Move, Override, OverrideAgreement, Part
from convene.apps.workshop.models.overriding import NEVER
from convene.apps.workshop.queries import facts, standing
from convene.apps.workshop.words import State
from convene.core.draft import Draft
from convene.core.lifecycle import Stage
from convene.ground import trail
from convene.ground.changes import Changed, NotAllowed
from convene.packs.alliances import path
from tests.apps.registry.people import organisation
from tests.apps.workshop.people import draft_of, edits_too, person

pytestmark = pytest.mark.django_db
REASON = "The ministry answers in January, as it wrote to us."
SAID: dict[str, Any] = {"reason": "The ministry has no budget.", "owed": "Nothing."}


def today() -> date:
    return timezone.localdate()


def tomorrow() -> date:
    return today() + timedelta(days=1)


@pytest.fixture
def alliance() -> Alliance:
    return draft_of(person("Olga"))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return facts that an app above tells; a test fills them in."""
    known: dict[str, Any] = {}
    monkeypatch.setattr(
        facts,
        "facts",
        lambda alliance, *, today, tell=facts.facts: {**tell(alliance, today=today), **known},
    )
    return known


def scoping(alliance: Alliance) -> Alliance:
    actions.move(alliance, to=State.SCOPING, by=alliance.owner)
    return Alliance.objects.get(pk=alliance.pk)


def unmet(alliance: Alliance) -> list[str]:
    return [lack.needed.code for lack in standing.standing(alliance, today=today()).unmet]


def reviewer_of(alliance: Alliance, name: str) -> User:
    somebody = person(name, Role.REVIEWER)
    actions.give_part(alliance, person=somebody, kind=Part.Kind.REVIEWER, by=alliance.owner)
    return somebody


def asked(alliance: Alliance, code: str = "G1.questions") -> Override:
    return actions.ask_override(
        alliance, code=code, reason=REASON, last_day=tomorrow(), by=alliance.owner
    )


def test_the_states_here_are_those_of_the_path():
    assert list(State.values) == [stage.value for stage in Stage]
    assert {state.value: str(state.label) for state in State} == {
        place.id: place.title for place in path().places
    }
    assert {needed.code for needed in path().requirements if not needed.overridable} == {*NEVER}


def test_somebody_moves_it_and_that_stays(alliance):
    before = alliance.version
    step = actions.move(alliance, to=State.SCOPING, by=alliance.owner)

    now = Alliance.objects.get(pk=alliance.pk)
    assert (now.state, now.version) == ("scoping", before + 1)
    assert (step.was, step.state, step.on, step.by) == ("idea", "scoping", today(), alliance.owner)
    assert trail.lines(now)[0].what == "Moved it to “Scoping”."
    assert now.history.first().state == "scoping"


def test_a_gate_keeps_it_and_says_why(alliance):
    there = scoping(alliance)

    with pytest.raises(actions.NotYet) as kept:
        actions.move(there, to=State.CONCEPT, by=there.owner)
    assert [lack.needed.code for lack in kept.value.unmet] == ["G1.questions", "G1.civil_society"]
    assert Alliance.objects.get(pk=there.pk).state == "scoping"
    assert Move.objects.count() == 1


def test_no_state_is_skipped(alliance):
    for state in (State.CONCEPT, State.ACTIVE, State.TERMINATED, State.IDEA):
        with pytest.raises(actions.NoSuchMove):
            actions.move(alliance, to=state, by=alliance.owner)


def test_two_moves_at_once_are_one(alliance):
    actions.move(alliance, to=State.SCOPING, seen=alliance.version, by=alliance.owner)

    with pytest.raises(Changed):
        actions.move(alliance, to=State.SCOPING, seen=alliance.version, by=alliance.owner)


def test_leaving_the_path_says_why_and_what_is_owed(alliance):
    for missing in ("reason", "owed"):
        with pytest.raises(actions.NothingSaid):
            actions.move(alliance, to=State.ABANDONED, by=alliance.owner, **{**SAID, missing: " "})
    with pytest.raises(actions.WrongDay):
        actions.move(alliance, to=State.ABANDONED, on=tomorrow(), by=alliance.owner, **SAID)


def test_a_suspended_alliance_goes_back_to_where_it_was(alliance):
    there = scoping(alliance)
    actions.move(there, to=State.SUSPENDED, by=there.owner, **SAID)
    still = Alliance.objects.get(pk=there.pk)

    assert standing.standing(still, today=today()).next == Stage.SCOPING
    with pytest.raises(actions.NoSuchMove):
        actions.move(still, to=State.IDEA, by=there.owner)
    actions.move(still, to=State.SCOPING, by=there.owner)
    assert [step.state for step in Move.objects.all()] == ["scoping", "suspended", "scoping"]


def test_a_suspended_alliance_may_be_given_up(alliance):
    there = scoping(alliance)
    actions.move(there, to=State.SUSPENDED, by=there.owner, **SAID)
    actions.move(there, to=State.ABANDONED, by=there.owner, **SAID)
    gone = Alliance.objects.get(pk=there.pk)

    known = standing.case(gone, today=today())
    assert known.halted is not None
    assert (known.halted.was, known.halted.owed) == (Stage.SCOPING, "Nothing.")
    with pytest.raises(actions.NoSuchMove):
        actions.move(gone, to=State.SCOPING, by=there.owner)


def test_two_others_let_it_go_on(alliance):
    there = scoping(alliance)
    override, editor, reviewer = asked(there), edits_too(there), reviewer_of(there, "Rita")
    asked_too = asked(there, "G1.civil_society")
    assert unmet(there) == ["G1.questions", "G1.civil_society"]

    actions.agree_override(override, by=editor)
    assert unmet(there) == ["G1.questions", "G1.civil_society"]
    actions.agree_override(override, by=reviewer)
    assert unmet(there) == ["G1.civil_society"]
    for who in (editor, reviewer):
        actions.agree_override(asked_too, by=who)
    step = actions.move(there, to=State.CONCEPT, by=there.owner)
    assert step.unmet == ["G1.questions", "G1.civil_society"]


def test_whoever_asked_does_not_agree(alliance):
    there = scoping(alliance)
    override = asked(there)

    with pytest.raises(actions.OwnOverride):
        actions.agree_override(override, by=there.owner)
    with pytest.raises(IntegrityError, match="whoever_asked_does_not_agree"), transaction.atomic():
        OverrideAgreement.objects.create(override=override, by=there.owner, at=timezone.now())


def test_agreeing_twice_is_agreeing_once(alliance):
    there = scoping(alliance)
    override, editor = asked(there), edits_too(there)
    first = actions.agree_override(override, by=editor)

    assert actions.agree_override(override, by=editor) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        OverrideAgreement.objects.create(override=override, by=editor, at=timezone.now())


def test_a_reader_does_not_agree(alliance):
    there = scoping(alliance)
    override, reader = asked(there), person("Rea")
    actions.share(there, person=reader, may_edit=False, by=there.owner)

    with pytest.raises(NotAllowed):
        actions.agree_override(override, by=reader)


def test_an_override_lapses_and_the_state_stays(alliance, monkeypatch):
    there = scoping(alliance)
    editor, reviewer = edits_too(there), reviewer_of(there, "Rita")
    for code in ("G1.questions", "G1.civil_society"):
        override = asked(there, code)
        actions.agree_override(override, by=editor)
        actions.agree_override(override, by=reviewer)
    actions.move(there, to=State.CONCEPT, by=there.owner)
    there = Alliance.objects.get(pk=there.pk)

    later = tomorrow() + timedelta(days=1)
    then = standing.standing(there, today=later)
    assert then.state == Stage.CONCEPT
    assert {"G1.questions", "G1.civil_society"} <= {lack.needed.code for lack in then.unmet}
    assert [(stop.partner, stop.because) for stop in then.stopped] == [("", "override_lapsed")]
    monkeypatch.setattr(timezone, "localdate", lambda: later)
    with pytest.raises(actions.Lapsed):
        actions.agree_override(override, by=reviewer_of(there, "Ruth"))


@pytest.mark.parametrize("code", ["G1.challenge", "G2.model", "G9.luck", *NEVER])
def test_what_is_met_or_fixed_or_unknown_is_not_overridden(alliance, code):
    with pytest.raises(actions.NotOverridable):
        asked(scoping(alliance), code)


def test_an_override_has_a_reason_and_a_day_to_come(alliance):
    there = scoping(alliance)
    for changes, refusal in (
        ({"reason": "needed"}, actions.TooLittle),
        ({"last_day": today() - timedelta(days=1)}, actions.WrongDay),
    ):
        given: Any = {"reason": REASON, "last_day": tomorrow(), **changes}
        with pytest.raises(refusal):
            actions.ask_override(there, code="G1.questions", by=there.owner, **given)


def test_the_database_refuses_an_override_of_a_stop_or_one_that_is_rewritten(alliance):
    there = scoping(alliance)
    override = asked(there)

    for changes in ({"code": "G6.sanctions"}, {"reason": " "}, {"code": ""}):
        fields: Any = {"code": "G5.exit", "reason": REASON, **changes}
        with pytest.raises(IntegrityError), transaction.atomic():
            Override.objects.create(
                alliance=there,
                last_day=tomorrow(),
                asked_by=there.owner,
                asked_at=timezone.now(),
                **fields,
            )
    for change in (
        lambda: Override.objects.filter(pk=override.pk).update(last_day=date(2099, 1, 1)),
        lambda: Override.objects.filter(pk=override.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_an_override_is_of_a_partner_of_its_own_alliance(alliance):
    other = draft_of(person("Otto"), Draft(title="Harbours that tell"))
    bank = actions.join(other, organisation(), on=today(), by=other.owner)

    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(
            alliance=alliance,
            partner=bank,
            code="G4.cleared",
            reason=REASON,
            last_day=tomorrow(),
            asked_by=alliance.owner,
            asked_at=timezone.now(),
        )


def test_what_is_written_down_is_known(alliance):
    bank = actions.join(alliance, organisation(), on=today(), by=alliance.owner)
    known = standing.case(alliance, today=today())

    assert (known.challenge, known.model, known.tasks) == (alliance.problem, "M1", 2)
    assert (known.prohibited_purpose, known.civil_society) == (False, None)
    [partner] = known.partners
    assert (partner.id, partner.interest, partner.conflicts) == (str(bank.pk), "", None)
    assert (partner.clearance, partner.sanctions_stop, partner.publication) == (None, None, None)


def test_an_app_above_tells_its_facts(alliance, told):
    there = scoping(alliance)
    told["six_questions"] = dict.fromkeys(["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"], "unknown")

    assert unmet(there) == ["G1.civil_society"]


def test_an_app_that_tells_what_nobody_asks_is_unheard(alliance, monkeypatch):
    class Misspelt:
        @staticmethod
        def facts(alliance: Alliance, *, today: date) -> dict[str, object]:
            return {"agrement_signed": True}

    monkeypatch.setattr(facts, "_tellers", lambda: (Misspelt,))
    with pytest.raises(facts.Unheard, match="agrement_signed"):
        standing.case(alliance, today=today())
