"""A case past its day, held, set free and disposed of in a browser as wide as a phone, with axe on
each page on the way.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from convene.apps.accounts.models import Role
from convene.apps.retention.models import Certificate
from convene.apps.vetting.models import Case
from tests.apps.retention.people import declined
from tests.apps.vetting import people
from tests.apps.vetting.people import partner
from tests.journeys.test_main_job import person, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Axe = Callable[[Page], list[dict[str, Any]]]


def test_a_case_is_held_set_free_and_disposed_of(page: Page, axe: Axe) -> None:
    person("approver"), person("approver", "ada@example.org")
    made = {
        "by": people.person("Bea", Role.BUILDER),
        "assessor": people.person("Rita", Role.REVIEWER),
        "approver": people.person("Abel", Role.APPROVER),
    }
    case = declined(**made, years=8)
    declined(**made, years=9, of=partner("Ochre Works"))
    found: dict[str, list[dict[str, Any]]] = {}
    page.set_viewport_size({"width": 390, "height": 844})

    sign_in(page)
    page.goto(f"/vetting/cases/{case.pk}/")
    page.get_by_role("link", name="Put it under legal hold").click()
    page.get_by_label("Reason").fill("They went to court.")
    found["a hold to propose"] = axe(page)
    page.get_by_role("button", name="Propose").click()
    expect(page.locator("main")).to_contain_text("It counts already.")
    found["a hold"] = axe(page)
    page.goto("/kept/")
    found["the shelves"] = axe(page)
    page.get_by_role("link", name="Choose what goes").click()
    expect(page.get_by_role("checkbox")).to_have_count(1)
    page.get_by_role("checkbox", name="Ochre Works").check()
    page.get_by_label("Reason").fill("Past its day.")
    found["what goes"] = axe(page)
    page.get_by_role("button", name="Propose to dispose of these").click()
    expect(page.get_by_role("button", name="Propose to dispose of these")).to_have_count(0)
    proposed = page.url

    page.context.clear_cookies()
    sign_in(page, "ada@example.org")
    page.goto("/vetting/")
    found["an inbox with both"] = axe(page)
    page.get_by_role("link", name="A disposal").click()
    page.wait_for_url(proposed)
    found["a disposal to decide"] = axe(page)
    page.get_by_role("button", name="Delete these for good").click()
    expect(page.get_by_role("link", name="Certificate of disposal (PDF)")).to_be_visible()
    found["what was disposed of"] = axe(page)
    page.goto("/kept/")
    found["a certificate on the shelves"] = axe(page)

    assert {where: wrong for where, wrong in found.items() if wrong} == {}
    assert (Certificate.objects.count(), list(Case.objects.all())) == (1, [case])
