"""Where alliances are, and where their risks stand: each counted once, leading to what is there."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convene.apps.portfolio.queries.alliances import Wanted, asked
from convene.apps.portfolio.queries.pictures import drawn
from convene.apps.risks import actions as risks
from convene.apps.risks.queries import register
from convene.apps.risks.words import Phase, State
from convene.core.draft import Draft
from tests.apps.registry.people import at_desk_of
from tests.apps.risks.people import WHY, Table, rate, risk, table
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Table:
    """One alliance with risks of every kind, and three others."""
    at = table()
    worse = risk(at, title="Better once its response works")
    rate(worse, 5, 5, by=at.edith)
    rate(worse, 2, 3, by=at.edith, phase=Phase.AFTER)
    again = risk(at, title="Rated again")
    rate(again, 1, 1, by=at.edith)
    rate(again, 2, 3, by=at.edith)
    risk(at, title="Nobody rated it")
    over = risk(at, title="Over")
    rate(over, 4, 4, by=at.edith)
    risks.sign_off(over, reason=WHY, by=at.olga)
    risks.turn(over, state=State.CLOSED, reason=WHY, by=at.edith)
    for country in ("PY", "PY", ""):
        draft_of(at.olga, Draft(title=f"In {country}", country=country))
    return at


def _drawn(who: Any, **wanted: str) -> Any:
    return drawn(asked(who, Wanted(**wanted), today=timezone.localdate()))


def _places(pictures: Any) -> dict[str, int]:
    cells = [cell for line in pictures.matrix for cell in line.cells]
    return {cell.code: cell.number for cell in cells if cell.number}


def test_a_risk_counts_where_its_register_puts_it_and_unrated_is_not_low(here: Table):
    pictures = _drawn(here.olga)

    assert (_places(pictures), pictures.unrated) == ({"2x3": 2}, 1)
    rows = register.rows(here.alliance, today=timezone.localdate())
    assert pictures.matrix == register.matrix(rows)


def test_alliances_count_by_country_and_those_without_one_beside(here: Table):
    pictures = _drawn(here.olga)
    country = here.alliance.country

    counts = {item.code: item.number for item in pictures.countries if item.code != country}
    assert counts == ({} if country == "PY" else {"PY": 2})
    assert pictures.nowhere == 1
    assert _drawn(person("Otto")).countries == ()


@pytest.mark.parametrize("code", ["2x3", "unrated"])
def test_a_place_leads_to_the_alliances_behind_it(here: Table, code: str):
    desk = at_desk_of(here.olga)
    page = desk.get(reverse("portfolio:pictures"))
    assert f"{reverse('portfolio:alliances')}?at={code}#list" in page.text

    rows = desk.get(reverse("portfolio:alliances"), {"at": code}).context["rows"]
    assert [row.alliance for row in rows] == [here.alliance]
    assert not desk.get(reverse("portfolio:alliances"), {"at": "4x4"}).context["rows"]


def test_more_alliances_ask_no_more_questions(here: Table):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked_of:
            _drawn(here.olga)
        return len(asked_of)

    of_few = questions()
    for number in range(4):
        draft_of(here.olga, Draft(title=f"Alliance {number}", country="ZM"))

    assert questions() == of_few == 2
