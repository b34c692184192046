"""What was promised and has come, drawn: every picture adds up to the page of promises."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from convene.apps.ledger import actions
from convene.apps.ledger.models import Contribution, Delivery
from convene.apps.ledger.queries import board as boards
from convene.apps.ledger.queries.board import Come
from convene.apps.ledger.queries.pictures import Level, Part, Pictures, pictures
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.words import Origin
from tests.apps.ledger.people import JOINED, delivery, partner, promise, step
from tests.apps.workshop.people import at_desk_of, draft_of, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)
RATED = {"rate": Decimal(1), "rate_day": JOINED, "rate_source": "the base itself"}
UNPRICED = {"column": "unpriced", "amount": None, "currency": ""}
PARTS = ("promised", "delivered", "verified")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """An alliance with a book in kwacha, in which a bank and a town promised something."""

    alliance: Alliance
    bank: Partner
    town: Partner

    @property
    def pictures(self) -> Pictures:
        return pictures(boards.board(self.alliance, today=TODAY), today=TODAY)


@pytest.fixture
def there() -> Drawn:
    alliance = draft_of(person("Olga"))
    actions.open_book(alliance, base="ZMW", by=alliance.owner)
    bank = partner("Heron Savings Bank", alliance=alliance)
    town = partner("Mwala Town", alliance=alliance, origin=Origin.PUBLIC)
    return Drawn(alliance=alliance, bank=bank, town=town)


def _promised(by: Partner, value: str, on: date | None = JOINED, **more: Any) -> Contribution:
    """Let somebody promise something in the base currency on a day."""
    given = {"amount": Decimal(value), "base_value": Decimal(value), **RATED}
    return promise(by, agreed_on=on, kind="CASH", **{**given, **more})


def _came(of: Contribution, value: str, on: date, *, checked_on: date | None = None) -> Delivery:
    """Let something come, and be verified on a day as far as it was promised."""
    came = delivery(of, value, on=on, base_value=Decimal(value), **RATED)
    if checked_on:
        _counted(came, "verified", min(Decimal(value), of.amount), on=checked_on)
    return came


def _counted(came: Delivery, taken: str, value: Decimal, *, on: date, **more: Any) -> None:
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    by = person(f"V{taken}{came.pk}")
    step(came, taken, by=by, counted=value, base_counted=value, at=noon, **more)


def _come(promised: str | None, delivered: str | None, verified: str | None) -> Come:
    known = [None if value is None else Decimal(value) for value in (promised, delivered, verified)]
    return Come(promised=known[0], delivered=known[1], verified=known[2])


def _much(there: Drawn) -> None:
    """Let both promise, deliver and be late in every way that counts, or does not."""
    cash = _promised(there.bank, "400000.10")
    _came(cash, "100000.05", date(2026, 4, 9), checked_on=date(2026, 5, 2))
    _came(cash, "50000.01", date(2026, 8, 31))
    promise(there.bank, amount=Decimal(9), currency="USD", agreed_on=JOINED, kind="CASH")
    work = _promised(there.town, "90000", date(2026, 8, 1), column="in_kind")
    Contribution.objects.filter(pk=work.pk).update(kind="STAFF_TIME")
    _came(work, "120000", date(2026, 9, 1), checked_on=date(2026, 9, 3))
    promise(there.town, **UNPRICED)
    for more in ({"state": "ask"}, {"is_parallel": True}, {"passed_on_from": cash}):
        _promised(there.bank, "7000000", **more)


def test_partners_stand_side_by_side_on_one_scale(there: Drawn):
    _much(there)

    bank, town = there.pictures.partners

    longest = Decimal("400000.10")
    assert bank == Part(
        name="Heron Savings Bank",
        come=Come(
            promised=longest,
            delivered=Decimal("150000.06"),
            verified=Decimal("100000.05"),
            longest=longest,
        ),
        unknown=1,
        unpriced=0,
    )
    assert bank.come.widths == {"promised": "100.0%", "delivered": "37.5%", "verified": "25.0%"}
    assert (town.name, town.unknown, town.unpriced) == ("Mwala Town", 0, 1)
    assert town.come.widths == {"promised": "22.5%", "delivered": "22.5%", "verified": "22.5%"}


def test_every_picture_adds_up_to_the_page_of_promises(there: Drawn):
    _much(there)

    shown = there.pictures
    page = boards.board(there.alliance, today=TODAY).sums

    assert shown.steps is not None
    for name in PARTS:
        whole = sum(getattr(total.come, name) for total in page)
        assert getattr(shown.whole.come, name) == whole
        for parts in (shown.partners, shown.kinds):
            assert sum(getattr(part.come, name) or 0 for part in parts) == whole
        assert getattr(shown.steps.levels[-1].come, name) == whole
    assert shown.whole.come == _come("490000.10", "240000.06", "190000.05")
    assert (shown.whole.unknown, shown.whole.unpriced) == (1, 1)
    assert sum(total.unknown for total in page) == 1
    assert sum(total.over for total in page) == 30000


def test_kinds_are_called_what_the_catalogue_calls_them(there: Drawn):
    _much(there)

    kinds = there.pictures.kinds

    assert [(part.name, part.come.promised, part.unpriced) for part in kinds] == [
        ("Cash / financing", Decimal("400000.10"), 0),
        ("Staff or representatives' time", Decimal(90000), 0),
        ("", None, 1),
    ]
    assert "Something else" in _page(there)


def test_a_year_is_drawn_by_months_and_the_same_stands_in_the_table(there: Drawn):
    _much(there)

    steps = there.pictures.steps

    assert steps is not None
    assert not steps.is_by_day
    assert steps.levels == (
        Level(since=date(2026, 3, 1), come=_come("400000.10", "0", "0")),
        Level(since=date(2026, 4, 1), come=_come("400000.10", "100000.05", "0")),
        Level(since=date(2026, 5, 1), come=_come("400000.10", "100000.05", "100000.05")),
        Level(since=date(2026, 8, 1), come=_come("490000.10", "150000.06", "100000.05")),
        Level(since=date(2026, 9, 1), come=_come("490000.10", "240000.06", "190000.05")),
    )
    assert steps.paths["promised"] == (
        "M0 240H0.0V44.1H100.0V44.1H200.0V44.1H500.0V0.0H600.0V0.0H1000V240Z"
    )


def test_two_months_are_drawn_day_by_day(there: Drawn):
    given = _promised(there.bank, "300", date(2026, 11, 21))
    _came(given, "100", date(2026, 11, 26))

    steps = there.pictures.steps

    assert steps is not None
    assert steps.is_by_day
    assert [level.since for level in steps.levels] == [date(2026, 11, 21), date(2026, 11, 26)]
    assert steps.paths["delivered"] == "M0 240H0.0V240.0H454.5V160.0H1000V240Z"


def test_what_has_no_day_stands_before_all_others(there: Drawn):
    _promised(there.bank, "100", None)
    _promised(there.bank, "100", date(2026, 11, 30))

    steps = there.pictures.steps

    assert steps is not None
    assert [level.since for level in steps.levels] == [None, date(2026, 11, 30)]
    assert steps.first is None
    assert steps.paths["promised"] == "M0 240H0.0V120.0H333.3V0.0H1000V240Z"


def test_what_was_taken_back_never_came(there: Drawn):
    given = _promised(there.bank, "300", date(2026, 11, 21))
    came = _came(given, "100", date(2026, 11, 26), checked_on=date(2026, 11, 27))
    _counted(came, "reversed", Decimal(-100), on=TODAY, reason="Typed twice.")

    steps = there.pictures.steps

    assert steps is not None
    assert steps.levels == (Level(since=date(2026, 11, 21), come=_come("300", "0", "0")),)


def test_what_nobody_knows_is_counted_and_not_drawn_as_nothing(there: Drawn):
    unvalued = promise(there.bank, amount=Decimal(9), currency="USD", agreed_on=JOINED)
    delivery(unvalued, "9")
    promise(there.town, **UNPRICED)

    shown = there.pictures

    assert [(part.name, part.come.promised, part.is_drawn) for part in shown.partners] == [
        ("Heron Savings Bank", None, False),
        ("Mwala Town", None, False),
    ]
    assert (shown.whole.unknown, shown.whole.unpriced) == (1, 1)
    assert shown.steps is None
    page = _page(there)
    assert page.count("not drawn") == 3
    assert "Nothing of this has a value that is known, so no step is drawn." in page
    assert '<svg class="steps"' not in page


def test_a_series_that_nobody_knows_is_left_out_of_the_steps(there: Drawn):
    given = _promised(there.bank, "300")
    delivery(given, "100", on=JOINED)

    steps = there.pictures.steps

    assert steps is not None
    assert steps.levels == (Level(since=date(2026, 3, 1), come=_come("300", None, "0")),)
    assert steps.paths["delivered"] == ""


def _page(there: Drawn, who: str = "") -> str:
    reader = person(who) if who else there.alliance.owner
    return str(at_desk_of(reader).get(_address(there)).text)


def _address(there: Drawn) -> str:
    return reverse("ledger:pictures", args=[there.alliance.pk])


def test_the_page_says_in_tables_what_it_draws(there: Drawn):
    _much(there)

    page = " ".join(_page(there).split())

    assert "Promised 400,000.10, delivered 150,000.06, of this verified 100,000.05 (ZMW)" in page
    assert "Top of the picture: 490,000.10 ZMW" in page
    assert re.findall(r'<th scope="row">\s*(\w+ 2026)\s*</th>', page) == [
        "March 2026",
        "April 2026",
        "May 2026",
        "August 2026",
        "September 2026",
    ]
    assert page.count('role="img"') == 5
    assert page.count('role="img"> <title>') == page.count('role="img"')
    assert "style=" not in page


def test_an_alliance_without_promises_has_nothing_to_draw(there: Drawn):
    assert "Nothing was promised here yet, so there is nothing to draw." in _page(there)


def test_the_page_of_promises_leads_to_the_pictures(there: Drawn):
    _much(there)
    promises = reverse("ledger:promises", args=[there.alliance.pk])

    assert _address(there) in at_desk_of(there.alliance.owner).get(promises).text


def test_more_promises_ask_no_more_of_the_database(
    there: Drawn, django_assert_max_num_queries: Any
):
    for number in range(12):
        given = _promised(partner(f"Fund {number}", alliance=there.alliance), "100")
        _came(given, "20", JOINED, checked_on=JOINED)

    with django_assert_max_num_queries(8):
        shown = there.pictures

    assert shown.whole.come == _come("1200", "240", "240")
