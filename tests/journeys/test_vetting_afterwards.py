"""What comes after a decision on a partner, in a browser, with axe on each page on the way: who may
read, a doubt, a mistake, a tie renewed.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from convene.apps.accounts.models import Role, User
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case, ConflictOfInterest
from tests.apps.vetting import people
from tests.apps.vetting.people import cleared, in_research, match, now, only_hit, partner
from tests.journeys.test_main_job import person, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Axe = Callable[[Page], list[dict[str, Any]]]


def test_a_doubt_a_mistaken_match_a_declaration_and_who_works_on_a_case(
    page: Page, axe: Axe
) -> None:
    builder, reviewer = people.person("Bea", Role.BUILDER), people.person("Rita", Role.REVIEWER)
    _, second = person("approver"), person("approver", "ada@example.org")
    found: dict[str, list[dict[str, Any]]] = {}
    done = cleared(by=builder, assessor=reviewer, approver=second)
    sign_in(page)

    page.goto(f"/vetting/cases/{done.pk}/")
    page.get_by_role("link", name="Report something adverse").click()
    page.get_by_label("What you found").fill("Bribed a clerk.")
    page.get_by_label("Where you read or heard it").fill("The Daily Fiction, 3 May")
    found["a report"] = axe(page)
    page.get_by_role("button", name="Report it").click()
    expect(page.locator(".stop")).to_contain_text("Bribed a clerk.")
    found["a doubted clearance"] = axe(page)
    page.get_by_role("link", name="Say why it stands").click()
    page.get_by_label("Why the clearance stands").fill("The paper took it back.")
    found["standing by it"] = axe(page)
    page.get_by_role("button", name="It stands").click()
    expect(page.locator(".stop")).to_have_count(0)

    mistaken = _mistaken(by=builder, reviewer=reviewer)
    page.goto(f"/vetting/cases/{mistaken.pk}/")
    page.get_by_role("link", name="Add somebody").click()
    page.get_by_label("Who works on it").select_option(label="Wanda")
    found["adding somebody"] = axe(page)
    page.get_by_role("button", name="Add them").click()
    expect(page.locator("main")).to_contain_text("They may read this case now.")
    page.get_by_role("link", name="Blue Rivers Bank").click()
    page.get_by_role("link", name="It was a mistake").click()
    page.get_by_label("Why it was a mistake").fill("A namesake.")
    page.get_by_label("What shows it").select_option(label="Register")
    found["taking a match back"] = axe(page)
    page.get_by_role("button", name="Propose it").click()
    expect(page.locator("main")).to_contain_text("You proposed this: it waits for another")
    expect(page.get_by_role("button", name="Agree: it was a mistake")).to_have_count(0)
    assert now(mistaken).stopped is True
    found["a case with people and a match that one would take back"] = axe(page)
    page.context.clear_cookies()
    sign_in(page, "ada@example.org")
    page.goto(f"/vetting/cases/{mistaken.pk}/")
    page.get_by_role("button", name="Agree: it was a mistake").click()
    expect(page.locator("main")).to_contain_text("Taken back. The hit is to be decided again.")
    assert now(mistaken).stopped is False

    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)

    _tied_long_ago(second)
    page.goto("/vetting/")
    found["an inbox with a declaration overdue"] = axe(page)
    page.locator(".caution").get_by_role("link", name="My declarations").click()
    expect(page.locator("main")).to_contain_text("more than a year ago")
    found["declarations"] = axe(page)
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="It still holds").click()
    expect(page.locator("main")).not_to_contain_text("more than a year ago")
    assert {name: faults for name, faults in found.items() if faults} == {}


def _mistaken(*, by: User, reviewer: User) -> Case:
    case = in_research(match(), by=by, of=partner("Blue River Bank of Elsewhere"))
    actions.decide_hit(only_hit(case), state="true_match", reason="Same name.", by=reviewer)
    actions.add_note(case, title="Register", note="Another number.", by=by)
    return case


def _tied_long_ago(person: User) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    tie = actions.declare(
        partner("Last Bank"), nature="My sister works there.", since=long_ago.date(), by=person
    )
    ConflictOfInterest.objects.filter(pk=tie.pk).update(declared_at=long_ago)
