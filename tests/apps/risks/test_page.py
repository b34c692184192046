"""The register as people read it, and as they take it away."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from convene.apps.risks import actions
from convene.apps.risks.models import Risk
from convene.apps.risks.queries import register
from convene.apps.risks.words import Phase, State
from convene.apps.workshop.actions import archive, leave, unshare
from tests.apps.ledger.people import partner
from tests.apps.risks.people import WHY, Table, fresh, high, rate, risk, table
from tests.apps.workshop.people import at_desk_of, draft_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Table:
    return table()


def read(here: Table, more: str = "") -> str:
    page = at_desk_of(here.ravi).get(f"/drafts/{here.alliance.pk}/risks/{more}")
    return " ".join(page.content.decode().split())


def titles(here: Table) -> list[str]:
    rows = register.rows(here.alliance, today=timezone.localdate())
    return [row.risk.title for row in rows]


def test_what_nobody_has_rated_comes_first_and_what_is_closed_last(here):
    for title, likelihood, impact in (("Low", 1, 2), ("High", 3, 4), ("Likely", 4, 3)):
        rate(risk(here, title=title), likelihood, impact, by=here.edith)
    risk(here, title="Unknown")
    gone = risk(here, title="Gone")
    actions.turn(gone, state=State.CLOSED, reason=WHY, by=here.edith)

    assert titles(here) == ["Unknown", "Likely", "High", "Low", "Gone"]


def test_the_matrix_counts_each_risk_once_where_it_stands_with_its_response(here):
    first, second = high(here), high(here, title="A flood")
    rate(first, 2, 3, by=here.emil, phase=Phase.AFTER)
    risk(here, title="Unknown")
    lines = register.matrix(register.rows(here.alliance, today=timezone.localdate()))

    assert [line.likelihood for line in lines] == [5, 4, 3, 2, 1]
    assert {cell.code: cell.number for line in lines for cell in line.cells if cell.number} == {
        "4x5": 1,
        "2x3": 1,
    }
    shown = read(here, "?at=4x5")
    assert second.title in shown
    assert first.title not in shown
    assert "likelihood 4 · likely, impact 5 · severe: very high" in shown


@pytest.mark.parametrize("code", ["9x9", "x", "4x", "%00", "4x5x1"])
def test_a_place_that_is_none_holds_nothing(here, code: str):
    high(here)

    assert "None stands here now." in read(here, f"?at={code}")


def test_the_page_says_what_needs_attention(here):
    high(here)
    risk(here, review_on=timezone.localdate() - timedelta(days=1))
    shown = read(here)

    assert "<b>1 risk of 15 or more is signed off by nobody.</b>" in shown
    assert "1 risk is not rated yet: it could be anything." in shown
    assert "The review of 1 risk is overdue." in shown
    assert "4 × 5 = 20" in shown


def test_an_empty_register_says_what_it_is_for(here):
    assert "Nobody has written down a risk yet." in read(here)


def test_one_who_only_reads_is_offered_nothing_to_write(here):
    it = high(here)
    base = f"/drafts/{here.alliance.pk}/risks/"
    for more in ("", f"{it.pk}/"):
        shown = read(here, more)
        assert not [way for way in ("add", "rate", "edit", "turn") if f"{base}{way}/" in shown]
        assert f"{it.pk}/rate/" not in shown
        assert f"{it.pk}/sign-off/" not in shown


def test_the_owner_signs_off_on_a_page_and_the_author_is_told_why_not(here):
    it = high(here)
    where = f"/drafts/{here.alliance.pk}/risks/{it.pk}/sign-off/"
    refused = at_desk_of(here.edith).get(where)
    assert refused.status_code == 403
    desk = at_desk_of(here.olga)
    again = desk.post(where, {"reason": "Fine.", "seen": it.version})
    assert "Say more: at least four words that tell why." in again.content.decode()
    done = desk.post(where, {"reason": "The bank answers for all of it.", "seen": it.version})

    assert done.status_code == 302
    assert fresh(it).sign_offs.get().by == here.olga


def test_what_was_changed_meanwhile_is_looked_at_again(here):
    it = risk(here)
    rate(it, 1, 1, by=here.emil)
    sent = {"phase": "before", "likelihood": "5", "impact": "5", "reason": WHY, "seen": it.version}
    page = at_desk_of(here.edith).post(f"/drafts/{here.alliance.pk}/risks/{it.pk}/rate/", sent)

    assert "Somebody changed this meanwhile." in page.content.decode()
    assert it.ratings.count() == 1


@pytest.mark.parametrize("step", ["0", "6", "2.5", "x", ""])
def test_a_step_that_is_none_is_refused(here, step: str):
    it = risk(here)
    sent = {"phase": "before", "likelihood": step, "impact": "1", "reason": WHY, "seen": it.version}
    page = at_desk_of(here.edith).post(f"/drafts/{here.alliance.pk}/risks/{it.pk}/rate/", sent)

    assert page.status_code == 200
    assert it.ratings.count() == 0


def test_a_risk_is_looked_after_by_a_person_or_a_partner_of_the_alliance(here):
    bank = partner(alliance=here.alliance)
    desk, where = at_desk_of(here.edith), f"/drafts/{here.alliance.pk}/risks/add/"
    sent = {"title": "A flood", "category": "environment"}
    ids = iter(str(number) * 8 + "-1111-4111-8111-111111111111" for number in range(1, 9))
    for owner in (f"person {here.ravi.pk}", f"partner {bank.pk}", ""):
        assert desk.post(where, {**sent, "id": next(ids), "owner": owner}).status_code == 302
    stranger = person("Sam")
    for owner in (f"person {stranger.pk}", f"partner {here.alliance.pk}", "person x"):
        assert desk.post(where, {**sent, "id": next(ids), "owner": owner}).status_code == 200

    owners = [str(it.owner_person or it.owner_partner) for it in Risk.objects.all()]
    assert owners == ["Ravi", "Heron Savings Bank", "None"]


def test_who_has_left_stays_named_when_other_words_change(here):
    bank = partner(alliance=here.alliance)
    it = risk(here, partner=bank, owner_person=here.ravi)
    unshare(here.alliance, person=here.ravi, by=here.olga)
    leave(bank, on=timezone.localdate(), because="It closed its branch.", by=here.olga)
    desk, where = at_desk_of(here.edith), f"/drafts/{here.alliance.pk}/risks/{it.pk}/edit/"
    shown = desk.get(where).context["form"]
    sent = {field.html_name: field.value() or "" for field in shown}
    desk.post(where, {**sent, "title": "A flood", "seen": it.version})

    now = fresh(it)
    assert (now.title, now.partner, now.owner_person) == ("A flood", bank, here.ravi)


def test_the_page_asks_as_often_of_the_database_whatever_the_number_of_risks(here):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            at_desk_of(here.ravi).get(f"/drafts/{here.alliance.pk}/risks/")
        return len(queries)

    bank = partner(alliance=here.alliance)
    high(here, partner=bank, owner_person=here.ravi)
    high(here, owner_partner=bank)
    before = asked()
    for number in range(5):
        high(here, title=f"Flood {number}", owner_partner=bank)

    assert asked() == before


def test_what_is_proposed_is_adopted_in_ones_own_words(here):
    alliance = here.alliance
    alliance.title = "A club where pupils mend phones"
    alliance.save()
    desk, where = at_desk_of(here.edith), f"/drafts/{alliance.pk}/risks/adopt/harm_to_children/"
    page = desk.get(where)
    assert "What is written says “pupils”." in page.content.decode()
    shown = page.context["form"].initial
    assert (shown["title"], shown["category"]) == ("Children could come to harm", "safeguarding")
    sent = {"id": "1" * 8 + "-1111-4111-8111-111111111111", "category": "safeguarding"}
    desk.post(where, {**sent, "title": "Adults alone with pupils"})

    assert Risk.objects.get().proposal == "harm_to_children"
    assert desk.get(where).status_code == 404
    assert desk.get(where.replace("harm_to_children", "dragons")).status_code == 404


def test_a_risk_of_another_alliance_is_not_here(here):
    it = risk(replace(here, alliance=draft_of(here.olga)), by=here.olga)

    for more in ("", "rate/", "edit/", "turn/", "sign-off/"):
        where = f"/drafts/{here.alliance.pk}/risks/{it.pk}/{more}"
        assert at_desk_of(here.olga).get(where).status_code == 404


def test_an_archived_alliance_is_read_and_not_written(here):
    it = risk(here)
    archive(here.alliance, by=here.olga)
    desk = at_desk_of(here.edith)
    sent = {"state": "closed", "reason": WHY, "seen": it.version}
    page = desk.post(f"/drafts/{here.alliance.pk}/risks/{it.pk}/turn/", sent)

    assert "This draft is archived." in page.content.decode()
    assert "risks/add/" not in desk.get(f"/drafts/{here.alliance.pk}/risks/").content.decode()


def test_the_register_is_taken_away_as_it_stands(here):
    it = high(here, title="=HYPERLINK(1)", response="Two clerks sign.", owner_person=here.ravi)
    rate(it, 2, 2, by=here.emil, phase=Phase.AFTER)
    risk(here, title="Unknown", response="")
    answer = at_desk_of(here.ravi).get(f"/drafts/{here.alliance.pk}/risks.xlsx")

    assert answer["Content-Disposition"] == (
        'attachment; filename="market-fees-you-can-check-risks.xlsx"'
    )
    assert cells(answer.content)[1:] == [
        ["Unknown", "", "Political", "", *[None] * 8, "", "", "", "Open", "", *[None] * 3, "Edith"],
        [
            "=HYPERLINK(1)",
            "",
            "Political",
            "",
            4,
            5,
            20,
            "very high",
            2,
            2,
            4,
            "low",
            "Two clerks sign.",
            "Ravi",
            "",
            "Open",
            "",
            *[None] * 3,
            "Edith",
        ],
    ]


def cells(content: bytes) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]
