"""A partner reads on a phone what is recorded of it, confirms two lines and disputes one."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from convene.apps.statements.queries import reading
from tests.apps.ledger.people import cash, due, promised, shown, table
from tests.apps.statements.people import WHY, ago, femi, stated
from tests.journeys.test_partner_page import WIDTHS, _window

BROKEN = """() => {
  const broken = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    for (const match of walk.currentNode.data.matchAll(/(?<![\\w-])\\d[\\d.,\\u00a0\\u202f]*\\d(?![\\w@-])/g)) {
      const range = document.createRange()
      range.setStart(walk.currentNode, match.index)
      range.setEnd(walk.currentNode, match.index + match[0].length)
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1)
        broken.push(match[0])
    }
  }
  return broken
}"""
"""Return the numbers that stand on two lines."""
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_partner_confirms_two_lines_and_disputes_one(
    browser: Browser,
    live_server: Any,
    axe: Callable[[Page], list[dict[str, Any]]],
):
    at = table()
    given_cash = promised(at)
    shown(given_cash, at, "120000", what="Bank transfer of October", on=ago(40))
    shown(given_cash, at, "80000", what="Bank transfer of November", on=ago(10))
    speaks, statement = femi(at.partner), stated(at.partner)

    for width in WIDTHS:
        page = _window(browser, live_server, speaks, width=width)
        page.goto("/partner/")
        page.get_by_role("link", name="No. 1, 2 March 2026").first.click()
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()

    page = _window(browser, live_server, speaks, width=390)
    page.goto(f"/partner/{at.partner.pk}/statements/{statement.pk}/")
    for line in ("Line 1: Cash", "Line 2: Bank transfer of October"):
        page.get_by_role("group", name=line).get_by_label("It is so").check()
    last = page.get_by_role("group", name="Line 3: Bank transfer of November")
    expect(last.get_by_label("What is not so?")).to_be_hidden()
    last.get_by_label("It is not so").check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("alert").get_by_text("Say what is not so.")).to_be_visible()
    last.get_by_label("What is not so?").fill(WHY)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("3 lines answered.")).to_be_visible()
    expect(page.get_by_text(WHY)).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()

    whole = reading.read(reading.statements(at.partner).get())
    assert [entry.answer and entry.answer.answer for entry in whole.lines] == [
        "confirmed",
        "confirmed",
        "disputed",
    ]
    page = _window(browser, live_server, at.vera, width=390)
    page.goto(f"/partner/{at.partner.pk}/statements/{statement.pk}/")
    page.get_by_role("link", name="Dispute it in the ledger too").click()
    expect(page.get_by_role("heading", name="Did it not come as recorded?")).to_be_visible()
    page.context.close()


def test_no_number_breaks_inside_on_a_phone(browser: Browser, live_server: Any):
    at = table()
    given = promised(at, cash("185000000.55"), due("185000000.55"))
    shown(given, at, "120000000.45", what="Bank transfer of October", on=ago(40))
    speaks, statement = femi(at.partner), stated(at.partner)
    own = f"/drafts/{at.alliance.pk}/promises/"

    for who, address in (
        (speaks, f"/partner/{at.partner.pk}/statements/{statement.pk}/"),
        (speaks, f"/partner/{at.partner.pk}/"),
        (at.vera, own),
        (at.vera, f"{own}{given.pk}/"),
        (at.vera, f"{own}pictures/"),
        (at.vera, f"{own}leverage/"),
    ):
        page = _window(browser, live_server, who, width=390)
        page.goto(address)
        assert (address, page.evaluate(BROKEN)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.context.close()
