"""What is said when somebody adds an organisation that may be here already."""

import pytest
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.registry import actions
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries.duplicates import alike, compared
from convene.core.organisations import Content, OtherName
from tests.apps.registry.people import BANK, at_desk_of, organisation, person, typed

pytestmark = pytest.mark.django_db


def alike_names(content):
    return [str(likeness.organisation) for likeness in alike(content.names())]


@pytest.mark.parametrize(
    "name",
    [
        "Banco del Río Azul",
        "BANCO DEL RIO AZUL S.A.",
        "Banco Río Azul del",
        "Blue River Bank Ltd",
        "Caja Azul",
    ],
)
def test_another_spelling_is_alike(name):
    organisation()
    assert alike_names(Content(name=name, country="PY")) == ["Banco del Río Azul"]


@pytest.mark.parametrize(
    "name", ["Granja Santa Elena", "Union of Quarry Workers", "光明基金会", "Z"]
)
def test_another_organisation_is_not(name):
    organisation()
    assert alike_names(Content(name=name, country="KE")) == []


def test_nothing_is_alike_where_there_is_nothing():
    assert alike_names(BANK) == []


def test_a_new_name_is_known_at_once():
    alba = organisation("Alba Works")
    assert alike_names(Content(name="Zenith Mills")) == []
    actions.save(alba, Content(name="Zenith Mills"), seen=alba.version, by=person("Edith"))
    assert alike_names(Content(name="Zenith Mills Ltd")) == ["Zenith Mills"]
    assert alike_names(Content(name="Alba Works")) == []


def test_names_of_a_merged_record_lead_to_the_one_that_goes_on():
    paula, rita = person("Paula"), person("Rita", Role.REVIEWER)
    kept, duplicate = organisation("Alba Works", by=paula), organisation("Zenith Mills", by=paula)
    actions.confirm_merge(
        actions.propose_merge(duplicate, kept=kept, reason="Same.", by=paula), by=rita
    )
    assert alike_names(Content(name="Zenith Mills")) == ["Alba Works"]


def test_a_likeness_gives_the_two_names_and_reasons():
    organisation()
    (likeness,) = alike(Content(name="Blue River Bank Ltd").names())
    assert (likeness.name, likeness.theirs) == ("Blue River Bank Ltd", "Blue River Bank")
    assert likeness.why


def test_the_most_alike_names_of_two_records_are_compared():
    one = organisation(Content(name="Alba Works", other_names=(OtherName(text="Zenith Mills"),)))
    other = organisation("Zenith Mills Ltd")
    found = compared(one, other)
    assert found is not None
    assert (found.name, found.theirs) == ("Zenith Mills", "Zenith Mills Ltd")


def test_a_page_asks_before_it_adds_what_may_be_here():
    desk, bank = at_desk_of(person("Wanda")), organisation()
    sent = typed(desk.get(reverse("registry:create")), name="Banco Rio Azul")
    warned = desk.post(reverse("registry:create"), sent)
    assert warned.status_code == 200
    assert [likeness.organisation for likeness in warned.context["likely"]] == [bank]
    assert "It may be here already" in warned.content.decode()
    assert Organisation.objects.count() == 1
    assert (
        desk.post(reverse("registry:create"), {**sent, "not_the_same": str(bank.pk)}).status_code
        == 302
    )
    assert Organisation.objects.count() == 2


def test_whoever_saw_one_warning_is_warned_of_another():
    desk, bank = at_desk_of(person("Wanda")), organisation()
    alba = organisation("Alba Works")
    sent = typed(desk.get(reverse("registry:create")), name="Alba Works Ltd")
    page = desk.post(reverse("registry:create"), {**sent, "not_the_same": str(bank.pk)})
    assert [likeness.organisation for likeness in page.context["likely"]] == [alba]


def test_a_new_name_on_an_old_record_is_asked_about_too_and_an_old_one_is_not():
    bea = person("Bea")
    bank, mill = organisation(BANK, by=bea), organisation("Quern and Sons Mill", by=bea)
    desk, page = at_desk_of(bea), reverse("registry:edit", args=[mill.pk])
    changed = typed(desk.get(page), name="Blue River Bank")
    answer = desk.post(page, changed)
    assert "It is none of these: save it anyway" in answer.content.decode()
    mill.refresh_from_db()
    assert str(Organisation.objects.get(pk=mill.pk)) == "Quern and Sons Mill"
    assert desk.post(page, {**changed, "not_the_same": str(bank.pk)}).status_code == 302
    assert str(Organisation.objects.get(pk=mill.pk)) == "Blue River Bank"
    assert desk.post(page, typed(desk.get(page), country="PY")).status_code == 302
