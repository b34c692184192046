"""What the database refuses of the record of asking, whoever writes to it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.asking import actions
from convene.apps.asking.models import Approach, ApproachAnswer
from tests.apps.asking.people import WHY, ago, answer, ask, bank
from tests.apps.risks.people import Table, table
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Table:
    return table()


def _refused(write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def _asked(here: Table, **more: Any) -> Callable[[], Approach]:
    values = {
        "alliance": here.alliance,
        "organisation": bank(here.olga),
        "asked_on": ago(2),
        "what": "Fuel",
        "by": here.edith,
        "at": timezone.now(),
    }
    return lambda: Approach.objects.create(**{**values, **more})


def _answered(approach: Approach, **more: Any) -> Callable[[], ApproachAnswer]:
    values = {"said": "no", "said_on": ago(1), "by": approach.by, "at": timezone.now()}
    return lambda: ApproachAnswer.objects.create(**{**values, "approach": approach, **more})


@pytest.mark.parametrize(
    "values",
    [{"what": " "}, {"next_on": ago(3)}, {"taken_back_because": WHY}, {"asked_on": None}],
)
def test_an_approach_says_what_it_has_to(here: Table, values: dict[str, Any]):
    _asked(here)()
    _refused(_asked(here, **values))


def test_nobody_is_asked_through_itself(here: Table):
    whom = bank(here.olga)

    _refused(_asked(here, organisation=whom, through_organisation=whom))


def test_only_who_edits_the_alliance_asks_and_answers_for_it(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith, asked_on=ago(3))
    for stranger in (here.ravi, person("Petra")):
        _refused(_asked(here, by=stranger))
        _refused(_answered(approach, by=stranger))
    _answered(approach, by=here.emil)()


@pytest.mark.parametrize(
    "values",
    [
        {"what": "Money"},
        {"asked_on": ago(9)},
        {"through": "The mayor"},
        {"next_on": date(2099, 1, 1)},
        {"again_because": WHY},
        {"kind": "CASH"},
    ],
)
def test_an_approach_is_never_rewritten(here: Table, values: dict[str, Any]):
    approach = ask(here.alliance, bank(here.olga), by=here.edith)
    row = Approach.objects.filter(pk=approach.pk)
    mistake = {
        "taken_back_by": here.edith,
        "taken_back_at": timezone.now(),
        "taken_back_because": WHY,
    }

    _refused(lambda: row.update(**values))
    _refused(lambda: row.update(**values, **mistake))
    _refused(lambda: row.update(alliance=draft_of(person("Petra")), **mistake))
    _refused(lambda: row.update(**{**mistake, "taken_back_because": ""}))
    _refused(lambda: row.update(**{**mistake, "taken_back_by": here.ravi}))
    _refused(row.delete)
    assert row.update(**mistake) == 1


def test_what_was_taken_back_stays_so(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith, asked_on=ago(3))
    actions.take_back(approach, reason=WHY, by=here.edith)
    row = Approach.objects.filter(pk=approach.pk)

    _refused(lambda: row.update(taken_back_by=None, taken_back_at=None, taken_back_because=""))
    _refused(lambda: row.update(taken_back_because="Another reason."))
    _refused(_answered(approach))


def test_an_answer_is_known_and_comes_after_its_approach(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith, asked_on=ago(3))

    _refused(_answered(approach, said="perhaps"))
    _refused(_answered(approach, said_on=ago(4)))
    _refused(_answered(approach, next_on=ago(2)))
    _answered(approach, said_on=ago(3))()


def test_an_answer_is_only_taken_back(here: Table):
    approach = ask(here.alliance, bank(here.olga), by=here.edith)
    row = ApproachAnswer.objects.filter(pk=answer(approach, by=here.edith).pk)
    mistake = {
        "taken_back_by": here.olga,
        "taken_back_at": timezone.now(),
        "taken_back_because": WHY,
    }

    _refused(lambda: row.update(said="no"))
    _refused(lambda: row.update(said="no", **mistake))
    _refused(row.delete)
    assert row.update(**mistake) == 1
    _refused(lambda: row.update(taken_back_because="Another reason."))
