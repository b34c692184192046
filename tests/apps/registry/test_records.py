"""Writing down an organisation, finding it, and changing what is written."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.registry import actions, queries
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries.shelf import Filter, organisations
from convene.core.names import Name
from convene.core.organisations import Content, Number, OtherName
from convene.ground import trail
from tests.apps.registry.people import BANK, at_desk_of, organisation, person, typed
from tests.flat import flat

pytestmark = pytest.mark.django_db
NEW = UUID("11111111-1111-4111-8111-111111111111")


def test_what_was_written_is_what_stands():
    wanda = person("Wanda")
    bank = organisation(by=wanda)
    assert (str(bank), bank.state, bank.at_risk, bank.extractive, bank.state_owned) == (
        "Banco del Río Azul",
        "candidate",
        "none",
        None,
        False,
    )
    assert [
        (name.text, name.kind, name.language, name.script, name.folded) for name in bank.names.all()
    ] == [
        ("Banco del Río Azul", "primary", "es", "Latn", "banco del rio azul"),
        ("Caja Azul", "former", "", "Latn", "caja azul"),
        ("Blue River Bank", "alias", "en", "Latn", "blue river bank"),
    ]
    assert [str(number) for number in bank.identifiers.all()] == ["PY-RUC-80012345-6"]
    assert bank.history.get().history_user == wanda


def test_names_of_an_organisation_are_what_it_is_compared_by():
    same: dict[str, Any] = {
        "schema": "organisation",
        "countries": ("PY",),
        "identifiers": ("PY-RUC-80012345-6",),
    }
    assert queries.names_of(organisation()) == tuple(
        Name(text=text, **same) for text in ("Banco del Río Azul", "Blue River Bank", "Caja Azul")
    )


def test_pressing_twice_writes_once():
    wanda = person("Wanda")
    assert actions.create(BANK, by=wanda, id=NEW) == actions.create(BANK, by=wanda, id=NEW)
    assert Organisation.objects.count() == 1


def test_a_page_sent_twice_writes_once():
    desk = at_desk_of(person("Wanda"))
    sent = {**typed(desk.get(reverse("registry:create"))), "name": "Alba Works"}
    first, second = (desk.post(reverse("registry:create"), sent) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Organisation.objects.count() == 1


def test_saving_the_page_as_it_is_changes_nothing_but_the_moment():
    desk, bank = at_desk_of(person("Wanda")), organisation()
    parent = organisation("Azure Holding")
    bank = actions.save(
        bank,
        replace(BANK, parent=parent.pk, extractive=True),
        seen=bank.version,
        by=person("Edith"),
    )
    address = reverse("registry:edit", args=[bank.pk])
    assert desk.post(address, typed(desk.get(address))).status_code == 302
    after = Organisation.objects.get(pk=bank.pk)
    assert (after.parent, after.extractive, after.state_owned) == (parent, True, False)
    latest = trail.lines(after)[0]
    assert (latest.what, latest.changes) == ("Saved it without changing anything.", ())


def test_history_says_who_changed_what():
    wanda, edith = person("Wanda"), person("Edith")
    bank = organisation(by=wanda)
    changed = replace(
        BANK,
        name="Blue River Bank",
        language="en",
        other_names=(OtherName(text="Banco del Río Azul", language="es"),),
        at_risk="high",
        identifiers=(),
    )
    actions.save(bank, changed, seen=bank.version, by=edith)
    latest, first = trail.lines(bank)
    assert (first.by, first.what, latest.by, latest.what) == (
        "Wanda",
        "Wrote it down.",
        "Edith",
        "",
    )
    assert sorted((change.label, change.before, change.after) for change in latest.changes) == [
        ("At risk", "Not known to be at risk", "High"),
        ("Name", "Banco del Río Azul · Main name · es", "Banco del Río Azul · Also called · es"),
        ("Name", "Blue River Bank · Also called · en", "Blue River Bank · Main name · en"),
        ("Name", "Caja Azul · Former name", ""),
        ("Number in a register", "PY-RUC-80012345-6", ""),
    ]


def test_of_two_who_change_a_record_the_second_is_told():
    desk, bank = at_desk_of(person("Wanda")), organisation()
    address = reverse("registry:edit", args=[bank.pk])
    sent = typed(desk.get(address), name="Mine")
    actions.save(bank, replace(BANK, name="Theirs"), seen=bank.version, by=person("Edith"))
    page = desk.post(address, sent)
    assert (page.status_code, page.context["changed"]) == (200, True)
    assert 'value="Mine"' in page.content.decode()
    assert str(Organisation.objects.get(pk=bank.pk)) == "Theirs"
    assert desk.post(address, typed(page)).status_code == 302
    assert str(Organisation.objects.get(pk=bank.pk)) == "Mine"


def test_a_page_without_the_moment_it_was_read_saves_nothing():
    desk, bank = at_desk_of(person("Wanda")), organisation()
    address = reverse("registry:edit", args=[bank.pk])
    assert desk.post(address, typed(desk.get(address), seen="yesterday")).context["changed"] is True


def test_no_organisation_belongs_to_itself():
    wanda = person("Wanda")
    top, middle = organisation("Top Holding", by=wanda), organisation("Middle Works", by=wanda)
    middle = actions.save(
        middle, Content(name="Middle Works", parent=top.pk), seen=middle.version, by=wanda
    )
    for parent in (top.pk, middle.pk):
        with pytest.raises(actions.ParentLoop):
            actions.save(
                top, Content(name="Top Holding", parent=parent), seen=top.version, by=wanda
            )
    page = reverse("registry:edit", args=[top.pk])
    desk = at_desk_of(wanda)
    assert (
        "belong to itself"
        in desk.post(page, typed(desk.get(page), parent="middle works")).content.decode()
    )


def test_a_parent_is_named_or_given_by_its_page():
    desk, one = at_desk_of(person("Wanda")), organisation("Azure Holding")
    organisation("Azure Holding", country="PY")
    for name, parent, saved in (
        ("Alba Works", f"http://testserver/organisations/{one.pk}/", True),
        ("Zenith Mills", str(one.pk), True),
        ("Orchard Fund", "Azure Holding", False),
        ("Quarry Union", "Nobody", False),
    ):
        sheet = typed(desk.get(reverse("registry:create")), name=name, parent=parent)
        assert (desk.post(reverse("registry:create"), sheet).status_code == 302) is saved, parent


def test_a_number_belongs_to_one_organisation_whatever_its_case():
    wanda = person("Wanda")
    bank = organisation(
        replace(BANK, identifiers=(Number(scheme="GB-COH", value="SC123456"),)), by=wanda
    )
    with pytest.raises(actions.NumberTaken) as taken:
        organisation("Another", identifiers=(Number(scheme="GB-COH", value="sc123456"),), by=wanda)
    assert taken.value.taken.holder == bank
    desk = at_desk_of(wanda)
    page = typed(
        desk.get(reverse("registry:create")),
        **{"name": "Another", "number-0-scheme": "GB-COH", "number-0-value": "sc 123456"},
    )
    assert (
        "This number is here already"
        in desk.post(reverse("registry:create"), page).content.decode()
    )
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    "typed_number", ["gb-coh-sc1234", "GB–COH–GB–COH–SC001234", "SC 001234", "COH/SC001234"]
)
def test_whatever_way_a_number_is_written_it_is_one(typed_number):
    wanda = person("Wanda")
    organisation(replace(BANK, identifiers=(Number(scheme="GB-COH", value="SC001234"),)), by=wanda)
    desk = at_desk_of(wanda)
    number = {"number-0-scheme": "GB-COH", "number-0-value": typed_number}
    page = typed(desk.get(reverse("registry:create")), name="Another", **number)
    answer = desk.post(reverse("registry:create"), page).content.decode()

    assert "This number is here already" in answer
    assert [str(each) for each in organisations(Filter(words=typed_number))] == [
        "Banco del Río Azul"
    ]


@pytest.mark.parametrize(
    ("typed_number", "refusal"),
    [
        ("N/A", "“N/A” is no number of a register."),
        ("00000000", "“00000000” is no number of a register."),
        ("GB-COH-", "“GB-COH-” is no number of a register."),
        ("GB-CHC-1000002", "“GB-CHC-1000002” begins with another register, GB-CHC."),
    ],
)
def test_what_is_no_number_of_the_register_is_refused(typed_number, refusal):
    desk = at_desk_of(person("Wanda"))
    number = {"number-0-scheme": "GB-COH", "number-0-value": typed_number}
    page = desk.post(
        reverse("registry:create"),
        typed(desk.get(reverse("registry:create")), name="Another", **number),
    )

    assert refusal in page.content.decode()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("name", ["", "—", "🌍", "\u202e", "x" * 301])
def test_a_name_that_says_nothing_or_too_much_is_refused(name):
    desk = at_desk_of(person("Wanda"))
    page = desk.post(
        reverse("registry:create"), typed(desk.get(reverse("registry:create")), name=name)
    )
    assert (
        page.status_code,
        list(page.context["sheet"].head.errors),
        Organisation.objects.count(),
    ) == (200, ["name"], 0)


@pytest.mark.parametrize("name", ["A", "7", "光", "x" * 300, "مؤسسة <b>الفجر</b>"])
def test_a_name_of_any_script_and_length_is_kept(name):
    desk = at_desk_of(person("Wanda"))
    page = desk.post(
        reverse("registry:create"),
        typed(desk.get(reverse("registry:create")), name=name),
        follow=True,
    )
    assert str(Organisation.objects.get()) == name
    assert "<b>" not in page.content.decode()


def test_names_stand_in_their_own_script():
    bank = organisation(
        replace(BANK, other_names=(OtherName(text="بنك النهر الأزرق", language="ar"),))
    )
    desk = at_desk_of(person("Vera", Role.VIEWER))
    page = flat(desk.get(reverse("registry:organisation", args=[bank.pk])).content.decode())
    assert '<bdi lang="es" dir="ltr">Banco del Río Azul</bdi>' in page
    assert '<bdi lang="ar" dir="rtl">بنك النهر الأزرق</bdi>' in page
    assert "Unique Taxpayer Registry, Paraguay" in page
    assert "https://" not in page


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["Banco del Río Azul", "Заря"]),
        (Filter(words="RIO azul"), ["Banco del Río Azul"]),
        (Filter(words="blue bank"), ["Banco del Río Azul"]),
        (Filter(words="заря"), ["Заря"]),
        (Filter(words="80012345-6"), ["Banco del Río Azul"]),
        (Filter(words="py-ruc-80012345-6"), ["Banco del Río Azul"]),
        (Filter(words="%"), []),
        (Filter(words="azul caja rio"), []),
        (Filter(country="KZ"), ["Заря"]),
        (Filter(kind="company", state="candidate"), ["Banco del Río Azul"]),
        (Filter(state="merged"), []),
    ],
)
def test_the_list_is_searched_in_every_script(wanted, found):
    organisation()
    organisation("Заря", country="KZ", kind="ngo")
    assert [str(each) for each in organisations(wanted)] == found


def test_the_list_asks_the_database_a_fixed_number_of_times(django_assert_max_num_queries):
    for number in range(60):
        organisation(f"Works {number}")
    desk = at_desk_of(person("Vera", Role.VIEWER))
    with django_assert_max_num_queries(8):
        page = desk.get(reverse("registry:organisations"), {"page": "2"})
    assert (len(page.context["page"].object_list), page.context["page"].paginator.count) == (10, 60)


def test_more_rows_can_be_had_without_saving():
    desk = at_desk_of(person("Wanda"))
    page = desk.post(
        reverse("registry:create"),
        typed(desk.get(reverse("registry:create")), name="Half", add="name"),
    )
    assert (page.context["sheet"].names.total_form_count(), Organisation.objects.count()) == (2, 0)
    assert 'value="Half"' in page.content.decode()
