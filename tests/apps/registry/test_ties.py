"""Who stands behind an organisation: written down, corrected, ended, taken back, and told to nobody
who has no business with it.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Event, Role
from convene.apps.registry import actions, exports
from convene.apps.registry.models import Organisation, Tie
from convene.apps.registry.queries import ties
from convene.core.shares import Share
from convene.core.ties import Who
from convene.ground.changes import Changed
from tests.apps.registry.people import at_desk_of, organisation, person

pytestmark = pytest.mark.django_db
JOSEFA = Who(
    role="owner",
    kind="person",
    name="Josefa Plainly-Invented",
    share=Share(Decimal(25), Decimal(50)),
    born="1970-05",
    nationality="PY",
    source="Register of owners, read on 1 May 2026.",
)
TYPED = {
    "role": "owner",
    "kind": "person",
    "name": "Josefa Plainly-Invented",
    "share": "25–50 %",
    "born": "1970-05",
    "nationality": "PY",
    "numbers": "P1234567; P1234567; 7654321",
    "source": "Register of owners, read on 1 May 2026.",
}


def add(desk, bank: Organisation, **typed: str) -> Any:
    return desk.post(reverse("registry:add_tie", args=[bank.pk]), {**TYPED, **typed})


def page(desk, bank: Organisation) -> str:
    shown = desk.get(reverse("registry:behind", args=[bank.pk])).content
    return str(shown, "utf-8")


def test_an_owner_is_written_down_as_exactly_as_is_known():
    bea = person("Bea")
    bank, desk = organisation(by=bea), at_desk_of(bea)
    assert "Nobody is on record. That does not say that nobody owns it" in page(desk, bank)
    add(desk, bank)
    josefa = Tie.objects.get()
    assert (josefa.share, josefa.born, josefa.nationality, josefa.numbers) == (
        Share(Decimal(25), Decimal(50)),
        "1970-05",
        "PY",
        ["P1234567", "7654321"],
    )
    shown = page(desk, bank)
    for said in ("Josefa Plainly-Invented", "25–50 %", "1970-05", "Paraguay", TYPED["source"]):
        assert said in shown, said


def test_a_share_that_nobody_knows_is_not_nothing():
    bea = person("Bea")
    bank, desk = organisation(by=bea), at_desk_of(bea)
    add(desk, bank, share="")
    assert Tie.objects.get().share is None
    assert "share not known" in page(desk, bank)


def test_an_organisation_of_the_registry_is_named_by_its_record():
    bea = person("Bea")
    bank, desk = organisation(by=bea), at_desk_of(bea)
    holding = organisation("Golden Holding", by=bea)
    add(desk, bank, name="", party="golden holding", born="", nationality="")
    assert (Tie.objects.get().party, Tie.objects.get().kind) == (holding, "organisation")
    assert "Golden Holding" in page(desk, bank)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Give a name, or an organisation that is here"),
        ({"party": "Banco del Río Azul"}, "This is the organisation itself."),
        ({"share": "half"}, "is no share"),
        ({"born": "May 1970"}, "is no date of birth"),
        ({"born": "1970-13"}, "is no date of birth"),
        ({"born": "2999"}, "is no date of birth"),
        ({"born": "1849"}, "is no date of birth"),
        ({"role": "director"}, "Only an owner has a share."),
        ({"kind": "organisation"}, "Only a person is born."),
        ({"kind": "ship", "born": ""}, "A ship neither owns nor leads anybody."),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "This is earlier than the day it began."),
        ({"source": " "}, "This field is required."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(typed, said):
    bea = person("Bea")
    refused = add(at_desk_of(bea), organisation(by=bea), **typed).content.decode()
    assert said in refused
    assert "P1234567; P1234567; 7654321" in refused
    assert not Tie.objects.exists()


def test_a_ship_of_its_own_is_a_ship_whatever_was_chosen():
    bea = person("Bea")
    bank = organisation(by=bea)
    ship = {
        "role": "ship",
        "name": "Quendor Star",
        "share": "",
        "born": "",
        "numbers": "IMO 9074729",
    }
    add(at_desk_of(bea), bank, **ship)
    assert [(tie.kind, tie.numbers) for tie in Tie.objects.all()] == [("ship", ["IMO 9074729"])]


def test_a_correction_keeps_what_stood_there_and_overwrites_nobody():
    bea = person("Bea")
    bank, desk = organisation(by=bea), at_desk_of(bea)
    josefa = actions.add_tie(bank, JOSEFA, by=bea)
    where = reverse("registry:correct_tie", args=[bank.pk, josefa.pk])
    shown = desk.get(where)
    assert shown.context["form"]["share"].value() == "25–50"
    seen = {"seen": shown.context["seen"]}
    desk.post(where, {**TYPED, **seen, "share": "60"})
    assert Tie.objects.get().share == Share(Decimal(60), Decimal(60))
    assert [str(old.least) for old in josefa.history.all()] == ["60.000000", "25.000000"]
    late = desk.post(where, {**TYPED, **seen, "share": "10"}).content.decode()
    assert "Somebody changed this meanwhile." in late
    with pytest.raises(Changed):
        actions.correct_tie(josefa, JOSEFA, seen=1, by=bea)


def test_who_has_left_stays_to_be_read_and_stands_there_no_longer():
    bea, today = person("Bea"), timezone.localdate()
    bank, desk = organisation(by=bea), at_desk_of(bea)
    josefa = actions.add_tie(bank, JOSEFA, by=bea)
    desk.post(
        reverse("registry:end_tie", args=[bank.pk, josefa.pk]),
        {"until": str(today - timedelta(days=1))},
    )
    assert ties.behind([bank.pk], on=today) == {}
    assert [str(tie) for tie in ties.behind([bank.pk], on=today - timedelta(days=1))[bank.pk]] == [
        "Josefa Plainly-Invented"
    ]
    assert "No longer so" in page(desk, bank)


def test_a_mistake_is_taken_back_for_good():
    bea = person("Bea")
    bank, desk = organisation(by=bea), at_desk_of(bea)
    josefa = actions.add_tie(bank, JOSEFA, by=bea)
    where = reverse("registry:undo_tie", args=[bank.pk, josefa.pk])
    desk.post(where)
    assert ties.behind([bank.pk], on=timezone.localdate()) == {}
    assert "Taken back by Bea" in page(desk, bank)
    assert desk.post(where).status_code == 404
    with (
        pytest.raises(IntegrityError, match="who_stands_behind_stays_with"),
        transaction.atomic(),
    ):
        Tie.objects.update(undone_at=None, undone_by=None)


def test_who_stands_behind_a_merged_record_stands_behind_the_one_that_goes_on():
    bea, rita = person("Bea"), person("Rita", Role.REVIEWER)
    bank, copy = organisation(by=bea), organisation("Caja Azul del Río", by=bea)
    actions.add_tie(copy, JOSEFA, by=bea)
    actions.confirm_merge(
        actions.propose_merge(copy, kept=bank, reason="The same.", by=bea), by=rita
    )
    assert [str(tie) for tie in ties.of(bank)] == ["Josefa Plainly-Invented"]
    assert len(ties.behind([bank.pk], on=timezone.localdate())[bank.pk]) == 1
    with pytest.raises(actions.IsMerged):
        actions.add_tie(Organisation.objects.get(pk=copy.pk), JOSEFA, by=bea)


def test_viewers_exports_and_the_history_of_the_organisation_tell_nobody_who_it_is():
    bea, vera = person("Bea"), person("Vera", Role.VIEWER)
    bank, desk = organisation(by=bea), at_desk_of(vera)
    actions.add_tie(bank, JOSEFA, by=bea)
    assert desk.get(reverse("registry:behind", args=[bank.pk])).status_code == 403
    for name in ("organisation", "history"):
        shown = desk.get(reverse(f"registry:{name}", args=[bank.pk])).content.decode()
        assert "Josefa" not in shown, name
    told = "What is known of who stands behind it was changed."
    assert told in shown
    assert b"Josefa" not in exports.table(Organisation.objects.all(), format="csv")
    kept = "".join(f"{event.data}{event.changes}" for event in Event.objects.all())
    assert "Josefa" not in kept
    with pytest.raises(PermissionDenied):
        actions.add_tie(bank, JOSEFA, by=vera)


def test_nothing_of_another_organisation_is_changed_from_a_page():
    bea = person("Bea")
    bank, mill = organisation(by=bea), organisation("Zenith Mills", by=bea)
    josefa, desk = actions.add_tie(bank, JOSEFA, by=bea), at_desk_of(bea)
    for name in ("correct_tie", "end_tie", "undo_tie"):
        assert desk.post(reverse(f"registry:{name}", args=[mill.pk, josefa.pk])).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"name": ""}, "tie_names_whom"),
        ({"least": 60}, "share_is_a_part_of_the_whole"),
        ({"least": None}, "share_is_a_part_of_the_whole"),
        ({"role": "director"}, "only_an_owner_has_a_share"),
        ({"kind": "organisation"}, "only_a_person_is_born"),
        ({"kind": "ship", "born": ""}, "a_ship_is_a_ship"),
        ({"since": date(2026, 2, 1), "until": date(2026, 1, 1)}, "tie_ends_after_it_began"),
        ({"source": " "}, "tie_has_a_source"),
    ],
)
def test_the_database_refuses_what_cannot_be(wrong, rule):
    bea = person("Bea")
    actions.add_tie(organisation(by=bea), JOSEFA, by=bea)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Tie.objects.update(**wrong)


def test_the_database_deletes_nobody():
    bea = person("Bea")
    actions.add_tie(organisation(by=bea), JOSEFA, by=bea)
    with (
        pytest.raises(IntegrityError, match="who_stands_behind_is_never_deleted"),
        transaction.atomic(),
    ):
        Tie.objects.all().delete()
