"""What the database refuses of a register, whoever writes to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.risks import actions
from convene.apps.risks.models import Rating, Risk, SignOff
from convene.apps.risks.words import Phase
from tests.apps.ledger.people import partner
from tests.apps.risks.people import WHY, Table, high, rate, risk, table
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Table:
    return table()


def _refused(write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def _set(it: Risk, **values: Any) -> Callable[[], object]:
    return lambda: Risk.objects.filter(pk=it.pk).update(**values)


def _rated(it: Risk, likelihood: int, impact: int, **more: Any) -> Callable[[], object]:
    values = {"phase": "before", "reason": WHY, "by": it.added_by, "at": timezone.now(), **more}
    return lambda: Rating.objects.create(risk=it, likelihood=likelihood, impact=impact, **values)


def _signed(it: Risk, by: User, **more: Any) -> Callable[[], object]:
    values = {"score": 20, "reason": WHY, "at": timezone.now(), **more}
    return lambda: SignOff.objects.create(risk=it, by=by, **values)


@pytest.mark.parametrize("steps", [(0, 3), (3, 0), (6, 3), (3, 6)])
def test_a_rating_is_from_1_to_5(here: Table, steps: tuple[int, int]):
    _refused(_rated(risk(here), *steps))


@pytest.mark.parametrize("values", [{"phase": "later"}, {"reason": "  "}])
def test_a_rating_says_of_what_it_is_and_why(here: Table, values: dict[str, Any]):
    _refused(_rated(risk(here), 1, 1, **values))


def test_ratings_are_only_added(here: Table):
    rating = rate(risk(here), 2, 2, by=here.edith)

    _refused(rating.delete)
    _refused(lambda: Rating.objects.filter(pk=rating.pk).update(impact=1))


def test_a_risk_stays_and_stays_whose_it_is(here: Table):
    it = risk(here)

    _refused(it.delete)
    _refused(_set(it, added_by=here.olga))
    _refused(_set(it, alliance=draft_of(person("Petra"))))
    _refused(_set(it, proposal="reprisal"))


@pytest.mark.parametrize(
    "values",
    [
        {"title": " "},
        {"category": "weather"},
        {"state": "gone"},
        {"state": "closed"},
        {"state": "mitigated", "because": WHY},
        {"state": "accepted", "because": WHY},
    ],
)
def test_a_risk_says_what_it_has_to(here: Table, values: dict[str, Any]):
    _refused(_set(risk(here, response=""), **values))


def test_what_is_rated_with_its_response_has_one(here: Table):
    _refused(_rated(risk(here, response=""), 1, 1, phase="after"))
    assert _rated(risk(here), 1, 1, phase="after")()


def test_a_risk_is_looked_after_by_one(here: Table):
    bank = partner(alliance=here.alliance)

    _refused(_set(risk(here), owner_person=here.edith, owner_partner=bank))


def test_a_risk_is_about_partners_of_its_own_alliance(here: Table):
    other = partner("Mwala Chamber", alliance=draft_of(person("Petra")))

    _refused(_set(risk(here), partner=other))
    _refused(_set(risk(here), owner_partner=other))


def test_a_risk_begins_open(here: Table):
    at = timezone.now()
    values = {"title": "A flood", "category": "environment", "state": "closed", "because": WHY}
    who = {"added_by": here.edith, "added_at": at, "changed_at": at}

    _refused(lambda: Risk.objects.create(alliance=here.alliance, **values, **who))


def test_nobody_signs_off_what_they_wrote(here: Table):
    it = high(here)

    _refused(_signed(it, here.edith))
    assert _signed(it, here.olga)()


def test_whoever_signs_has_a_part_in_the_alliance(here: Table):
    it = high(here)

    for stranger in (here.ravi, person("Sam")):
        _refused(_signed(it, stranger))


@pytest.mark.parametrize("score", [14, 15, 25, 26])
def test_what_is_signed_is_the_worst_rating(here: Table, score: int):
    it = high(here)
    rate(it, 1, 1, by=here.emil, phase=Phase.AFTER)

    _refused(_signed(it, here.olga, score=score))


def test_a_risk_is_signed_off_once_and_the_sign_off_only_ends(here: Table):
    it = high(here)
    signed = actions.sign_off(it, reason="The ministry promised in writing.", by=here.olga)
    standing = SignOff.objects.filter(pk=signed.pk)

    _refused(_signed(it, here.emil))
    _refused(signed.delete)
    _refused(lambda: standing.update(score=25))
    assert standing.update(ended_by=here.emil, ended_at=timezone.now()) == 1
    _refused(lambda: standing.update(ended_by=None, ended_at=None))


def test_a_worse_rating_does_not_slip_under_a_sign_off(here: Table):
    it = high(here)
    actions.sign_off(it, reason="The ministry promised in writing.", by=here.olga)

    _refused(_rated(it, 5, 5))
    _refused(_rated(it, 5, 5, phase="after"))
    assert _rated(it, 5, 4)()
    assert _rated(it, 2, 2)()
    _refused(_rated(it, 2, 3))


def test_a_high_risk_is_not_settled_before_somebody_signs(here: Table):
    it = high(here)

    for state in ("accepted", "closed"):
        _refused(_set(it, state=state, because=WHY))
    actions.sign_off(it, reason="The ministry promised in writing.", by=here.olga)
    assert _set(it, state="closed", because=WHY)() == 1
    _refused(_set(it, state="accepted", because=WHY))
    _refused(_rated(it, 1, 1))
