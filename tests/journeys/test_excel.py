"""Promises in Excel, in a browser: taken away, changed, brought back, applied and undone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from convene.apps.bookkeeping import actions as bookkeeping
from convene.apps.bookkeeping.models import Upload
from convene.apps.bookkeeping.queries import uploads
from convene.apps.ledger import actions as ledger
from convene.apps.ledger.models import Contribution
from convene.apps.ledger.words import State
from tests.apps.bookkeeping.people import changed, put
from tests.apps.ledger.people import cash, due, promised, proposed, table
from tests.journeys.test_partner_page import _window

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_promises_go_out_and_come_back(
    browser: Browser,
    live_server: Any,
    tmp_path: Path,
    axe: Callable[[Page], list[dict[str, Any]]],
):
    there = table()
    talk = proposed(there, cash(title="Cash on the day it arrives"))
    made = promised(there, cash("9000", title="Printers"), due("9000"))
    page = _window(browser, live_server, there.olga, width=390)

    page.goto(f"/drafts/{there.alliance.pk}/promises/")
    page.get_by_role("link", name="Promises in Excel").click()
    assert axe(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the workbook").click()
    content = Path(download.value.path()).read_bytes()

    theirs = cash(title="Cash, soon")
    ledger.edit(talk, terms=theirs, lines=[due()], state=State.PROPOSED, by=there.edith)

    def change(book: Any) -> None:
        put("promises", 2, amount="450000", due="2026-10-30 | 450000")(book)
        put("promises", 3, amount="1.234")(book)
        new = {"partner": "Heron Savings Bank", "title": "Fuel", "column": "unpriced"}
        put("promises", 4, **new)(book)
        put("deliveries", 2, promise=str(made.pk), on="2026-04-01", what="2", amount="5")(book)

    file = tmp_path / "promises.xlsx"
    file.write_bytes(changed(content, change))
    page.get_by_label("Workbook (.xlsx)").set_input_files(file)
    page.get_by_role("button", name="Read it and show me").click()

    expect(page.get_by_text("“1.234” could be 1.2340 or 1234")).to_be_visible()
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Take promises 2 of the file").check()
    page.get_by_role("button", name="Apply it").click()
    expect(page.get_by_text("3 rows wait for their turn.")).to_be_visible()

    upload = Upload.objects.get()
    for row in uploads.to_apply(upload):
        bookkeeping.apply_row(row, by=there.olga)
    page.reload()
    assert axe(page) == []
    talk.refresh_from_db()
    assert (talk.title, talk.amount) == ("Cash, soon", 450000)

    page.get_by_role("link", name="Undo this workbook").click()
    page.get_by_label("Why?").fill("The wrong file.")
    page.get_by_role("button", name="Undo it").click()
    for row in uploads.to_undo(Upload.objects.get()):
        bookkeeping.undo_row(row, by=there.olga)
    page.reload()
    assert axe(page) == []
    talk.refresh_from_db()
    assert talk.amount == 400000
    assert Contribution.objects.get(title="Fuel").state == "cancelled"
    page.context.close()
