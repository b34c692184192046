"""What holds for every alliance, whatever is known of it: gates, overrides and stops."""

from dataclasses import fields, replace
from datetime import date
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from convene.core.diligence import Level
from convene.core.diligence import State as Vetted
from convene.core.lifecycle import (
    HIGH,
    OF_ALLIANCE,
    OF_PARTNER,
    QUESTIONS,
    Case,
    Clearance,
    Halt,
    Meeting,
    OfAlliance,
    OfPartner,
    Override,
    Partner,
    Risk,
    Stage,
    Statement,
    faults,
    moves,
    standing,
)
from convene.packs.alliances import path

PATH = path()
TODAY = date(2026, 12, 3)
DAYS = st.dates(min_value=date(2026, 11, 30), max_value=date(2026, 12, 6))
TEXTS = st.sampled_from([None, "", " ", "Clerks who know the new forms"])
YES_NO = st.sampled_from([None, True, False])
ON_THE_PATH = [place.id for place in PATH.places if not PATH.is_off(place.id)]
COUNTS = st.sampled_from([None, 0, 1, 7])
CLEARANCES = st.builds(
    Clearance,
    state=st.sampled_from(Vetted),
    level=st.sampled_from([None, *Level]),
    until=st.none() | DAYS,
)
PARTNERS = st.builds(
    Partner,
    id=st.sampled_from("ABC"),
    joined_on=st.none() | DAYS,
    left_on=st.none() | DAYS,
    interest=TEXTS,
    conflicts=st.sampled_from([None, "none", "some"]),
    extractive=YES_NO,
    clearance=st.none() | CLEARANCES,
    sanctions_stop=YES_NO,
    debarment_stop=YES_NO,
    publication=st.sampled_from([None, "given", "refused"]),
    statement=st.sampled_from([None, Statement(answer="confirmed"), Statement(answer="refused")]),
)
RISKS = st.builds(
    Risk,
    id=st.sampled_from("rst"),
    likelihood=st.none() | st.integers(1, 5),
    impact=st.none() | st.integers(1, 5),
    signed_off=st.booleans(),
    closed=st.booleans(),
)
OVERRIDES = st.builds(
    Override,
    code=st.sampled_from([needed.code for needed in PATH.requirements]),
    about=st.sampled_from(["alliance", *"ABC"]),
    asked_by=st.sampled_from(["Ana", "Ben", ""]),
    agreed_by=st.lists(st.sampled_from(["Ana", "Ben", "Chi", "Dina"]), max_size=3).map(tuple),
    reason=st.sampled_from(["", "The ministry signs its part in January."]),
    last_day=st.none() | DAYS,
)
MEETINGS = st.sampled_from(
    [None, Meeting(), Meeting(on=TODAY), Meeting(why_not="Nobody may meet.")]
)
BOOLEANS = [
    "harm_checked",
    "prohibited_purpose",
    "has_outcome",
    "contribution_schedule",
    "exit_plan",
    "uses_technology",
    "digital_risk_reviewed",
    "agreement_signed",
    "deliveries_reconciled",
    "assets_handed_over",
    "lessons_written",
    "final_report",
    "personal_data_disposed",
]
CASES = st.builds(
    Case,
    state=st.sampled_from(ON_THE_PATH),
    on=st.just(TODAY),
    partners=st.lists(PARTNERS, max_size=3, unique_by=lambda partner: partner.id).map(tuple),
    overrides=st.lists(OVERRIDES, max_size=4).map(tuple),
    challenge=TEXTS,
    six_questions=st.dictionaries(
        st.sampled_from(QUESTIONS), st.sampled_from(["answered", "unknown"])
    ),
    civil_society=MEETINGS,
    model=TEXTS,
    model_reason=TEXTS,
    tasks=COUNTS,
    inclusion_note=TEXTS,
    risks=st.none() | st.lists(RISKS, max_size=3).map(tuple),
    body_members=COUNTS,
    **dict.fromkeys(BOOLEANS, YES_NO),
)
MET_OF_A_PARTNER: dict[str, Any] = {
    "interest": "Clerks who know the new forms",
    "conflicts": "none",
    "extractive": False,
    "clearance": Clearance(state=Vetted.CLEARED, level=Level.ENHANCED, until=TODAY),
    "sanctions_stop": False,
    "debarment_stop": False,
    "publication": "given",
    "statement": Statement(answer="confirmed"),
}
MET: dict[str, Any] = {
    "challenge": "court_backlogs",
    "six_questions": dict.fromkeys(QUESTIONS, "answered"),
    "civil_society": Meeting(on=TODAY),
    "model": "M2",
    "model_reason": "Chambers answer for their members.",
    "tasks": 1,
    "inclusion_note": "Traders without a licence are asked too.",
    "risks": (Risk(id="r", likelihood=5, impact=5, signed_off=True),),
    "body_members": 1,
    **dict.fromkeys(BOOLEANS, True),
    "prohibited_purpose": False,
    "uses_technology": False,
}


def unmet(case: Case) -> set[tuple[str, str]]:
    return {(lack.needed.code, lack.about) for lack in standing(case, path=PATH).unmet}


def test_each_check_is_known_by_its_name():
    assert tuple(OF_ALLIANCE) == get_args(OfAlliance)
    assert tuple(OF_PARTNER) == get_args(OfPartner)
    assert HIGH == 15


def test_what_is_met_names_every_fact():
    facts = {spec.name for spec in fields(Case)} - {
        "state",
        "on",
        "halted",
        "partners",
        "overrides",
    }
    of_a_partner = {spec.name for spec in fields(Partner)} - {"id", "joined_on", "left_on"}

    assert (set(MET), set(MET_OF_A_PARTNER)) == (facts, of_a_partner)


@given(CASES, st.sampled_from(sorted(MET)))
def test_a_met_fact_adds_nothing_that_is_unmet(case: Case, fact: str):
    bare = replace(case, overrides=())  # an override of what is met stands in for nothing

    assert unmet(replace(bare, **{fact: MET[fact]})) <= unmet(bare)
    assert unmet(replace(case, **{fact: MET[fact]})) <= unmet(case)


@given(CASES, st.sampled_from(sorted(MET_OF_A_PARTNER)))
def test_a_met_fact_of_a_partner_adds_nothing_that_is_unmet(case: Case, fact: str):
    partners = tuple(
        replace(partner, **{fact: MET_OF_A_PARTNER[fact]}) for partner in case.partners
    )

    assert unmet(replace(case, partners=partners)) <= unmet(case)


@given(CASES)
def test_no_override_helps_where_none_is_allowed(case: Case):
    fixed = {needed.code for needed in PATH.requirements if not needed.overridable}
    bare = {(code, about) for code, about in unmet(replace(case, overrides=())) if code in fixed}

    assert {"G4.sanctions", "G4.debarment", "G6.sanctions", "G6.debarment"} <= fixed
    assert bare <= unmet(case)
    assert not {kept.needed.code for kept in standing(case, path=PATH).overridden} & fixed


@given(CASES)
def test_no_override_is_passed_over_in_silence(case: Case):
    answer = standing(case, path=PATH)

    assert len(answer.overridden) + len(answer.void) == len(case.overrides)
    assert all(void.because for void in answer.void)


@given(CASES, st.randoms())
def test_the_order_of_partners_and_overrides_does_not_matter(case: Case, random: Any):
    partners = random.sample(case.partners, len(case.partners))
    shuffled = replace(case, partners=tuple(partners))

    assert standing(shuffled, path=PATH) == standing(case, path=PATH)


@given(st.lists(st.sampled_from([*sorted(MET), "", "", ""]), max_size=15), st.randoms())
def test_no_path_reaches_active_with_something_unmet(lost: list[str], random: Any):
    """Walk from idea by any move that may be made; at each step one fact may be lost."""
    met = Case(state=Stage.IDEA, on=TODAY, partners=(Partner(id="A", **MET_OF_A_PARTNER),), **MET)
    state, halted = Stage.IDEA, None
    for fact in lost:
        forgotten: Any = {fact: {} if fact == "six_questions" else None} if fact else {}
        case = replace(met, state=state, halted=halted, **forgotten)
        steps = moves(case, path=PATH)
        if not steps:
            return
        step = steps[0] if random.random() < 0.8 else random.choice(steps)
        if step.to is Stage.ACTIVE:
            assert not standing(replace(case, state=step.to, halted=None), path=PATH).unmet
        was = halted.was if halted else state
        halted = Halt(was=was, on=TODAY, reason="Why.", owed="Nothing.") if step.off else None
        state = step.to
        assert faults(replace(case, state=state, halted=halted), path=PATH) == ()


@given(CASES)
def test_a_stop_names_somebody_who_is_in(case: Case):
    inside = {partner.id for partner in case.partners_now}
    stopped = standing(case, path=PATH).stopped

    assert {stop.partner for stop in stopped if stop.partner} <= inside
    assert {partner.id for partner in case.partners_now if partner.sanctions_stop} == {
        stop.partner for stop in stopped if stop.because == "sanctions"
    }
