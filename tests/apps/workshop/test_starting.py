"""From an answer to a draft."""

import pytest
from django.urls import reverse

from convene import packs
from convene.apps.workshop.models import Alliance
from convene.core.request import Request
from tests.apps.workshop.people import at_desk_of, person, standing

pytestmark = pytest.mark.django_db
CODES = "country=PY&level=national&challenge=procurement_opacity&challenge=tax_administration&sector=ict&partner_type=chamber&model=M1"


def create(codes=CODES):
    return f"{reverse('workshop:create')}?{codes}"


def sent(page, **changes):
    return {field.html_name: field.value() or "" for field in page.context["form"]} | changes


def test_an_answer_becomes_a_draft_with_the_guides_suggestions():
    desk = at_desk_of(person("Olga"))
    page = desk.get(create())
    assert desk.post(create(), sent(page, problem="Shut out.")).status_code == 302
    saved = standing(Alliance.objects.get())
    assert (saved.title, saved.country, saved.problem, saved.model, saved.model_reason) == (
        "Supporting good governance in Paraguay",
        "PY",
        "Shut out.",
        "M1",
        "",
    )
    assert saved.request == Request(
        country="PY",
        level="national",
        challenges=("procurement_opacity", "tax_administration"),
        sectors=("ict",),
        partner_types=("chamber",),
    )
    assert (saved.tasks[0].title, saved.tasks[0].champion) == (
        "Bring small firms onto the e-procurement portal",
        "",
    )
    assert [(ask.who, ask.kind, ask.contribution) for ask in saved.asks] == [
        ("National government", "cash", "FINANCING_TERMS"),
        ("Company", "kind", "TECH"),
        ("Company", "kind", "TRAINING"),
        ("University or business school", "kind", "TRAINING"),
        ("", "kind", "EXPERTISE_LEGAL"),
    ]


def test_the_kinds_on_offer_are_those_the_advice_puts_forward_and_the_one_picked():
    page = at_desk_of(person("Olga")).get(
        create("country=PY&challenge=procurement_opacity&model=M8")
    )
    assert [str(title) for _, title in page.context["form"].fields["model"].choices] == [
        "Supporting good governance – Strong fit",
        "Preventing human trafficking – Not put forward by the advice",
        "Not chosen yet",
    ]


def test_pressing_save_twice_makes_one_draft():
    desk = at_desk_of(person("Olga"))
    form = sent(desk.get(create()))
    first, second = desk.post(create(), form), desk.post(create(), form)
    assert first["Location"] == second["Location"]
    assert Alliance.objects.count() == 1


def test_somebody_not_signed_in_comes_back_with_the_codes():
    desk = at_desk_of(None)
    page = desk.post(
        reverse("workshop:create"),
        {"country": "PY", "challenge": ["procurement_opacity"], "model": "M1", "problem": "Typed"},
    )
    assert page["Location"] == create("country=PY&challenge=procurement_opacity&model=M1")
    asked = desk.get(page["Location"])
    assert asked["Location"].startswith(reverse("account_login"))
    desk.force_login(person("Olga"))
    again = desk.get(page["Location"])
    assert sent(again)["problem"] == "Typed"
    assert sent(again)["title"] == "Supporting good governance in Paraguay"


def test_a_draft_about_everything_holds_no_more_tasks_than_it_may():
    desk = at_desk_of(person("Olga"))
    everything = "&".join(f"challenge={challenge.id}" for challenge in packs.guide().challenges)
    desk.post(create(everything), sent(desk.get(create(everything))))
    assert 40 < len(standing(Alliance.objects.get()).tasks) <= 50


def test_what_was_refused_comes_back_as_typed():
    desk = at_desk_of(person("Olga"))
    page = desk.post(create(), sent(desk.get(create()), title="", problem="Kept", model="M2"))
    assert page.status_code == 200
    assert (sent(page)["problem"], sent(page)["model"]) == ("Kept", "M2")
    assert not Alliance.objects.exists()


def test_a_purpose_that_no_alliance_may_serve_makes_no_draft():
    desk = at_desk_of(person("Olga"))
    codes = "country=PY&challenge=partisan_voter_targeting"
    page = desk.get(create(codes))
    assert "Convene does not help with this" in page.content.decode()
    desk.post(create(codes), sent(desk.get(create())))
    assert not Alliance.objects.exists()


def test_codes_that_the_guide_does_not_know_are_named():
    page = at_desk_of(person("Olga")).get(create("country=XX&challenge=dragons&model=M99"))
    assert "<code>dragons</code>" in page.content.decode()
    assert sent(page)["model"] == ""


def test_a_guide_that_is_not_here_is_not_found():
    assert at_desk_of(person("Olga")).get(create("pack=other")).status_code == 404


def test_a_draft_can_start_from_nothing():
    desk = at_desk_of(person("Olga"))
    assert (
        desk.post(
            create(""), sent(desk.get(create("")), title="Only a title", model="")
        ).status_code
        == 302
    )
    saved = standing(Alliance.objects.get())
    assert (saved.title, saved.tasks, saved.asks) == ("Only a title", (), ())
