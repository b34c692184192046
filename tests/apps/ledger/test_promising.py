"""How a promise comes about, and what is refused of it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from convene.apps.ledger import actions
from convene.apps.ledger.actions import Line
from convene.apps.ledger.models import Contribution
from convene.apps.ledger.queries import terms as queries
from convene.apps.ledger.words import State
from convene.ground import trail
from convene.ground.changes import Changed, NotAllowed
from tests.apps.ledger.people import JOINED, cash, due, promised, proposed, shown, table
from tests.apps.registry.people import at_desk_of

pytestmark = pytest.mark.django_db
LATER = date(2099, 12, 1)
SIGNED: dict[str, Any] = {"reason": "A new year.", "signatory": "J. Phiri"}


def _now(promise: Contribution) -> Contribution:
    return Contribution.objects.get(pk=promise.pk)


def test_a_book_is_opened_once():
    there = table()

    assert actions.open_book(there.alliance, base="ZMW", by=there.olga) == there.alliance.book
    with pytest.raises(actions.AlreadyOpen):
        actions.open_book(there.alliance, base="USD", by=there.olga)


def test_the_same_promise_twice_is_one_and_another_under_its_id_is_refused():
    there, key, line = table(), uuid4(), due()
    said: dict[str, Any] = {"id": key, "partner": there.partner, "lines": [line], "by": there.olga}

    first = actions.add(there.alliance, terms=cash(), **said)
    assert actions.add(there.alliance, terms=cash(), **said) == first
    with pytest.raises(actions.OtherContent):
        actions.add(there.alliance, terms=cash("400001"), **said)
    assert Contribution.objects.count() == 1
    rated: dict[str, Any] = {"currency": "USD", "rate_day": JOINED, "rate_source": "Bank of Zambia"}
    said |= {"id": uuid4(), "lines": [due()]}
    actions.add(there.alliance, terms=cash(rate=Decimal(24), **rated), **said)
    with pytest.raises(actions.OtherContent):
        actions.add(there.alliance, terms=cash(rate=Decimal(99), **rated), **said)


def test_an_amount_is_kept_as_typed_and_valued_once():
    there = table()
    terms = cash(
        "0.0003",
        currency="USD",
        rate=Decimal("23.5"),
        rate_day=JOINED,
        rate_source="Bank of Zambia",
    )

    promise = _now(proposed(there, terms))

    assert (promise.amount, promise.base_value) == (Decimal("0.0003"), Decimal("0.0070"))


def test_what_has_no_rate_has_no_value_in_the_base():
    promise = proposed(table(), cash(currency="USD"))

    assert (promise.rate, promise.base_value) == (None, None)


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "Infinity", "0.00001", "1000000000000000"])
def test_an_amount_that_would_be_rounded_or_is_none_is_refused(amount: str):
    with pytest.raises(actions.BadAmount):
        proposed(table(), cash(amount), due("1"))


def test_a_proposal_is_edited_until_it_is_promised():
    there = table()
    promise = proposed(there)
    line = due("500000")
    more: dict[str, Any] = {
        "terms": cash("500000"),
        "lines": [line],
        "state": State.PROPOSED,
        "by": there.edith,
    }

    edited = actions.edit(promise, seen=promise.version, **more)
    with pytest.raises(Changed):
        actions.edit(promise, seen=promise.version - 1, **more)
    actions.commit(edited, agreed_on=JOINED, by=there.olga)
    with pytest.raises(actions.NotNow):
        actions.edit(promise, **more)

    assert _now(promise).amount == Decimal(500000)
    assert [row.is_dropped for row in promise.instalments.order_by("amount")] == [True, False]


def test_cash_is_promised_with_instalments_that_add_up():
    there = table()
    promise = proposed(there, cash(), due("100000"), due("299999"))

    with pytest.raises(actions.BadAmount, match="add up to 399999: 1 less than the amount"):
        actions.commit(promise, agreed_on=JOINED, by=there.olga)


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        (
            {"column": "in_kind", "kind": "CASH", "method": "rate_x_hours"},
            "ways: Money at the rate of the day",
        ),
        ({"kind": "CONVENING"}, "never priced"),
    ],
)
def test_the_catalogue_says_what_has_a_price_and_how_it_is_found(terms: Any, refusal: str):
    there = table()
    promise = proposed(there, cash(**terms))

    with pytest.raises(actions.BadAmount, match=refusal):
        actions.commit(promise, agreed_on=JOINED, by=there.olga)


def test_a_partner_that_nobody_cleared_promises_nothing():
    there = table(is_cleared=False)

    with pytest.raises(actions.Stopped):
        promised(there)


def test_a_promise_ends_with_a_reason():
    there = table()
    promise = promised(there)

    with pytest.raises(actions.Lacks):
        actions.end(promise, state=State.CANCELLED, reason=" ", by=there.olga)
    ended = actions.end(promise, state=State.CANCELLED, reason="They closed.", by=there.olga)

    assert (ended.state, ended.ended_because) == ("cancelled", "They closed.")


def test_what_has_begun_to_come_is_written_off_not_cancelled():
    there = table()
    promise = promised(there)
    actions.verify(shown(promise, there), by=there.vera)

    with pytest.raises(actions.NotNow):
        actions.end(promise, state=State.CANCELLED, reason="No.", by=there.olga)
    ended = actions.end(promise, state=State.WRITTEN_OFF, reason="No.", by=there.olga)
    assert ended.state == "written_off"


def test_money_is_passed_on_from_a_promise_of_the_same_alliance_in_no_circle():
    there = table()
    first = proposed(there)
    second = proposed(there, cash(passed_on_from_id=first.pk))

    with pytest.raises(actions.Lacks):
        actions.edit(
            first,
            terms=cash(passed_on_from_id=second.pk),
            lines=[],
            state=State.PROPOSED,
            by=there.olga,
        )


def test_a_reader_writes_nothing():
    there = table()

    with pytest.raises(NotAllowed):
        proposed(there, by=there.vera)


def test_an_amendment_never_goes_below_what_is_verified():
    there = table()
    promise = promised(there)
    actions.verify(shown(promise, there), by=there.vera)
    signed: dict[str, Any] = {
        "reason": "A smaller year.",
        "signatory": "J. Phiri",
        "by": there.olga,
    }
    key, line = uuid4(), due("100000")

    with pytest.raises(actions.BadAmount, match="99999 is less than 100000, which is delivered"):
        actions.amend(promise, id=key, terms=cash("99999"), lines=[due("99999")], **signed)
    made = actions.amend(promise, id=key, terms=cash("100000"), lines=[line], **signed)
    assert actions.amend(promise, id=key, terms=cash("100000"), lines=[line], **signed) == made
    with pytest.raises(actions.OtherContent):
        actions.amend(promise, id=key, terms=cash("100001"), lines=[line], **signed)

    assert (made.number, made.was["amount"], made.becomes["amount"]) == (1, "400000", "100000")
    assert _now(promise).state == State.DELIVERED


def test_a_currency_stays_once_something_came():
    there = table()
    promise = promised(there)
    shown(promise, there)
    other = replace(cash(), currency="USD")

    with pytest.raises(actions.Fixed):
        actions.amend(
            promise,
            id=uuid4(),
            terms=other,
            lines=[due()],
            reason="Dollars.",
            signatory="J. Phiri",
            by=there.olga,
        )


def test_a_due_day_moves_when_somebody_else_agrees():
    there = table()
    due_line = promised(there).instalments.get()
    later = date(2099, 12, 1)
    change = actions.propose_due(due_line, due_on=later, reason="The board.", by=there.edith)

    with pytest.raises(actions.SamePerson):
        actions.accept_due(change, by=there.edith)
    actions.accept_due(change, by=there.olga)

    due_line.refresh_from_db()
    assert due_line.due_on == later
    (moved,) = trail.lines(due_line.contribution)[0].changes
    days = ("30 October 2026", "1 December 2099")
    assert (moved.label, moved.before, moved.after) == ("due on", *days)


def test_the_history_says_each_answer_before_and_after():
    there = table()
    promise = promised(there)
    for reply in ("yes", "no"):
        actions.answer(promise, answers={"needed": reply}, by=there.olga)

    (changed,) = trail.lines(promise)[0].changes
    asked = ("Does the alliance need it?", "Yes", "No")
    assert (changed.label, changed.before, changed.after) == asked


def test_a_due_day_stays_when_nobody_agrees():
    there = table()
    due_line = promised(there).instalments.get()
    later = date(2099, 12, 1)
    change = actions.propose_due(due_line, due_on=later, reason="Why not.", by=there.edith)

    actions.keep_due(change, by=there.olga)

    due_line.refresh_from_db()
    assert due_line.due_on == date(2026, 10, 30)


def test_a_day_that_somebody_proposed_is_decided_before_anything_else_changes():
    there = table()
    promise = promised(there)
    (line,) = promise.instalments.all()
    change = actions.propose_due(line, due_on=LATER, reason="The board.", by=there.edith)
    amended = {"terms": cash("500000"), "lines": [due("500000")], **SIGNED, "by": there.olga}

    with pytest.raises(actions.Undecided) as refusal:
        actions.amend(promise, id=uuid4(), **amended)
    assert refusal.value.change == change
    with pytest.raises(actions.Undecided):
        actions.propose_due(line, due_on=date(2099, 1, 2), reason="Mine.", by=there.olga)
    with pytest.raises(actions.Undecided):
        actions.end(promise, state=State.WRITTEN_OFF, reason="Enough.", by=there.olga)

    actions.keep_due(change, by=there.olga)
    actions.end(promise, state=State.WRITTEN_OFF, reason="Enough.", by=there.olga)


def test_a_day_that_was_dropped_or_of_what_has_ended_does_not_move():
    there = table()
    (line,) = promised(there).instalments.all()
    change = actions.propose_due(line, due_on=LATER, reason="The board.", by=there.edith)
    line.is_dropped = True
    line.save()

    with pytest.raises(actions.NotNow):
        actions.accept_due(change, by=there.olga)


def test_a_new_day_is_still_to_come():
    there = table()
    (line,) = promised(there).instalments.all()

    with pytest.raises(actions.Lacks) as lacks:
        actions.propose_due(line, due_on=date(2026, 4, 1), reason="Earlier.", by=there.edith)

    assert lacks.value.what == ("due_day_passed",)


@pytest.mark.parametrize("key", [None, uuid4()])
def test_an_amendment_moves_no_day(key: UUID | None):
    there = table()
    promise = promised(there)
    (line,) = queries.lines(promise)
    moved = Line(id=key or line.id, due_on=LATER, amount=line.amount)
    more = [line, Line(id=uuid4(), due_on=LATER, amount=Decimal(100000))]

    with pytest.raises(actions.Lacks) as lacks:
        actions.amend(promise, id=uuid4(), terms=cash(), lines=[moved], **SIGNED, by=there.olga)
    assert lacks.value.what == ("due_day_moves_by_agreement",)

    actions.amend(promise, id=uuid4(), terms=cash("500000"), lines=more, **SIGNED, by=there.olga)
    assert [it.due_on for it in queries.lines(promise)] == [line.due_on, LATER]


def test_what_changed_meanwhile_is_not_promised_unseen():
    there = table()
    promise = proposed(there)
    browser, page = (
        at_desk_of(there.olga),
        reverse("ledger:commit", args=[there.alliance.pk, promise.pk]),
    )
    actions.edit(promise, terms=cash("5"), lines=[due("5")], state=State.PROPOSED, by=there.edith)

    answer = browser.post(page, {"agreed_on": JOINED.isoformat(), "seen": 1})

    assert "Somebody changed this since you opened it" in answer.content.decode()
    promise.refresh_from_db()
    assert promise.state == "proposed"


def test_a_rate_of_a_day_to_come_is_refused():
    there = table()
    tomorrow = timezone.localdate() + timedelta(days=1)
    rate = {"rate": Decimal(25), "rate_day": tomorrow, "rate_source": "Bank of Zambia"}

    with pytest.raises(actions.Lacks) as lacks:
        proposed(there, cash("5", currency="USD", **rate))

    assert lacks.value.what == ("rate_day",)


def test_the_history_says_an_amount_without_idle_digits():
    there = table()
    promise = proposed(there, cash("6666.66"))
    changed: dict[str, Any] = {"lines": [due("7000.5")], "state": State.PROPOSED, "by": there.olga}
    actions.edit(promise, terms=cash("7000.5"), **changed)

    page = at_desk_of(there.olga).get(
        reverse("ledger:promise", args=[there.alliance.pk, promise.pk])
    )

    assert "6,666.66" in page.content.decode()
    assert "6666.6600" not in page.content.decode()


def test_another_day_is_offered_for_what_is_open_only():
    there = table()
    promise = promised(there, cash(), due("100000", date(2026, 4, 1)), due("300000"))
    first, second = promise.instalments.order_by("due_on")
    actions.verify(shown(promise, there), by=there.vera)

    page = at_desk_of(there.olga).get(
        reverse("ledger:promise", args=[there.alliance.pk, promise.pk])
    )

    offered = [
        reverse("ledger:another_day", args=[there.alliance.pk, promise.pk, day.pk]) in page.text
        for day in (first, second)
    ]
    assert offered == [False, True]
