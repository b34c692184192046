"""What comes of a promise: recorded, shown, verified by somebody independent, doubted, settled."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.ledger import actions
from convene.apps.ledger.models import Contribution, Delivery
from convene.apps.ledger.queries import standing
from convene.apps.ledger.tasks import night
from convene.apps.registry import actions as registry
from convene.apps.vetting.models import Case
from tests.apps.ledger.people import JOINED, Table, came, cash, promised, proposed, shown, table
from tests.apps.vetting.people import ends_on
from tests.apps.workshop.people import person

pytestmark = pytest.mark.django_db
RATED: dict[str, Any] = {
    "rate": Decimal(23),
    "rate_day": JOINED,
    "rate_source": "Bank of Zambia",
}


def _stands(promise: Contribution) -> tuple[str, object]:
    now = Contribution.objects.get(pk=promise.pk)
    return now.state, now.verified


def _soon() -> date:
    return timezone.localdate() + timedelta(days=14)


def test_recording_twice_is_recording_once():
    there, key = table(), uuid4()
    promise = promised(there)

    first = came(promise, there, id=key)
    assert came(promise, there, id=key) == first
    with pytest.raises(actions.OtherContent):
        came(promise, there, "100001", id=key)

    assert Delivery.objects.count() == 1


def test_the_same_delivery_at_another_rate_is_another():
    there, key = table(), uuid4()
    promise = promised(there, cash(currency="USD", **RATED))

    first = came(promise, there, id=key, rate=(Decimal(24), JOINED, "Bank of Zambia"))
    assert came(promise, there, id=key, rate=(Decimal(24), JOINED, "Bank of Zambia")) == first
    with pytest.raises(actions.OtherContent):
        came(promise, there, id=key, rate=(Decimal(99), JOINED, "Bank of Zambia"))


def test_nothing_comes_of_what_is_not_promised():
    there = table()

    with pytest.raises(actions.NotNow):
        came(proposed(there), there)


def test_what_a_stopped_partner_gives_is_held_and_not_verified():
    there = table()
    promise = promised(there)
    stop(there)

    held = shown(promise, there)

    assert held.is_held
    with pytest.raises(actions.Stopped):
        actions.verify(held, by=there.vera)


def stop(there: Table) -> None:
    """Let every clearance of the partner be over."""
    yesterday = timezone.localdate() - timedelta(days=1)
    ends_on(Case.objects.get(organisation=there.partner.organisation), yesterday)


def test_the_state_follows_what_is_verified():
    there = table()
    promise = promised(there)
    first, second = shown(promise, there), shown(promise, there, "300000")

    assert _stands(promise) == ("committed", 0)
    actions.verify(first, by=there.vera)
    assert _stands(promise) == ("part_delivered", 100000)
    actions.verify(second, by=there.ravi)
    assert _stands(promise) == ("delivered", 400000)
    actions.take_back(second, reason="It is the same slip.", by=there.olga)
    assert _stands(promise) == ("part_delivered", 100000)


def test_more_than_was_promised_is_not_counted():
    there = table()
    promise = promised(there)
    over = shown(promise, there, "500000")

    actions.verify(over, by=there.vera)

    assert _stands(promise) == ("delivered", 400000)
    assert standing.counted(over.steps.all()) == 400000


def belongs(who: User, there: Table, *, since: date) -> None:
    """Let somebody work for the partner from a day on."""
    ada = person("Ada", Role.ADMINISTRATOR)
    registry.join(who, organisation=there.partner.organisation, since=since, by=ada)


def test_nobody_verifies_their_own_work():
    there = table()
    recorded = shown(promised(there), there)
    speaks = person("Sam")
    belongs(speaks, there, since=JOINED)

    for who, why in ((there.olga, "recorded"), (there.edith, "evidence")):
        with pytest.raises(actions.NotIndependent) as refused:
            actions.verify(recorded, by=who)
        assert refused.value.why == (why,)
    assert standing.why_not_independent(speaks, recorded) == ("partner",)


def test_nothing_is_verified_without_evidence():
    there = table()
    recorded = came(promised(there), there)

    with pytest.raises(actions.NoEvidence):
        actions.verify(recorded, by=there.vera)


def test_verifying_twice_counts_once():
    there = table()
    promise = promised(there)
    recorded = shown(promise, there)

    actions.verify(recorded, by=there.vera)
    actions.verify(recorded, by=there.vera)
    with pytest.raises(actions.NotNow):
        actions.verify(recorded, by=there.ravi)

    assert _stands(promise) == ("part_delivered", 100000)


def test_a_dispute_is_settled_by_a_third_person():
    there = table()
    promise = promised(there)
    recorded = shown(promise, there)
    actions.verify(recorded, by=there.vera)

    actions.dispute(recorded, reason="A copy.", answer_by=_soon(), by=there.vera)
    assert _stands(promise) == ("committed", 0)
    actions.answer_dispute(recorded, reason="The original is here.", by=there.olga)
    for who in (there.vera, there.olga):
        with pytest.raises(actions.NotIndependent):
            actions.settle(recorded, came=True, reason="Seen.", by=who)
    actions.settle(recorded, came=True, reason="Seen.", by=there.ravi)

    assert _stands(promise) == ("part_delivered", 100000)
    assert standing.of(recorded) == "upheld"


def test_what_did_not_come_is_struck():
    there = table()
    promise = promised(there)
    recorded = shown(promise, there)
    actions.dispute(recorded, reason="A copy.", answer_by=_soon(), by=there.vera)

    actions.settle(recorded, came=False, reason="A copy it is.", by=there.ravi)

    assert (standing.of(recorded), _stands(promise)) == ("struck", ("committed", 0))
    with pytest.raises(actions.NotNow):
        actions.add_note(recorded, title="More", note="More.", by=there.edith)


def test_a_new_employer_lets_a_check_be_made_again():
    there = table()
    promise = promised(there)
    recorded = shown(promise, there)
    actions.verify(recorded, by=there.vera)
    today = timezone.localdate()
    assert actions.ask_again(today=today) == 0

    belongs(there.vera, there, since=today)
    night.func(None)
    assert actions.ask_again(today=today) == 0

    assert (standing.of(recorded), _stands(promise)) == ("to_verify", ("committed", 0))
    actions.verify(recorded, by=there.ravi)
    assert _stands(promise) == ("part_delivered", 100000)


def test_what_has_no_price_has_come_with_all_of_its_quantity():
    there = table()
    terms = actions.Terms(title="Nine towns", column="unpriced", quantity=Decimal(9), unit="town")
    promise = promised(there, terms)

    actions.verify(shown(promise, there, None, quantity=Decimal(6)), by=there.vera)
    assert _stands(promise) == ("part_delivered", 0)
    actions.verify(shown(promise, there, None, quantity=Decimal(3)), by=there.vera)
    assert _stands(promise) == ("delivered", 0)


def test_whose_check_is_in_doubt_does_not_settle_it():
    there = table()
    recorded = shown(promised(there), there)
    actions.verify(recorded, by=there.vera)
    actions.dispute(recorded, reason="A copy.", answer_by=_soon(), by=there.ravi)

    with pytest.raises(actions.NotIndependent) as refusal:
        actions.settle(recorded, came=True, reason="Seen.", by=there.vera)

    assert refusal.value.why == ("disputed",)
