"""Looking again: alerts where something changed, nothing where nothing did, and never a verdict."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from convene.apps.inbox.models import Alert
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case, Hit, Screening
from convene.core.diligence import State
from convene.corpus.watchlists.loading import load
from tests.apps.vetting.people import cleared, ends_on, look, match, now, opened, partner

pytestmark = pytest.mark.django_db
HEAD = "id,name,aliases,schema,country,programme,reason\n"
BANK = "7,Blue River Bank,,organisation,PY,Ours,Left a bill unpaid\n"
SHIP = "8,Golden Anchor Shipping,,organisation,LR,Ours,Broke a contract\n"


@pytest.fixture(autouse=True)
def own_lists(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))


def serve(tmp_path, rows: str, *, day: int, force: bool = True) -> None:
    """Let a list of one's own serve, as `convene watchlist load` does."""
    file = tmp_path / f"own-{day}.csv"
    file.write_text(HEAD + rows)
    at = datetime(2026, 11, day, tzinfo=UTC)
    load(
        [file],
        form="csv",
        list="own",
        at=at,
        day=date(2026, 11, day),
        force=force,
        progress=lambda *_: None,
    )


def night() -> str:
    done = actions.night(today=timezone.localdate())
    return f"{done.alerts} new alerts; {done.ended} clearances ended."


def test_a_screening_finds_what_the_lists_hold(builder, tmp_path):
    serve(tmp_path, BANK + SHIP, day=1)
    case = actions.screen(opened(by=builder), by=builder)
    hit = case.hits.get()
    assert (hit.watchlist, hit.entry, hit.name, hit.kind, hit.state) == (
        "own",
        "7",
        "Blue River Bank",
        "own",
        "open",
    )
    assert hit.details["reason"] == "Left a bill unpaid"
    assert [one["list"] for one in Screening.objects.get().lists] == ["own"]


def test_without_lists_nothing_is_screened(builder):
    with pytest.raises(actions.NotNow):
        actions.screen(opened(by=builder), by=builder)
    assert night() == "0 new alerts; 0 clearances ended."


def test_listing_changing_and_delisting_each_bring_one_alert(builder, reviewer, approver, tmp_path):
    serve(tmp_path, SHIP, day=1)
    case = actions.screen(opened(by=builder), by=builder)
    assert night() == "0 new alerts; 0 clearances ended."
    assert Screening.objects.count() == 1
    serve(tmp_path, SHIP + BANK, day=2)
    assert night() == "1 new alerts; 0 clearances ended."
    assert night() == "0 new alerts; 0 clearances ended."
    actions.decide_hit(
        Hit.objects.get(),
        state="false_positive",
        reason="A bank of that name elsewhere.",
        by=reviewer,
    )
    serve(tmp_path, SHIP.replace("Broke", "Kept") + BANK, day=3)
    assert night() == "0 new alerts; 0 clearances ended."
    serve(tmp_path, SHIP + BANK.replace("a bill", "two bills"), day=4)
    assert night() == "1 new alerts; 0 clearances ended."
    serve(tmp_path, SHIP, day=5)
    assert night() == "1 new alerts; 0 clearances ended."
    assert [alert.kind for alert in Alert.objects.order_by("at")] == [
        "new_hit",
        "changed",
        "delisted",
    ]
    assert sorted(hit.state for hit in case.hits.all()) == ["false_positive", "open"]


def test_a_new_name_of_the_organisation_is_looked_for(builder, tmp_path):
    from convene.apps.registry.models import (
        OrganisationName,
    )  # local: only here does a name appear from nowhere

    serve(tmp_path, BANK, day=1)
    organisation = partner("Caja Campesina")
    actions.screen(opened(by=builder, of=organisation), by=builder)
    assert not Hit.objects.exists()
    OrganisationName.objects.create(
        organisation=organisation, text="Blue River Bank", kind="former"
    )
    assert night() == "1 new alerts; 0 clearances ended."


def test_looking_again_decides_nothing(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    assert actions.rescreen_case(case, look(match(), key="second")) == 1
    assert (now(case).state, now(case).hits.get().state) == ("cleared", "open")
    assert actions.rescreen_case(case, look(match(), key="second")) == 0
    assert (Alert.objects.count(), Screening.objects.count()) == (1, 2)


def test_killed_between_two_cases_it_goes_on_without_telling_twice(builder, tmp_path, monkeypatch):
    serve(tmp_path, SHIP, day=1)
    for name in ("Blue River Bank", "Blue River Bank Ltd"):
        actions.screen(opened(by=builder, of=partner(name)), by=builder)
    serve(tmp_path, SHIP + BANK, day=2)
    first = Case.objects.order_by("opened_at")[0]
    from convene.apps.vetting.queries import screening  # local: the half of a night that was done

    actions.rescreen_case(first, screening.look(first.organisation))
    assert night() == "1 new alerts; 0 clearances ended."
    assert Alert.objects.count() == 2


def test_a_night_ends_what_is_over(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    ends_on(case, date(2020, 1, 1))
    assert night() == "0 new alerts; 1 clearances ended."
    assert now(case).state == State.EXPIRED


def test_a_new_owner_is_told_once(builder, tmp_path):
    serve(tmp_path, SHIP, day=1)
    case = actions.screen(opened(by=builder), by=builder)
    case.organisation.parent = partner("Golden Holding")
    case.organisation.save()
    assert night() == "1 new alerts; 0 clearances ended."
    assert night() == "0 new alerts; 0 clearances ended."
    assert Alert.objects.get().kind == "owner"
