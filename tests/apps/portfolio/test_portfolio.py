"""Alliances side by side: each summed once, in its own currency, and only those one reads."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger import actions as ledger
from convene.apps.ledger.models import Book, Contribution, Instalment
from convene.apps.ledger.queries import board as boards
from convene.apps.portfolio.queries.alliances import Money, Total, Wanted, asked, rows, totals
from convene.apps.workshop.models import Alliance
from convene.core.draft import Draft
from tests.apps.ledger.people import delivery, partner, promise, step
from tests.apps.registry.people import at_desk_of
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)
RATED = {"rate": Decimal(1), "rate_day": date(2026, 3, 2), "rate_source": "the base itself"}


@pytest.fixture
def olga() -> User:
    return person("Olga")


def _alliance(owner: User, title: str, base: str = "ZMW", **more: Any) -> Alliance:
    alliance = draft_of(owner, Draft(title=title, **more))
    at = timezone.now()
    Book.objects.create(alliance=alliance, base=base, opened_by=owner, opened_at=at, changed_at=at)
    return alliance


def _promised(alliance: Alliance, who: str, amount: int | str, **more: Any) -> Contribution:
    value = {**RATED, "base_value": Decimal(amount)}
    given = partner(who, alliance=alliance)
    return promise(given, amount=Decimal(amount), **{**value, **more})


def _rows(who: User, wanted: Wanted | None = None) -> list[Any]:
    return rows(list(asked(who, wanted or Wanted(), today=TODAY)), today=TODAY)


def test_an_alliance_of_five_funders_is_summed_once(olga: User):
    alliance = _alliance(olga, "Five funders")
    for number in range(5):
        given = _promised(alliance, f"Fund {number}", 100)
        for _time in range(3):
            came = delivery(given, "20", base_value=Decimal(20), **RATED)
            step(came, "verified", by=person(f"V{came.pk}"), counted=0, base_counted=Decimal(20))

    (row,) = _rows(olga, Wanted(partner="fund"))

    assert (row.base, row.money) == (
        "ZMW",
        Money(promised=Decimal(500), delivered=Decimal(300), verified=Decimal(300)),
    )


def test_what_is_known_of_a_promise_is_summed_alike_on_both_pages(olga: User):
    alliance = _alliance(olga, "Two rates")
    unrated = {"rate": None, "rate_day": None, "rate_source": "", "base_value": None}
    given = _promised(alliance, "Fund", 100, currency="USD", **unrated)
    came = delivery(given, "20", base_value=Decimal(500), **{**RATED, "rate": Decimal(25)})
    step(came, "verified", by=person("Vera"), counted=20, base_counted=Decimal(500))
    delivery(given, "30")

    (row,) = _rows(olga)
    board = boards.board(alliance, today=TODAY)

    assert (row.money.delivered, row.money.verified, row.money.unrated) == (500, 500, 1)
    assert [total.come.delivered for total in board.sums] == [500]
    assert [total.come.verified for total in board.sums] == [500]
    assert [total.unknown for total in board.sums] == [1]
    assert board.rows[0].base.delivered is None


def test_what_is_no_promise_is_in_no_sum_and_what_has_no_rate_is_counted(olga: User):
    alliance = _alliance(olga, "Much talk")
    for state in ("ask", "proposed"):
        _promised(alliance, state, 1000, state=state)
    _promised(alliance, "parallel", 1000, is_parallel=True)
    source = _promised(alliance, "first", 70)
    _promised(alliance, "passed on", 1000, passed_on_from=source)
    promise(partner("foreign", alliance=alliance), amount=Decimal(9), currency="USD")
    nothing = {"column": "unpriced", "amount": None, "currency": ""}
    promise(partner("influence", alliance=alliance), **nothing)

    assert _rows(olga)[0].money == Money(promised=Decimal(70), unvalued=1, unpriced=1)


def test_currencies_are_never_added(olga: User):
    _promised(_alliance(olga, "One"), "A", 100)
    _promised(_alliance(olga, "Two", base="EUR"), "B", 30)
    draft_of(olga, Draft(title="No book yet"))

    assert totals(asked(olga, Wanted(), today=TODAY)) == [
        Total(base="EUR", alliances=1, money=Money(promised=Decimal(30))),
        Total(base="ZMW", alliances=1, money=Money(promised=Decimal(100))),
    ]
    assert {row.alliance.title: row.money for row in _rows(olga)}["No book yet"] is None


def test_what_is_taken_back_has_not_come(olga: User):
    given = _promised(_alliance(olga, "One"), "A", 100)
    came = delivery(given, "40", base_value=Decimal(40), **RATED)
    step(came, "reversed", by=olga, reason="Typed twice.")

    assert _rows(olga)[0].money == Money(promised=Decimal(100))


def test_late_is_what_was_due_and_has_not_come(olga: User):
    given = _promised(_alliance(olga, "One"), "A", 300)
    for number, (day, amount) in enumerate(
        ((date(2026, 9, 1), 100), (date(2026, 10, 1), 100), (date(2027, 1, 1), 100))
    ):
        Instalment.objects.create(
            contribution=given, position=number, due_on=day, amount=Decimal(amount)
        )
    assert _rows(olga)[0].late == 2
    delivery(given, "100")
    assert _rows(olga)[0].late == 1
    delivery(given, "100")
    assert _rows(olga)[0].late == 0


def test_a_dispute_counts_until_it_is_settled(olga: User):
    given = _promised(_alliance(olga, "One"), "A", 100)
    came, vera = delivery(given, "40"), person("Vera")
    step(came, "disputed", by=vera, reason="No receipt.", answer_by=date(2026, 12, 20))
    assert _rows(olga)[0].disputed == 1
    ledger.add_note(came, title="Bank statement", note="Page 3.", by=olga)
    assert _rows(olga)[0].disputed == 1
    step(came, "upheld", by=vera, reason="The bank confirmed it.", at=timezone.now())
    assert _rows(olga)[0].disputed == 0


def test_nobody_sees_an_alliance_that_they_do_not_read(olga: User):
    _promised(_alliance(olga, "Hers"), "A", 100)
    other = person("Otto")

    assert _rows(other) == []
    assert totals(asked(other, Wanted(), today=TODAY)) == []
    page = at_desk_of(other).get(reverse("portfolio:alliances")).content.decode()
    assert "You read no alliance yet" in page


def test_the_spreadsheet_holds_exactly_what_is_filtered(olga: User):
    _promised(_alliance(olga, "Open fees", country="ZM"), "A", 100)
    _promised(_alliance(olga, "=cmd()", country="PY"), "B", 250)
    browser = at_desk_of(olga)

    page = browser.get(reverse("portfolio:alliances"), {"country": "PY"}).content.decode()
    assert "=cmd()" in page
    assert "Open fees" not in page
    file = browser.get(reverse("portfolio:table"), {"country": "PY"})
    sheet = openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0]
    (_head, line) = sheet.values
    assert line == ("=cmd()", "Idea", "PY", "", "ZMW", 250, 0, 0, *[0] * 8)


def test_a_sum_is_a_number_and_one_that_is_not_known_says_so(olga: User):
    _promised(_alliance(olga, "Kept"), "A", "12345678901.2345")
    promise(partner("C", alliance=_alliance(olga, "No rate")), amount=Decimal(9), currency="USD")
    draft_of(olga, Draft(title="No book"))

    file = at_desk_of(olga).get(reverse("portfolio:table"))

    head, *lines = openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0].values
    place = head.index("Promised")
    assert {line[0]: line[place : place + 3] for line in lines} == {
        "Kept": (12345678901.2345, 0, 0),
        "No rate": ("not known", 0, 0),
        "No book": ("nothing recorded", None, None),
    }


def test_a_question_nobody_can_ask_asks_for_nothing(olga: User):
    _alliance(olga, "Open fees")

    page = at_desk_of(olga).get(reverse("portfolio:alliances"), {"state": "nonsense"})

    assert page.status_code == 200
    assert "Open fees" in page.content.decode()


def test_the_number_of_questions_does_not_grow_with_alliances(
    olga: User, django_assert_max_num_queries: Any
):
    for number in range(6):
        _promised(_alliance(olga, f"Alliance {number}"), f"P{number}", 100)

    browser = at_desk_of(olga)

    with django_assert_max_num_queries(20):
        browser.get(reverse("portfolio:alliances"))
