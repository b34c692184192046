"""Alerts that came up together: one import or one load of a list is one group, on one page."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.inbox.actions import close
from convene.apps.inbox.models import Alert, Occasion
from convene.apps.inbox.queries import closable
from convene.apps.registry.actions import add_tie, confirm_import, undo_tie
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import together
from convene.core.ties import Who
from convene.corpus.watchlists.loading import load
from tests.apps.registry.people import uploaded
from tests.apps.vetting.people import at_desk_of, cleared, ends_on, look, match, partner, person

pytestmark = pytest.mark.django_db
HEAD = "id,name,aliases,schema,country,programme,reason\n"
BANK = "7,Blue River Bank,,organisation,PY,Ours,Left a bill unpaid\n"
MILL = "9,Quern and Sons Mill,,organisation,PY,Ours,Broke a contract\n"


@pytest.fixture(autouse=True)
def own_lists(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))


@pytest.fixture
def rosa(db):
    return person("Rosa", Role.REVIEWER)


def night_with(tmp_path, rows: str, *, day: int) -> None:
    file = tmp_path / f"own-{day}.csv"
    file.write_text(HEAD + rows)
    at = datetime(2026, 11, day, tzinfo=UTC)
    load([file], form="csv", list="own", at=at, day=at.date(), force=True, progress=lambda *_: None)
    actions.night(today=timezone.localdate())


def brought() -> list[tuple[str, list[str]]]:
    return [
        (one.cause, sorted(str(alert.organisation) for alert in one.alerts.all()))
        for one in Occasion.objects.order_by("pk")
    ]


def test_one_import_is_one_group_and_one_load_of_a_list_another(builder, tmp_path):
    confirm_import(
        uploaded(builder, "name,country\nBlue River Bank,PY\nQuern and Sons Mill,PY\n"),
        anyway=(),
        by=builder,
    )
    night_with(tmp_path, BANK + MILL, day=1)
    assert brought() == [("import", ["Blue River Bank", "Quern and Sons Mill"])]

    changed = BANK.replace("a bill", "two bills") + MILL.replace("a contract", "two contracts")
    night_with(tmp_path, changed, day=2)
    assert brought()[1:] == [("list", ["Blue River Bank", "Quern and Sons Mill"])]
    assert Occasion.objects.latest("pk").facts == {"list": "own", "date": "2026-11-02"}


def test_what_the_registry_says_otherwise_is_a_group_of_its_day(builder, tmp_path):
    mill = partner("Quern Works")
    night_with(tmp_path, BANK, day=1)
    mill.names.update(text="Blue River Bank")
    actions.night(today=timezone.localdate())
    assert brought() == [("record", ["Blue River Bank"])]


def test_a_case_tells_of_the_list_that_changed_and_of_the_day_it_ended(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    actions.rescreen_case(case, look(match(), key="second", of=case.organisation))
    ends_on(case, date(2026, 1, 1))
    actions.expire(today=timezone.localdate())
    assert [(one.cause, one.alerts.get().takes_two) for one in Occasion.objects.order_by("pk")] == [
        ("list", True),
        ("time", False),
    ]


def page_of(alert: Alert) -> str:
    return reverse("vetting:alerts", args=[alert.occasion_id])


def test_an_alert_stays_in_every_inbox_until_two_reviewers_have_closed_it(
    builder, reviewer, approver, rosa
):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    actions.rescreen_case(case, look(match(), key="second"))
    alert = case.alerts.get().alert
    chosen = {"alerts": [alert.pk]}
    desks = {user.name: at_desk_of(user) for user in (builder, reviewer, rosa)}

    def inboxes() -> list[bool]:
        pages = [desk.get(reverse("inbox:inbox")).content.decode() for desk in desks.values()]
        return ["Blue Rivers Bank" in page for page in pages]

    desks["Bea"].post(page_of(alert), {**chosen, "do": "claim"})
    assert inboxes() == [True, True, True]
    assert "Bea looks into it since" in desks["Rosa"].get(page_of(alert)).content.decode()
    refused = desks["Rita"].post(page_of(alert), {**chosen, "do": "close", "reason": " "})
    assert "Say why they need nothing more." in refused.content.decode()
    desks["Rita"].post(
        page_of(alert), {**chosen, "do": "close", "reason": "Another bank, founded in 1990."}
    )
    assert inboxes() == [True, True, True]
    again = desks["Rita"].post(page_of(alert), {**chosen, "do": "agree"})
    assert "You proposed this yourself." in again.content.decode()
    desks["Rosa"].post(page_of(alert), {**chosen, "do": "agree"})
    assert inboxes() == [False, False, False]
    shown = desks["Bea"].get(page_of(alert)).content.decode()
    assert "Closed by Rita, agreed by Rosa" in shown
    assert "Another bank, founded in 1990." in shown


def test_a_builder_claims_and_does_not_close(builder, tmp_path):
    partner()
    night_with(tmp_path, BANK, day=1)
    alert, desk = Alert.objects.get(), at_desk_of(builder)
    shown = desk.get(page_of(alert)).content.decode()
    assert "I look into these" in shown
    assert "Close these" not in shown
    chosen = {"alerts": [alert.pk], "do": "close", "reason": "Mine: a bank of 1990."}
    assert desk.post(page_of(alert), chosen).status_code == 403


def test_who_has_a_conflict_or_sponsors_the_work_closes_nothing_of_it(
    builder, reviewer, approver, rosa
):
    case = cleared(by=builder, assessor=reviewer, approver=approver, sponsor=rosa)
    actions.rescreen_case(case, look(match(), key="second"))
    alert = case.alerts.get().alert
    assert [closable(user).exists() for user in (reviewer, rosa)] == [True, False]
    actions.declare(
        case.organisation, nature="My brother runs it.", since=date(2026, 1, 1), by=reviewer
    )
    assert not closable(reviewer).exists()
    with pytest.raises(PermissionDenied):
        close([alert], reason="Another bank, founded in 1990.", by=reviewer)


def test_the_inbox_asks_as_many_questions_whatever_the_number_of_groups(
    builder, tmp_path, django_assert_max_num_queries
):
    for n in range(3):
        partner(f"Blue River Bank {'ab'[n % 2] * n}")
    night_with(tmp_path, BANK, day=1)
    for n in range(2, 5):
        night_with(tmp_path, BANK.replace("a bill", f"{n} bills"), day=n)
    assert Organisation.objects.count() == 3
    with django_assert_max_num_queries(6):
        groups, more = together.groups(builder)
    assert ([(len(group.alerts), group.count) for group in groups], more) == ([(3, 3)] * 4, 0)


ROSA = "11,Rosa Quendori,,person,PY,Ours,Left a bill unpaid\n"


@pytest.mark.parametrize("with_case", [False, True])
def test_an_owner_who_is_new_is_what_changed_though_the_list_was_loaded_anew(
    builder, reviewer, approver, tmp_path, with_case
):
    mill = partner("Quern and Sons Mill")
    if with_case:
        cleared(by=builder, assessor=reviewer, approver=approver, of=mill)
    night_with(tmp_path, ROSA, day=1)
    assert not Alert.objects.filter(kind__in=["found", "new_hit"]).exists()
    add_tie(
        mill, Who(role="owner", kind="person", name="Rosa Quendori", source="Register"), by=builder
    )
    night_with(tmp_path, ROSA + BANK, day=2)
    kinds = set(Alert.objects.values_list("kind", flat=True))
    assert kinds == ({"found", "owner"} if with_case else {"found"})


def test_an_owner_who_is_new_stands_in_the_alert_and_the_doubt(
    builder, reviewer, approver, tmp_path
):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    rosa = Who(role="owner", kind="person", name="Rosa Quendori", source="Register")
    tie = add_tie(case.organisation, rosa, by=builder)
    night_with(tmp_path, MILL, day=1)
    assert Alert.objects.get(kind="owner").in_case.case == case
    page = at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "What is known of who stands behind it has changed" in page
    assert Case.objects.get().doubt_text == "+ Rosa Quendori"
    undo_tie(tie, by=reviewer)
    night_with(tmp_path, MILL, day=2)
    assert Case.objects.get().doubt_text == "+ Rosa Quendori\n− Rosa Quendori"
