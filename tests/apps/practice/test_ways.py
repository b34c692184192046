"""How a way is planned, gone, left out and taken back, and what is told of it elsewhere."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.evidence.actions import keep_note
from convene.apps.practice import actions
from convene.apps.practice.models import Plan, PlanEvidence
from convene.apps.practice.queries import alliance_facts, waiting, ways
from convene.apps.practice.words import State
from convene.apps.registry.models import AtRisk
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.words import Check, Said
from convene.ground import trail
from convene.ground.changes import Changed, NotAllowed
from tests.apps.ledger.people import partner
from tests.apps.practice.people import LATER, OUTCOME, TODAY, WHY, Table, gone, planned, row, table
from tests.apps.workshop.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Table:
    return table()


def told(plan: Plan) -> list[str]:
    return [line.what for line in reversed(trail.lines(plan))]


def owner(here: Table) -> User | None:
    plan = row(here).plan
    return plan.owner if plan else None


def test_a_way_that_nobody_planned_is_open_and_not_left_out(here):
    rows = ways.rows(here.alliance, today=TODAY)

    assert [it.code for it in rows] == [f"W{number}" for number in range(1, 10)]
    assert {it.state for it in rows} == {State.OPEN}
    assert Plan.objects.count() == 0


def test_a_way_is_planned_gone_and_taken_back_and_all_of_it_stays_to_be_read(here):
    planned(here)
    assert (row(here).state, owner(here)) == (State.PLANNED, here.emil)
    plan = gone(here, by=here.emil)
    assert (row(here).state, row(here).done_on, row(here).said_by) == (
        State.DONE,
        TODAY,
        here.emil,
    )
    actions.take_back(here.alliance, "W3", reason="Only two came.", by=here.edith)

    assert (row(here).state, row(here).done_on, row(here).outcome) == (State.PLANNED, None, "")
    assert row(here).because == "Only two came."
    assert told(plan) == [
        "Planned it.",
        f"Said that it is done: {OUTCOME}",
        "Took back that it was done: Only two came.",
    ]


def test_what_nobody_had_planned_is_open_again_once_it_is_taken_back(here):
    gone(here)
    actions.take_back(here.alliance, "W3", reason=WHY, by=here.edith)

    assert row(here).state == State.OPEN


def test_pressing_twice_is_pressing_once(here):
    first = planned(here, seen=0)

    assert planned(here, seen=0) == first
    assert told(first) == ["Planned it."]


def test_what_somebody_changed_meanwhile_is_not_overwritten(here):
    planned(here)
    with pytest.raises(Changed):
        planned(here, owner=here.olga, seen=0)
    assert owner(here) == here.emil


def test_what_is_done_is_taken_back_before_it_is_anything_else(here):
    gone(here)
    with pytest.raises(actions.NotNow):
        actions.leave_out(here.alliance, "W3", reason=WHY, by=here.edith)
    with pytest.raises(actions.NotNow):
        planned(here)
    with pytest.raises(actions.NotNow):
        actions.say_done(here.alliance, "W3", on=TODAY, outcome="More came.", by=here.edith)


def test_what_is_left_out_says_why_and_can_be_planned(here):
    with pytest.raises(actions.TooLittle):
        actions.leave_out(here.alliance, "W5", reason="  ", by=here.edith)
    actions.leave_out(here.alliance, "W5", reason=WHY, by=here.edith)
    assert (row(here, "W5").state, row(here, "W5").because) == (State.LEFT_OUT, WHY)
    planned(here, "W5")

    assert (row(here, "W5").state, row(here, "W5").because) == (State.PLANNED, "")


def test_only_who_takes_part_is_asked_to_go_a_way(here):
    with pytest.raises(actions.NotHere):
        planned(here, owner=person("Stranger"))


def test_whoever_is_to_go_a_way_says_what_came_of_it_and_nothing_else(here):
    planned(here, owner=here.ravi)
    gone(here, by=here.ravi)
    assert row(here).said_by == here.ravi
    with pytest.raises(NotAllowed):
        gone(here, "W6", by=here.ravi)
    with pytest.raises(NotAllowed):
        actions.leave_out(here.alliance, "W5", reason=WHY, by=here.ravi)


def test_a_day_that_is_still_to_come_is_not_one_on_which_something_was_done(here):
    with pytest.raises(actions.StillToCome):
        actions.say_done(here.alliance, "W3", on=LATER, outcome=OUTCOME, by=here.edith)


def test_a_way_that_the_guide_does_not_name_is_none(here):
    with pytest.raises(actions.NoSuchWay):
        planned(here, "W99")


def test_meeting_civil_society_is_answered_where_its_gate_asks_for_it(here):
    planned(here, "W4")
    assert row(here, "W4").moves == (State.PLANNED,)
    with pytest.raises(actions.AskedElsewhere):
        gone(here, "W4")
    with pytest.raises(actions.AskedElsewhere):
        actions.leave_out(here.alliance, "W4", reason=WHY, by=here.edith)
    workshop.answer(
        here.alliance, Check.CIVIL_SOCIETY, Said.YES, note="Six came.", on=TODAY, by=here.olga
    )
    it = row(here, "W4")
    assert (it.state, it.done_on, it.outcome, it.said_by) == (
        State.DONE,
        TODAY,
        "Six came.",
        here.olga,
    )
    workshop.answer(here.alliance, Check.CIVIL_SOCIETY, Said.NO, note="Too soon.", by=here.olga)
    assert (row(here, "W4").state, row(here, "W4").because) == (State.LEFT_OUT, "Too soon.")
    workshop.answer(here.alliance, Check.CIVIL_SOCIETY, Said.NOT_SAID, note="", by=here.olga)
    assert row(here, "W4").state == State.PLANNED


def test_what_shows_a_way_belongs_to_the_time_it_was_said_to_be_done(here):
    with pytest.raises(actions.NotNow):
        actions.add_note(planned(here), title="Seen", note=OUTCOME, by=here.edith)
    actions.add_note(gone(here), title="Seen", note=OUTCOME, by=here.edith)
    assert [shown.evidence.title for shown in row(here).shown_by] == ["Seen"]
    actions.take_back(here.alliance, "W3", reason=WHY, by=here.edith)
    again = actions.say_done(
        here.alliance, "W3", on=TODAY, outcome="Two of them signed.", by=here.edith
    )
    assert row(here).shown_by == []
    actions.add_link(again, title="Page", url="https://example.org/", by=here.emil)

    assert [shown.evidence.title for shown in row(here).shown_by] == ["Page"]
    assert told(again)[-1] == "Added what shows it: Page"


def test_a_file_is_handed_out_only_where_it_shows_something(here):
    plan = gone(here)
    other = keep_note(title="Other", note="Elsewhere.", by=here.edith, at=timezone.now())
    with pytest.raises(actions.NotOfThis):
        actions.hand_out(plan, other, by=here.ravi)


def test_an_archived_alliance_plans_nothing(here):
    workshop.archive(here.alliance, by=here.olga)
    with pytest.raises(workshop.Archived):
        planned(here)


def test_what_is_late_stands_on_the_front_page_and_waits_for_whoever_was_to_go_it(here):
    planned(here, due_on=TODAY)
    planned(here, "W1")
    assert not row(here, today=TODAY).is_late
    tomorrow = TODAY + timedelta(days=1)
    assert row(here, today=tomorrow).is_late
    late = list(alliance_facts.late(here.alliance, today=tomorrow))

    assert [(it.since, it.what) for it in late] == [
        (TODAY, "A way to get started was planned: Meet with the private sector")
    ]
    sections = list(waiting.sections(here.emil, today=tomorrow))
    assert [plan.code for plan, _title in sections[0].given["overdue"]] == ["W3"]
    assert list(waiting.sections(here.olga, today=tomorrow)) == []


def test_the_days_of_ways_stand_in_the_calendar_of_whoever_is_to_go_them(here):
    planned(here)
    assert [(it.day, it.what) for it in waiting.dates(here.emil, today=TODAY)] == [
        (LATER, "Meet with the private sector (Market fees you can check)")
    ]
    assert list(waiting.dates(here.edith, today=TODAY)) == []
    workshop.unshare(here.alliance, person=here.emil, by=here.olga)
    assert [it.day for it in waiting.dates(here.edith, today=TODAY)] == [LATER]
    assert row_of_new(here).owner_left


def row_of_new(here: Table) -> ways.Row:
    """Return the way as the alliance is read anew."""
    it = ways.row(Alliance.objects.get(pk=here.alliance.pk), "W3", today=TODAY)
    assert it is not None
    return it


def test_where_a_partner_is_at_risk_a_calendar_names_no_alliance(here):
    planned(here)
    organisation = partner(alliance=here.alliance).organisation
    type(organisation).objects.filter(pk=organisation.pk).update(at_risk=AtRisk.values[-1])

    assert [it.what for it in waiting.dates(here.emil, today=TODAY)] == ["A way to get started"]


def test_what_a_check_answers_is_not_late(here):
    planned(here, "W4", due_on=TODAY)
    workshop.answer(
        here.alliance, Check.CIVIL_SOCIETY, Said.YES, note="Six came.", on=TODAY, by=here.olga
    )

    assert list(alliance_facts.late(here.alliance, today=LATER)) == []
    assert list(waiting.sections(here.emil, today=LATER)) == []


def _refused(plan: Plan, **values: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "open", "done_on": None, "outcome": ""},
        {"state": "left_out", "done_on": None, "outcome": "", "because": WHY},
        {"outcome": "Nobody came."},
        {"done_on": date(2026, 5, 1)},
        {"code": "W6"},
        {"state": "gone"},
    ],
)
def test_the_database_keeps_what_is_done_until_it_is_taken_back(here, values):
    _refused(gone(here), **values)


@pytest.mark.parametrize(
    "values",
    [
        {"owner": None},
        {"due_on": None},
        {"state": "left_out"},
        {"state": "done"},
        {"outcome": "Too early."},
    ],
)
def test_the_database_holds_each_state_to_what_it_needs(here, values):
    _refused(planned(here), **values)


def test_the_database_lets_nobody_outside_be_asked(here):
    plan = planned(here)
    _refused(plan, owner=person("Stranger"))
    _refused(planned(here, "W4"), state="done", done_on=TODAY, outcome=OUTCOME)
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.delete()


def test_the_database_only_adds_what_shows_a_way(here):
    actions.add_note(gone(here), title="Seen", note=OUTCOME, by=here.edith)
    shown = PlanEvidence.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        shown.delete()
    plan = planned(here, "W1")
    piece = keep_note(title="Other", note="Elsewhere.", by=here.edith, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanEvidence.objects.create(plan=plan, evidence=piece, by=here.edith, at=timezone.now())
