"""Ways and lessons in a browser: planned, gone, written down and reviewed by somebody else; open to
everyone, and nothing wider than a phone.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from convene.apps.practice import actions
from convene.apps.practice.models import Lesson
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.words import Check, Said
from convene.core.draft import Draft
from tests.apps.practice.people import (
    LATER,
    OUTCOME,
    REVIEW,
    TODAY,
    WHY,
    Table,
    gone,
    planned,
    shared,
    table,
    terms,
    written,
)
from tests.apps.workshop.people import draft_of, person
from tests.journeys.test_partner_page import WIDTHS, _window

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def _at_work() -> Table:
    here = table()
    planned(here, "W1", due_on=TODAY)
    planned(here, "W2", due_on=LATER)
    actions.add_note(gone(here), title="List of those who came", note=OUTCOME, by=here.edith)
    actions.leave_out(here.alliance, "W5", reason=WHY, by=here.edith)
    for check, reply in ((Check.CIVIL_SOCIETY, Said.YES), (Check.TECHNOLOGY, Said.NO)):
        workshop.answer(here.alliance, check, reply, note="Six came.", on=TODAY, by=here.olga)
    shared(here, context="A tender had gone wrong.", advice="Ask before the call is out.")
    written(here, title="Say no early")
    nora = person("Nora")
    other = draft_of(nora, Draft(title="Ports"))
    lesson = actions.write_down(other, id=uuid4(), terms=terms("Start small"), by=nora)
    workshop.share(other, person=here.emil, may_edit=True, by=nora)
    actions.share(
        actions.review(fresh(lesson), reason=REVIEW, by=here.emil), confirmed=True, by=nora
    )
    return here


def fresh(lesson: Lesson) -> Lesson:
    return Lesson.objects.get(pk=lesson.pk)


def test_ways_and_lessons_are_read_by_everyone_on_any_screen(
    browser: Browser, live_server: Any, axe: Callable[[Page], list[dict[str, Any]]]
):
    here = _at_work()
    base = f"/drafts/{here.alliance.pk}/"
    draft = here.alliance.lessons.get(title="Say no early")
    done = here.alliance.lessons.get(title="Ask counsel early")
    pages = ["ways/", "ways/W3/", "ways/W4/", "ways/W2/plan/", "ways/W2/done/", "ways/W3/evidence/"]
    pages += ["lessons/", "lessons/add/", f"lessons/{draft.pk}/", f"lessons/{draft.pk}/review/"]
    pages += [f"lessons/{done.pk}/", f"lessons/{done.pk}/share/"]
    for width in WIDTHS:
        page = _window(browser, live_server, here.olga, width=width)
        for more in pages:
            answer = page.goto(f"{base}{more}")
            assert answer is not None
            assert answer.status == 200
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()


def test_one_goes_a_way_and_writes_a_lesson_that_another_reviews(
    browser: Browser, live_server: Any
):
    here = table()
    page = _window(browser, live_server, here.edith, width=390)
    page.goto(f"/drafts/{here.alliance.pk}/ways/")
    page.get_by_role("link", name="Meet with the private sector").first.click()
    page.get_by_role("link", name="Say what came of it").click()
    page.get_by_label("On which day?").fill(TODAY.isoformat())
    page.get_by_label("What came of it?").fill(OUTCOME)
    page.get_by_role("button", name="Say that it is done").click()
    expect(page.get_by_text("Saved, in your name. Add what shows it.")).to_be_visible()
    page.goto(f"/drafts/{here.alliance.pk}/lessons/")
    page.get_by_role("link", name="Write a lesson down").click()
    page.get_by_label("The lesson in a few words").fill("Listen first")
    page.get_by_label("What was learned?").fill("Those who listened were asked back.")
    page.get_by_label("in every alliance").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Written down as a draft. Somebody else reviews it.")).to_be_visible()
    expect(page.get_by_role("link", name="Review it")).to_have_count(0)
    where = page.url
    page.context.close()

    page = _window(browser, live_server, here.olga, width=1280)
    page.goto(where)
    page.get_by_role("link", name="Review it").click()
    page.get_by_label("What did you hold it against?").fill("I was there, and it went so.")
    page.get_by_role("button", name="Review it").click()
    page.get_by_role("link", name="Share it").click()
    page.get_by_label("It names no partner").check()
    page.get_by_role("button", name="Share it").click()
    expect(page.get_by_text("Shared. Other alliances here see it")).to_be_visible()
    page.context.close()
