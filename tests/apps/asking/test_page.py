"""The record of asking as people read it, write in it and take it away; and what waits of it."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from convene.apps.asking import actions
from convene.apps.asking.models import Approach, ApproachAnswer
from convene.apps.asking.queries import alliance_facts, record, waiting
from convene.apps.asking.words import Said
from convene.apps.registry.models import AtRisk, Organisation
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance
from tests.apps.asking.people import WHY, ago, answer, ask, bank
from tests.apps.ledger.people import partner
from tests.apps.risks.people import Table, table
from tests.apps.workshop.people import at_desk_of, draft_of, person

pytestmark = pytest.mark.django_db
KEY = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def here() -> Table:
    return table()


def read(here: Table, more: str = "", *, by: Any = None) -> str:
    page = at_desk_of(by or here.ravi).get(f"/drafts/{here.alliance.pk}/asking/{more}")
    return " ".join(page.content.decode().split())


def groups(here: Table) -> list[record.Group]:
    return record.record(here.alliance, person=here.ravi, today=timezone.localdate())


def names(here: Table) -> list[str]:
    return [str(group.organisation) for group in groups(here)]


def dates(by: Any) -> list[tuple[date, str]]:
    return [(it.day, it.what) for it in waiting.dates(by, today=timezone.localdate())]


def test_who_waits_longest_comes_first_and_then_who_was_asked_last(here: Table):
    for name, days, next_on in (
        ("Old", 90, None),
        ("Late", 40, ago(1)),
        ("New", 35, date(2099, 1, 1)),
        ("Longest", 80, ago(30)),
        ("Gone", 33, None),
    ):
        whom, day = bank(here.olga, name), ago(days)
        approach = ask(here.alliance, whom, by=here.edith, asked_on=day, next_on=next_on)
    actions.take_back(approach, reason=WHY, by=here.edith)

    assert names(here) == ["Longest", "Late", "New", "Old", "Gone"]
    assert "It is time to come back to 2 organisations." in read(here)


def test_the_last_word_says_when_to_come_back(here: Table):
    whom = bank(here.olga)
    first = ask(here.alliance, whom, by=here.edith, asked_on=ago(60), next_on=ago(40))
    assert [group.waits for group in groups(here)] == [True]
    again = ask(here.alliance, whom, by=here.emil, asked_on=ago(20), next_on=date(2099, 2, 2))
    assert [group.next_on for group in groups(here)] == [date(2099, 2, 2)]
    said = answer(first, Said.NOTHING, by=here.edith, said_on=ago(1))
    assert [group.next_on for group in groups(here)] == [None]
    actions.take_back_answer(said, reason=WHY, by=here.edith)
    actions.take_back(again, reason=WHY, by=here.emil)
    assert [group.next_on for group in groups(here)] == [ago(40)]


def test_no_answer_is_not_a_no(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith)
    assert "no answer yet" in read(here)
    answer(approach, Said.NO, by=here.emil, note="Not this year.")
    shown = read(here)
    assert "no answer yet" not in shown
    assert "<b>No</b>" in shown


def test_an_empty_record_says_what_it_is_for(here: Table):
    assert "Nobody has written down yet whom they asked." in read(here)


def test_a_warning_stands_before_anything_is_written_and_a_second_press_writes(here: Table):
    whom = bank(here.olga)
    ask(here.alliance, whom, by=here.edith, asked_on=ago(3))
    desk = at_desk_of(here.emil)
    base = f"/drafts/{here.alliance.pk}/asking/"
    chosen = desk.get(f"{base}whom/", {"name": "heron savings bank"})
    shown = " ".join(desk.get(chosen["Location"]).content.decode().split())
    assert "<b>Edith</b> asked <bdi>Heron Savings Bank</bdi> on" in shown
    assert "Ask all the same" in shown
    sent = {"id": KEY, "asked_on": timezone.localdate().isoformat(), "what": "Fuel"}
    refused = desk.post(chosen["Location"], sent)
    assert "Say why it is asked all the same" in refused.content.decode()
    assert Approach.objects.count() == 1
    done = desk.post(chosen["Location"], {**sent, "all_the_same": WHY})
    assert done.status_code == 302
    assert Approach.objects.get(pk=KEY).again_because == WHY
    assert WHY in read(here, f"{KEY}/")


def test_a_day_long_ago_needs_no_reason(here: Table):
    whom = bank(here.olga)
    ask(here.alliance, whom, by=here.edith)
    sent = {"id": KEY, "asked_on": ago(90).isoformat(), "what": "Fuel"}
    desk = at_desk_of(here.emil)

    assert desk.post(f"/drafts/{here.alliance.pk}/asking/add/{whom.pk}/", sent).status_code == 302


@pytest.mark.parametrize("day", ["2099-01-01", "31.12.2025", "2026-02-30", "0001-01-01x", ""])
def test_a_day_that_is_none_or_to_come_is_refused(here: Table, day: str):
    sent = {"id": KEY, "asked_on": day, "what": "Fuel"}
    where = f"/drafts/{here.alliance.pk}/asking/add/{bank(here.olga).pk}/"

    assert at_desk_of(here.emil).post(where, sent).status_code == 200
    assert not Approach.objects.exists()


def test_the_list_names_who_asked_where_one_reads_and_only_that_elsewhere(here: Table):
    whom, petra = bank(here.olga), person("Petra")
    ask(here.alliance, whom, by=here.edith, asked_on=ago(90))
    other = draft_of(petra)
    ask(other, whom, by=petra, what="A secret plan")

    shown = read(here)
    assert "<b>A colleague elsewhere asked</b>" in shown
    assert not [word for word in ("Petra", "secret", other.title) if word in shown]
    workshop.share(other, person=here.ravi, may_edit=False, by=petra)
    shown = read(here)
    assert "<b>Petra</b> asked" in shown
    assert "elsewhere" not in shown.replace("A colleague elsewhere sees", "")


def test_whom_the_alliance_knows_is_offered_and_one_of_both_is_chosen(here: Table):
    heron = partner(alliance=here.alliance).organisation
    page = at_desk_of(here.emil).get(f"/drafts/{here.alliance.pk}/asking/whom/")
    assert str(heron) in page.content.decode()
    where = f"/drafts/{here.alliance.pk}/asking/whom/"
    desk = at_desk_of(here.emil)
    assert desk.get(where, {"known": str(heron.pk), "name": ""}).status_code == 302
    for asked in (
        {"known": str(heron.pk), "name": "Heron Savings Bank"},
        {"known": "", "name": ""},
        {"known": "x", "name": ""},
        {"known": "", "name": "Nobody at all"},
    ):
        assert desk.get(where, asked).status_code == 200


def test_what_was_taken_back_stays_struck(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith)
    said = answer(approach, Said.NO, by=here.edith)
    desk = at_desk_of(here.edith)
    base = f"/drafts/{here.alliance.pk}/asking/"
    desk.post(f"{base}answers/{said.pk}/take-back/", {"reason": "It was another bank."})
    desk.post(f"{base}{approach.pk}/take-back/", {"reason": "It was another day."})

    assert ApproachAnswer.objects.get().taken_back_because == "It was another bank."
    shown = read(here, f"{approach.pk}/")
    assert "<s>Fuel for two boats</s>" in shown
    assert "It was another day." in shown
    assert "<s>No</s>" in shown
    assert at_desk_of(here.emil).get(f"{base}{approach.pk}/take-back/").status_code == 403


def test_one_who_only_reads_is_offered_nothing_to_write(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith)

    for more in ("", f"{approach.pk}/"):
        shown = read(here, more)
        assert not [way for way in ("whom/", "answer/", "take-back/") if f"/{way}" in shown]


def test_an_approach_of_another_alliance_is_not_here(here: Table):
    other = draft_of(here.olga)
    approach = ask(other, bank(here.olga), by=here.olga)
    said = answer(approach, by=here.olga)

    for more in (
        f"{approach.pk}/",
        f"{approach.pk}/answer/",
        f"{approach.pk}/take-back/",
        f"answers/{said.pk}/take-back/",
    ):
        where = f"/drafts/{here.alliance.pk}/asking/{more}"
        assert at_desk_of(here.olga).get(where).status_code == 404


def test_the_page_asks_as_often_of_the_database_whatever_the_number(here: Table):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            at_desk_of(here.ravi).get(f"/drafts/{here.alliance.pk}/asking/")
        return len(queries)

    answer(ask(here.alliance, bank(here.olga), by=here.edith), by=here.edith)
    before = asked()
    for number in range(5):
        answer(ask(here.alliance, bank(here.olga, f"N {number}"), by=here.edith), by=here.emil)

    assert asked() == before


def test_the_day_to_come_back_stands_where_whoever_asked_looks(here: Table):
    ask(here.alliance, bank(here.olga), by=here.edith, asked_on=ago(5), next_on=ago(1))

    assert dates(here.edith) == [(ago(1), "Come back to Heron Savings Bank")]
    assert dates(here.emil) == dates(here.ravi) == []
    page = at_desk_of(here.edith).get("/vetting/").content.decode()
    assert "Whom you come back to" in page
    late = list(alliance_facts.late(here.alliance, today=timezone.localdate()))
    assert [it.what for it in late] == ["To come back to Heron Savings Bank"]


def test_who_edits_comes_back_where_whoever_asked_is_gone(here: Table):
    ask(here.alliance, bank(here.olga), by=here.edith, next_on=date(2099, 1, 1))
    workshop.unshare(here.alliance, person=here.edith, by=here.olga)

    assert dates(here.edith) == dates(here.ravi) == []
    assert dates(here.olga) == dates(here.emil) != []


@pytest.mark.parametrize("whose", ["asked", "partner"])
def test_a_calendar_names_nobody_where_somebody_is_at_risk(here: Table, whose: str):
    whom = bank(here.olga)
    other = partner("Ibis Foundation", alliance=here.alliance).organisation
    flagged = whom if whose == "asked" else other
    Organisation.objects.filter(pk=flagged.pk).update(at_risk=AtRisk.ELEVATED)
    ask(here.alliance, whom, by=here.edith, next_on=date(2099, 1, 1))

    assert dates(here.edith) == [(date(2099, 1, 1), "Come back to somebody who was asked")]


def test_an_archived_alliance_waits_for_nobody(here: Table):
    ask(here.alliance, bank(here.olga), by=here.edith, next_on=date(2099, 1, 1))
    workshop.archive(Alliance.objects.get(pk=here.alliance.pk), by=here.olga)

    assert dates(here.edith) == []


def test_the_record_is_taken_away_as_it_stands(here: Table):
    approach = ask(
        here.alliance,
        bank(here.olga, "=Heron()"),
        by=here.edith,
        asked_on=date(2026, 3, 2),
        kind="CASH",
        through="the mayor",
        next_on=date(2099, 1, 1),
    )
    said = answer(approach, Said.MORE, by=here.emil, said_on=date(2026, 3, 4), note="-1 year")
    actions.take_back_answer(said, reason=WHY, by=here.emil)
    desk, base = at_desk_of(here.ravi), f"/drafts/{here.alliance.pk}/asking"
    day = timezone.now().date().isoformat()
    book = desk.get(f"{base}.xlsx")
    assert book["Content-Disposition"] == (
        'attachment; filename="market-fees-you-can-check-asking.xlsx"'
    )
    sheet = load_workbook(io.BytesIO(book.content)).worksheets[0]
    lines = [["" if cell is None else cell for cell in row] for row in sheet.values][1:]
    assert [line[0] for line in lines] == ["=Heron()", "=Heron()"]
    assert lines[0][1:5] == ["2026-03-02", "Asked", "Edith", "Fuel for two boats"]
    assert lines[0][6:9] == ["the mayor", "2099-01-01", ""]
    assert lines[1][1:5] == ["2026-03-04", "Asks for more", "Emil", "-1 year"]
    assert lines[1][9:] == ["Emil", day, WHY]
    text = desk.get(f"{base}.csv").content.decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(text)))[1:]
    assert [cells[0][0], cells[1][4]] == ["'=Heron()", "'-1 year"]
    assert desk.get(f"{base}.pdf").status_code == 404
