"""What an alliance leaves: thing by thing, with an heir, handed over and never deleted."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from convene.apps.workshop import actions
from convene.apps.workshop.models import Asset
from convene.apps.workshop.queries import facts
from convene.apps.workshop.words import Check, Said
from convene.core.draft import Draft
from convene.ground.changes import Changed
from tests.apps.registry.people import organisation
from tests.apps.workshop.people import at_desk_of, draft_of, person
from tests.apps.workshop.test_members import words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
BUSES = actions.Bequest(what="Two buses", terms="The town pays for fuel.")


@pytest.fixture
def draft():
    return draft_of(person("Olga"))


@pytest.fixture
def fund(draft):
    joining = organisation("Lantern Fund", by=draft.owner)
    return actions.join(draft, joining, on=date(2026, 3, 2), by=draft.owner)


def known(draft):
    whole = facts.facts(draft, today=TODAY)
    return whole.get("exit_plan"), whole.get("assets_handed_over")


def test_the_gates_look_at_the_list_once_there_is_one(draft, fund):
    owner = draft.owner
    assert known(draft) == (None, None)
    actions.answer(draft, Check.EXIT_PLAN, Said.YES, note="In the annex.", by=owner)
    assert known(draft) == (True, None)

    buses = actions.add_asset(draft, BUSES, id=uuid4(), by=owner)
    assert known(draft) == (False, False)
    with pytest.raises(actions.NoHeir):
        actions.hand_over(buses, on=TODAY, shown_by="A receipt.", seen=1, by=owner)

    named = actions.Bequest(what="Two buses", heir=fund)
    actions.change_asset(buses, named, seen=1, by=owner)
    assert known(draft) == (True, False)
    actions.hand_over(buses, on=TODAY, shown_by="A receipt.", seen=2, by=owner)
    assert known(draft) == (True, True)

    actions.drop_asset(buses, by=owner)
    assert known(draft) == (True, None)
    actions.take_back_asset(buses, by=owner)
    assert known(draft) == (True, True)


def test_who_has_it_does_not_change_silently_nor_from_an_old_page(draft, fund):
    owner = draft.owner
    buses = actions.add_asset(
        draft, actions.Bequest(what="Two buses", heir=fund), id=uuid4(), by=owner
    )
    actions.hand_over(buses, on=TODAY, shown_by="A receipt.", seen=1, by=owner)
    elsewhere = actions.Bequest(what="Two buses", heir_outside="The town of Mwala")

    with pytest.raises(Changed):
        actions.change_asset(buses, elsewhere, seen=1, by=owner)
    with pytest.raises(actions.HandedOver):
        actions.change_asset(buses, elsewhere, seen=2, by=owner)
    actions.not_handed_over(buses, by=owner)
    actions.change_asset(buses, elsewhere, seen=3, by=owner)

    assert str(Asset.objects.get()) == "Two buses"
    assert Asset.objects.get().heir_outside == "The town of Mwala"
    assert known(draft) == (True, False)


def test_the_same_id_again_is_the_same_thing(draft):
    key = uuid4()
    pressed = [actions.add_asset(draft, BUSES, id=key, by=draft.owner).pk for _press in range(2)]
    assert pressed == [key, key]
    assert Asset.objects.count() == 1


def test_the_database_keeps_it_too(draft, fund):
    owner = draft.owner
    other = draft_of(owner, Draft(title="Doors that open"))
    stranger = actions.join(
        other, organisation("Quill Trust", by=owner), on=date(2026, 3, 2), by=owner
    )
    buses = actions.add_asset(
        draft, actions.Bequest(what="Two buses", heir=fund), id=uuid4(), by=owner
    )
    actions.hand_over(buses, on=TODAY, shown_by="A receipt.", seen=1, by=owner)
    row = Asset.objects.filter(pk=buses.pk)

    for wrong in (
        row.delete,
        lambda: row.update(alliance=other),
        lambda: row.update(heir=stranger),
        lambda: row.update(heir=None, heir_outside="The town"),
        lambda: row.update(heir_outside="The town"),
        lambda: row.update(handed_said=" "),
        lambda: row.update(what=" "),
        lambda: row.update(handed_on=None, handed_said="", heir=stranger),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_the_pages_say_what_is_open_and_lead_to_it(draft, fund):
    desk, where = at_desk_of(draft.owner), f"/drafts/{draft.pk}/exit/"
    assert "Nothing is written down yet." in words(desk.get(where))

    both = {"what": "Two buses", "heir": str(fund.pk), "heir_outside": "The town"}
    refused = words(desk.post(f"{where}add/", {**both, "id": str(uuid4())}, follow=True))
    assert "Name one who inherits it" in refused
    typed = {"id": str(uuid4()), "what": "Two buses"}
    assert "1 thing without an heir" in words(desk.post(f"{where}add/", typed, follow=True))

    page = f"{where}{Asset.objects.get().pk}/"
    desk.post(f"{page}change/", {**typed, "heir": str(fund.pk), "seen": "1"})
    assert "1 thing to hand over" in words(desk.get(where))
    future = {"on": "2100-01-01", "shown_by": "A receipt.", "seen": "2"}
    assert "still to come" in words(desk.post(f"{page}hand-over/", future))
    shown = desk.post(f"{page}hand-over/", {**future, "on": "2026-03-09"}, follow=True)
    assert "A receipt." in words(shown)
    assert "All is handed over" in words(desk.get(where))
    desk.post(f"{page}not-yet/")
    desk.post(f"{page}drop/")
    assert "Taken out of the plan" in words(desk.get(where))
    assert "It is in the plan again." in words(desk.post(f"{page}back/", follow=True))
    past = words(desk.get(page))
    assert "Said that it is handed over." in past
    assert "which partner inherits it" in past
