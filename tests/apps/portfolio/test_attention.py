"""What needs a look in alliances, counted for many at once as each alliance counts it by itself."""

import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.portfolio.queries import attention
from convene.apps.portfolio.queries.alliances import Row, Wanted, asked, rows
from convene.apps.risks import actions as risks
from convene.apps.risks.queries import register
from convene.apps.risks.words import Phase
from convene.apps.vetting import actions as vetting
from convene.apps.vetting.models import Case
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import standing
from convene.apps.workshop.words import State
from convene.core.draft import Draft
from tests.apps.ledger.people import clear, partner
from tests.apps.registry.people import at_desk_of
from tests.apps.risks.people import WHY, Table, high, rate, risk, table
from tests.apps.workshop.people import draft_of, edits_too, person
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
REASON = "The ministry answers in January, as it wrote to us."


def _today() -> date:
    return timezone.localdate()


def _row(alliance: Alliance, *, today: date | None = None) -> Row:
    (row,) = rows([alliance], today=today or _today())
    return row


def _stopped(alliance: Alliance, *, today: date) -> set[UUID]:
    """Return who is stopped, which the front page of the alliance says too."""
    here = attention.stopped(today=today).filter(alliance=alliance)
    keys = set(here.values_list("pk", flat=True))
    by_itself = standing.standing(Alliance.objects.get(pk=alliance.pk), today=today).stopped
    assert {str(key) for key in keys} == {stop.partner for stop in by_itself}
    return keys


def _past_the_gate(alliance: Alliance) -> None:
    with unguarded():
        Alliance.objects.filter(pk=alliance.pk).update(state=State.DESIGN)


def test_a_clearance_that_is_over_stops_its_partner():
    given = partner()
    clear(given)

    assert _stopped(given.alliance, today=_today()) == set()
    assert _stopped(given.alliance, today=_today() + timedelta(days=3000)) == {given.pk}
    row = _row(given.alliance, today=_today() + timedelta(days=3000))
    assert (row.stopped, row.attention) == (1, ["1 partner stopped"])


def test_who_was_never_cleared_is_stopped_past_the_gate_that_asks_for_it():
    given = partner()

    assert _stopped(given.alliance, today=_today()) == set()
    _past_the_gate(given.alliance)
    assert _stopped(given.alliance, today=_today()) == {given.pk}
    clear(given)
    assert _stopped(given.alliance, today=_today()) == set()


@pytest.mark.parametrize("flag", ["stopped", "debarred", "listed_behind"])
def test_what_the_lists_hold_stops_a_partner_before_any_gate(flag: str):
    given = partner()
    clear(given)
    reviewer = person("Opener", Role.REVIEWER)
    vetting.reopen(Case.objects.get(), why="scope", text=WHY, by=reviewer)
    Case.objects.update(**{flag: True})

    assert _stopped(given.alliance, today=_today()) == {given.pk}


def test_who_left_is_stopped_no_longer():
    given = partner()
    _past_the_gate(given.alliance)
    workshop.leave(given, on=_today() - timedelta(days=1), because=WHY, by=given.alliance.owner)

    assert _stopped(given.alliance, today=_today()) == set()


def test_an_override_is_in_force_once_two_others_agreed_and_until_its_last_day():
    alliance = draft_of(person("Olga"))
    workshop.move(alliance, to=State.SCOPING, by=alliance.owner)
    alliance = Alliance.objects.get(pk=alliance.pk)
    override = workshop.ask_override(
        alliance, code="G1.questions", reason=REASON, last_day=_today(), by=alliance.owner
    )
    counts = []
    for name in ("Ada", "Edith"):
        counts.append(_row(alliance).overridden)
        workshop.agree_override(override, by=edits_too(alliance, name))

    assert counts == [0, 0]
    assert _row(alliance).attention == ["1 override in force"]
    assert len(standing.standing(alliance, today=_today()).overridden) == 1
    assert _row(alliance, today=_today() + timedelta(days=1)).overridden == 0


def _waiting(here: Table) -> set[str]:
    """Return the risks that nobody signed off, which the register says too."""
    titles = set(attention.unsigned(today=_today()).values_list("title", flat=True))
    every = register.rows(here.alliance, today=_today())
    assert titles == {row.risk.title for row in every if row.waits}
    return titles


def test_a_risk_waits_by_its_last_ratings_until_somebody_signs_it_off():
    here = table()
    grave = high(here, title="Grave")
    once = high(here, title="Once")
    rate(once, 2, 2, by=here.edith)
    after = risk(here, title="Worse after")
    rate(after, 1, 2, by=here.edith)
    rate(after, 3, 5, by=here.edith, phase=Phase.AFTER)
    just_below = risk(here, title="Just below")
    rate(just_below, 2, 5, by=here.edith)
    risk(here, title="Nobody rated it")

    assert _waiting(here) == {"Grave", "Once", "Worse after"}
    rate(once, 2, 3, by=here.edith)
    assert _waiting(here) == {"Grave", "Once", "Worse after"}
    rate(once, 2, 2, by=here.olga)
    assert _waiting(here) == {"Grave", "Worse after"}
    assert _row(here.alliance).attention == ["2 risks of 15 or more not signed off"]
    risks.sign_off(grave, reason=WHY, by=here.olga)
    assert _waiting(here) == {"Worse after"}
    rate(grave, 5, 5, by=here.edith)
    assert _waiting(here) == {"Grave", "Worse after"}


def _titles(several: Iterable[Alliance]) -> list[str]:
    return [alliance.title for alliance in several]


def test_the_page_and_the_table_hold_what_needs_the_look_that_was_asked_for():
    here = table()
    high(here)
    draft_of(here.olga, Draft(title="Nothing to see"))
    asks = {name: Wanted(attention=name) for name in attention.QUESTIONS}

    shown = {name: _titles(asked(here.olga, it, today=_today())) for name, it in asks.items()}

    assert shown == {"stopped": [], "overridden": [], "unsigned": [here.alliance.title]}
    desk, query = at_desk_of(here.olga), {"attention": "unsigned"}
    page = desk.get(reverse("portfolio:alliances"), query).text
    assert "1 risk of 15 or more not signed off" in page
    assert "Nothing to see" not in page
    file = desk.get(reverse("portfolio:table"), query)
    head, line = openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0].values
    assert dict(zip(head[-3:], line[-3:], strict=True)) == {
        "Partners stopped by their vetting": 0,
        "Overrides that two others agreed to, not over": 0,
        "Risks of 15 or more not signed off": 1,
    }


def _questions(who: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked_of:
        assert len(rows(list(asked(who, Wanted(), today=_today())), today=_today())) > 0
    return len(asked_of)


def test_more_alliances_ask_no_more_questions():
    here = table()
    high(here)
    partner(alliance=here.alliance)
    of_few = _questions(here.olga)
    for number in range(4):
        more = draft_of(here.olga, Draft(title=f"Alliance {number}"))
        _past_the_gate(more)
        partner(f"Fund {number}", alliance=more)

    assert _questions(here.olga) == of_few == 9
