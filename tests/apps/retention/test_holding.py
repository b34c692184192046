"""Legal hold: by two people, lifted by two, and while it stands nothing goes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Contact
from convene.apps.retention import actions, queries
from convene.apps.retention.actions import disposing, holding
from convene.apps.retention.models import Certificate, Disposal, Hold, Lifting
from convene.apps.retention.queries.waiting import sections
from convene.apps.vetting import actions as vetting
from convene.apps.vetting.models import Case
from convene.ground import trail
from convene.ground.keeping import Barred
from convene.ground.proposals import SamePerson, Settled, Waiting
from tests.apps.retention.people import (
    CASE,
    ORGANISATION,
    REFUSED,
    ago,
    declined,
    gone,
    proposed,
)
from tests.apps.retention.test_disposing import agreed_in_sql, in_sql, plain
from tests.apps.vetting.people import partner, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(builder, reviewer, approver) -> Case:
    return declined(by=builder, assessor=reviewer, approver=approver, years=8)


def hold(kind, record, *, by) -> Hold:
    return actions.propose_hold(kind, record.pk, reason="Sued.", by=by)


def held() -> list[bool]:
    return [one.held for one in queries.shelf(CASE, today=timezone.localdate()).due]


def test_a_hold_counts_from_its_proposal_until_two_lift_it(case, reviewer, approver, second):
    standing = hold(CASE, case, by=reviewer)
    assert held() == [True]
    with pytest.raises(SamePerson):
        actions.agree_hold(hold(CASE, case, by=approver), by=approver)
    with pytest.raises(actions.NotHeld):
        actions.propose_lifting(standing, reason="Over.", by=reviewer)
    actions.agree_hold(standing, by=approver)
    lifting = actions.propose_lifting(standing, reason="Over.", by=approver)
    with pytest.raises(Waiting):
        actions.propose_lifting(standing, reason="Over.", by=reviewer)
    with pytest.raises(SamePerson):
        actions.agree_lifting(lifting, by=approver)
    actions.refuse_hold(Hold.objects.get(state="proposed"), reason=REFUSED, by=second)
    assert held() == [True]
    actions.agree_lifting(lifting, by=second)
    assert held() == [False]
    with pytest.raises(Settled):
        actions.agree_lifting(lifting, by=second)


def test_under_hold_nothing_is_proposed_nor_agreed_in_action_or_database(
    case, reviewer, approver, second
):
    disposal, other = proposed(case, by=reviewer), in_sql(case, by=reviewer)
    hold(ORGANISATION, case.organisation, by=approver)
    with pytest.raises(actions.NotDue):
        gone(disposal, by=second)
    with pytest.raises(DatabaseError, match="under_legal_hold_stays"), transaction.atomic():
        agreed_in_sql(other, second)
    with pytest.raises(actions.NotDue):
        proposed(case, by=reviewer)


@pytest.mark.parametrize("which", ["duplicate", "kept"])
def test_a_hold_on_a_record_is_one_on_those_merged_with_it(
    which, builder, reviewer, approver, second
):
    case = declined(by=builder, assessor=reviewer, approver=approver, years=8)
    twin = partner("Blue River Savings")
    merge = registry.propose_merge(case.organisation, kept=twin, reason="Same.", by=builder)
    registry.confirm_merge(merge, by=reviewer)
    record = {"duplicate": case.organisation, "kept": twin}[which]
    hold(ORGANISATION, record, by=approver)
    assert held() == [True]
    with pytest.raises(DatabaseError, match="under_legal_hold_stays"), transaction.atomic():
        agreed_in_sql(in_sql(case, by=reviewer), second)


def test_nobody_is_erased_at_an_organisation_under_hold(builder, reviewer, approver):
    bank, day = partner("Ochre Works"), timezone.localdate() + timedelta(days=9)
    contact = registry.add_contact(
        bank, name="Josefa", channel="A door", consent="Yes", keep_until=day, by=builder
    )
    standing = hold(ORGANISATION, bank, by=reviewer)
    with pytest.raises(registry.UnderHold):
        registry.erase_contact(contact, by=builder)
    with pytest.raises(DatabaseError, match="nobody_is_erased"), transaction.atomic():
        Contact.objects.update(
            name="", role="", channel="", consent="", erased_by=builder, erased_at=timezone.now()
        )
    actions.refuse_hold(standing, reason=REFUSED, by=approver)
    registry.erase_contact(contact, by=builder)
    assert Contact.objects.get().name == ""


def test_the_database_keeps_a_hold_until_two_lift_it(case, reviewer, approver, second):
    standing = actions.agree_hold(hold(CASE, case, by=reviewer), by=approver)
    with pytest.raises(DatabaseError, match="a_hold_is_never_deleted"):
        plain("DELETE FROM retention_hold")
    for change in ("state = 'refused'", "kind = 'x'", "reason = 'x'", "id = 9999"):
        with pytest.raises(DatabaseError, match=r"a_hold_is_(lifted|refused)|keeps_its_key"):
            plain(f"UPDATE retention_hold SET {change}")
    lone = {"state": "undone", "undone_by": second, "undone_at": timezone.now()}
    with pytest.raises(DatabaseError, match="a_hold_is_lifted_by_two"), transaction.atomic():
        Hold.objects.update(**lone, undone_reason="Over.")
    lifting = actions.propose_lifting(standing, reason="Over.", by=reviewer)
    with pytest.raises(DatabaseError, match="a_hold_is_lifted_by_two"), transaction.atomic():
        Hold.objects.update(**lone, undone_reason="Over.")
    actions.agree_lifting(lifting, by=second)
    with pytest.raises(DatabaseError, match="a_hold_is_lifted_by_two"):
        plain("UPDATE retention_hold SET state = 'agreed'")


def test_an_unknown_record_is_not_held(reviewer):
    with pytest.raises(actions.NotHeld):
        actions.propose_hold("vetting.hit", partner().pk, reason="Sued.", by=reviewer)


@pytest.mark.parametrize("years", [0, 31])
def test_a_clock_runs_within_its_limits(years):
    with pytest.raises(actions.NoSuchClock):
        actions.set_clock(CASE, years=years, reason="Law.", by=person("Root", Role.ADMINISTRATOR))


# Who lets go of what is held.


def test_a_hold_is_refused_for_a_reason_that_whoever_proposed_it_reads(
    case, reviewer, approver, second
):
    standing = hold(CASE, case, by=reviewer)
    for reason in ("", "No.", "no no no no"):
        with pytest.raises(actions.NoReason):
            actions.refuse_hold(standing, reason=reason, by=approver)
    with (
        pytest.raises(DatabaseError, match="a_hold_is_refused_with_a_reason"),
        transaction.atomic(),
    ):
        Hold.objects.update(state="refused", decided_by=second, decided_at=timezone.now())
    actions.refuse_hold(standing, reason=REFUSED, by=approver)
    assert Hold.objects.get().refused_reason == REFUSED
    assert refusals_told(reviewer) == [standing]
    assert refusals_told(approver) == []
    with ago(years=-0.1):
        assert refusals_told(reviewer) == []


def refusals_told(person: User) -> list[Hold]:
    told = [one.given for one in sections(person, today=timezone.localdate())]
    return [hold for given in told for hold in given.get("refused", ())]


@pytest.mark.parametrize("kind", [CASE, ORGANISATION])
def test_who_must_not_judge_decides_about_no_hold(kind, case, reviewer, approver, second):
    record = {CASE: case, ORGANISATION: case.organisation}[kind]
    proposed_one, agreed = hold(kind, record, by=reviewer), hold(kind, record, by=reviewer)
    actions.agree_hold(agreed, by=second)
    lifting = actions.propose_lifting(agreed, reason="Over.", by=reviewer)
    actions.refuse_lifting(lifting, by=second)
    vetting.declare(case.organisation, nature="Shares.", since=timezone.localdate(), by=approver)
    with pytest.raises(Barred):
        actions.agree_hold(proposed_one, by=approver)
    with pytest.raises(Barred):
        actions.refuse_hold(proposed_one, reason=REFUSED, by=approver)
    with pytest.raises(Barred):
        actions.propose_lifting(agreed, reason="Over.", by=approver)
    lifting = actions.propose_lifting(agreed, reason="Over.", by=reviewer)
    with pytest.raises(Barred):
        actions.agree_lifting(lifting, by=approver)
    own = {"decided_by": approver, "decided_at": timezone.now()}
    with pytest.raises(DatabaseError, match="bars_from_a_hold"), transaction.atomic():
        Hold.objects.filter(pk=proposed_one.pk).update(
            state="refused", refused_reason=REFUSED, **own
        )
    assert sorted(Hold.objects.values_list("state", flat=True)) == ["agreed", "proposed"]


def test_the_database_lets_nobody_with_a_conflict_dispose(case, reviewer, approver):
    vetting.declare(case.organisation, nature="Shares.", since=timezone.localdate(), by=approver)
    with pytest.raises(DatabaseError, match="bars_disposing"), transaction.atomic():
        agreed_in_sql(in_sql(case, by=reviewer), approver)


@pytest.mark.parametrize("kind", [CASE, ORGANISATION])
@pytest.mark.parametrize("how", ["refused", "agreed to lift", "proposed to lift"])
def test_who_let_go_of_a_record_does_not_agree_to_its_disposal(
    kind, how, case, reviewer, approver, second
):
    record = {CASE: case, ORGANISATION: case.organisation}[kind]
    standing = hold(kind, record, by=reviewer)
    if how == "refused":
        actions.refuse_hold(standing, reason=REFUSED, by=approver)
    else:
        one, other = (approver, second) if how == "proposed to lift" else (reviewer, approver)
        actions.agree_hold(standing, by=approver)
        actions.agree_lifting(actions.propose_lifting(standing, reason="Over.", by=one), by=other)
    disposal = proposed(case, by=reviewer)
    with pytest.raises(actions.LetGo):
        gone(disposal, by=approver)
    with pytest.raises(DatabaseError, match="who_let_a_case_go"), transaction.atomic():
        agreed_in_sql(disposal, approver)
    gone(disposal, by=person("Abby", Role.APPROVER))
    assert Case.objects.count() == 0


def test_every_step_is_told_where_the_record_is_read(case, reviewer, approver, second):
    refused = hold(CASE, case, by=reviewer)
    actions.refuse_hold(refused, reason=REFUSED, by=approver)
    standing = actions.agree_hold(hold(CASE, case, by=reviewer), by=approver)
    lifting = actions.propose_lifting(standing, reason="Over.", by=reviewer)
    actions.refuse_lifting(lifting, by=approver)
    lifting = actions.propose_lifting(standing, reason="Over now.", by=reviewer)
    actions.agree_lifting(lifting, by=approver)
    told = [line.what for line in trail.lines(case) if line.code.startswith("retention.")]
    assert told[::-1] == [
        "Under legal hold from now on, as was proposed: Sued.",
        f"The legal hold was refused: {REFUSED}",
        "Under legal hold from now on, as was proposed: Sued.",
        "Put under legal hold: Sued.",
        "It was proposed to lift the legal hold: Over.",
        "The legal hold stands; it was not lifted.",
        "It was proposed to lift the legal hold: Over now.",
        "The legal hold was lifted: Over now.",
    ]


def test_a_hold_begins_as_a_proposal_on_what_is_there(case, reviewer, approver):
    made = {"reason": "Sued.", "proposed_by": reviewer, "proposed_at": timezone.now()}
    agreed = {"state": "agreed", "decided_by": approver, "decided_at": timezone.now()}
    with pytest.raises(DatabaseError, match="a_hold_begins_as_a_proposal"), transaction.atomic():
        Hold.objects.create(kind=CASE, record=case.pk, **made, **agreed)
    for kind, what in ((CASE, "case"), (ORGANISATION, "organisation")):
        refused = pytest.raises(DatabaseError, match=f"a_hold_is_on_an?_{what}_that_is_there")
        with refused, transaction.atomic():
            Hold.objects.create(kind=kind, record=uuid4(), **made)
    standing = actions.agree_hold(hold(CASE, case, by=reviewer), by=approver)
    with pytest.raises(DatabaseError, match="a_lifting_begins_as_a_proposal"), transaction.atomic():
        Lifting.objects.create(hold=standing, **made, **agreed)


# One holds while another disposes: whoever comes first.


def at_once(first: Callable[[], object], then: Callable[[], object]) -> tuple[str, str]:
    """Do two things on connections of their own; the other begins once the first is in the middle
    of it, and finds the records locked.
    """

    def of_its_own(act: Callable[[], object]) -> str:
        try:
            return type(act()).__name__
        except (actions.NotHeld, actions.NotDue) as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        begun = pool.submit(of_its_own, first)
        assert IN_THE_MIDDLE.wait(timeout=30)
        later = pool.submit(of_its_own, then)
        return begun.result(), later.result()


IN_THE_MIDDLE = Event()


def slowly(act: Callable[..., Any]) -> Callable[..., Any]:
    """Return an act that lets others try before it goes on."""

    def slow(*given: Any, **more: Any) -> Any:
        done = act(*given, **more)
        IN_THE_MIDDLE.set()
        sleep(1)
        return done

    return slow


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", [CASE, ORGANISATION])
def test_a_hold_that_comes_while_a_record_is_disposed_of_says_that_it_is_gone(
    kind, builder, reviewer, approver, second, monkeypatch
):
    case = declined(by=builder, assessor=reviewer, approver=approver, years=8)
    disposal = proposed(case, by=reviewer)
    record = {CASE: case, ORGANISATION: case.organisation}[kind]
    IN_THE_MIDDLE.clear()
    monkeypatch.setattr(disposing, "_still_due", slowly(disposing._still_due))
    said = at_once(lambda: gone(disposal, by=second), lambda: hold(kind, record, by=reviewer))
    assert said == ("Certificate", {CASE: "NotHeld", ORGANISATION: "Hold"}[kind])
    assert Case.objects.count() == 0
    assert Hold.objects.filter(kind=CASE).count() == 0
    assert all(one.proposed_at > Certificate.objects.get().at for one in Hold.objects.all())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", [CASE, ORGANISATION])
def test_a_disposal_that_comes_while_a_record_is_held_deletes_nothing(
    kind, builder, reviewer, approver, second, monkeypatch
):
    case = declined(by=builder, assessor=reviewer, approver=approver, years=8)
    disposal = proposed(case, by=reviewer)
    record = {CASE: case, ORGANISATION: case.organisation}[kind]
    IN_THE_MIDDLE.clear()
    monkeypatch.setattr(holding, "_tell", slowly(holding._tell))
    said = at_once(lambda: hold(kind, record, by=reviewer), lambda: gone(disposal, by=second))
    assert said == ("Hold", "NotDue")
    assert (Case.objects.get(), Certificate.objects.count()) == (case, 0)


@transaction.atomic
def _in_sql(disposal: Disposal, *, by: User, hold: Callable[[], object]) -> None:
    """Agree past the actions, let somebody hold the case meanwhile, and delete it."""
    agreed_in_sql(disposal, by)
    hold()
    plain("DELETE FROM vetting_case")


def test_the_database_deletes_no_case_that_is_held_meanwhile(case, reviewer, second):
    disposal = in_sql(case, by=reviewer)
    with pytest.raises(DatabaseError, match="a_case_under_legal_hold_is_never_deleted"):
        _in_sql(disposal, by=second, hold=lambda: hold(CASE, case, by=reviewer))
    assert Case.objects.get() == case
