"""The ways of an alliance as people read them, fill them in, and take them away."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from convene.apps.accounts.models import User
from convene.apps.practice import actions
from convene.apps.practice.words import State
from convene.apps.workshop import actions as workshop
from tests.apps.ledger.people import partner
from tests.apps.practice.people import LATER, OUTCOME, WHY, Table, gone, planned, row, table
from tests.apps.workshop.people import at_desk_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Table:
    return table()


def read(here: Table, more: str = "", *, by: User | None = None) -> str:
    page = at_desk_of(by or here.ravi).get(f"/drafts/{here.alliance.pk}/ways/{more}")
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_the_page_tells_the_guide_from_ours_and_counts_where_ways_stand(here):
    planned(here)
    gone(here, "W1")
    actions.leave_out(here.alliance, "W5", reason=WHY, by=here.edith)
    shown = read(here)

    assert "Not planned yet: <b>6</b>" in shown
    assert "Done: <b>1</b>" in shown
    assert 'class="inferred">our words' in shown
    assert "Look for overlaps with colleagues" in shown
    assert OUTCOME in shown
    assert WHY in shown


def test_the_guide_that_is_not_at_hand_leaves_what_was_planned(here):
    planned(here)
    type(here.alliance).objects.filter(pk=here.alliance.pk).update(pack="gone")

    assert "W3" in read(here)
    assert "W3" in read(here, "W3/")


def test_a_way_is_gone_on_its_page_with_a_file_that_shows_it(here):
    base = f"/drafts/{here.alliance.pk}/ways/W3/"
    desk = at_desk_of(here.edith)
    sent = {"owner": str(here.emil.pk), "due_on": LATER.isoformat(), "seen": "0"}
    assert desk.post(f"{base}plan/", sent).status_code == 302
    sent = {"on": timezone.localdate().isoformat(), "outcome": OUTCOME, "seen": "1"}
    assert desk.post(f"{base}done/", sent).status_code == 302
    shown_with: dict[str, Any] = {
        "title": "Minutes",
        "file": SimpleUploadedFile("minutes.txt", b"Twelve came."),
        "seen": "2",
    }
    assert desk.post(f"{base}evidence/", shown_with).status_code == 302
    [shown] = row(here).shown_by
    page = desk.get(f"{base}evidence/{shown.evidence_id}/")

    assert page.content == b"Twelve came."
    assert page["Content-Disposition"].startswith("attachment")
    elsewhere = f"/drafts/{here.alliance.pk}/ways/W1/evidence/{shown.evidence_id}/"
    assert desk.get(elsewhere).status_code == 404


def test_what_is_refused_comes_back_with_its_reason(here):
    base = f"/drafts/{here.alliance.pk}/ways/W3/"
    desk = at_desk_of(here.edith)
    later = desk.post(f"{base}done/", {"on": "2099-01-01", "outcome": OUTCOME, "seen": "0"})
    assert "This day is still to come." in later.content.decode()
    gone(here)
    nothing = desk.post(f"{base}evidence/", {"title": "Minutes", "seen": "1"})
    assert "Bring a file or a page, or say what was seen." in nothing.content.decode()
    stale = desk.post(f"{base}take-back/", {"reason": WHY, "seen": "0"})
    assert "Somebody changed this meanwhile." in stale.content.decode()
    assert row(here).state == State.DONE


def test_a_reader_is_offered_nothing_but_for_their_own_way(here):
    planned(here, owner=here.ravi)
    assert "ways/W1/done/" not in read(here, "W1/")
    own = read(here, "W3/")
    assert "ways/W3/done/" in own
    assert "ways/W3/plan/" not in own


def front_page(here: Table) -> str:
    return at_desk_of(here.ravi).get(f"/drafts/{here.alliance.pk}/").content.decode()


def test_the_front_page_leads_to_the_ways_and_says_what_is_late(here):
    planned(here, due_on=timezone.localdate() - timedelta(days=3))
    assert f"/drafts/{here.alliance.pk}/ways/" in front_page(here)
    partner(alliance=here.alliance)
    page = front_page(here)

    assert f"/drafts/{here.alliance.pk}/ways/" in page
    assert "A way to get started was planned: Meet with the private sector" in page
    assert "1 way was to be gone by now." in read(here)
    assert "Meet with the private sector" in at_desk_of(here.emil).get("/vetting/").content.decode()


def test_the_ways_can_be_taken_as_a_spreadsheet(here):
    gone(here)
    page = at_desk_of(here.ravi).get(f"/drafts/{here.alliance.pk}/ways.xlsx")
    lines = list(load_workbook(io.BytesIO(page.content)).worksheets[0].iter_rows(values_only=True))

    assert len(lines) == 10
    assert lines[3][0] == "W3"
    assert lines[3][5] == "Done"
    assert lines[3][9] == OUTCOME
    assert lines[1][5] == "Not planned yet"


def test_the_page_asks_the_database_no_more_for_many_ways(here):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(here)
        return len(queries)

    planned(here)
    first = asked()
    for code in ("W1", "W2", "W5", "W6"):
        actions.add_note(gone(here, code), title="Seen", note=OUTCOME, by=here.edith)

    assert asked() <= first + 1


def test_somebody_else_finds_nothing(here):
    workshop.unshare(here.alliance, person=here.ravi, by=here.olga)
    page = at_desk_of(here.ravi).get(f"/drafts/{here.alliance.pk}/ways/")

    assert page.status_code == 404
