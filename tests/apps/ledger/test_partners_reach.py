"""No address of the ledger opens for who speaks for somebody else: another partner of the same
alliance, a partner of another, one who left last month, one that joined through this one.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.ledger.models import Contribution
from convene.apps.ledger.urls import urlpatterns
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Partner
from convene.core.draft import Draft
from tests.apps.ledger.people import FEMI, Table, partner, promised, shown, table
from tests.apps.registry.people import at_desk_of
from tests.apps.workshop.people import draft_of

pytestmark = pytest.mark.django_db
NAMES = sorted(str(page.name) for page in urlpatterns)


def _speaks_for(given: Partner, there: Table) -> Client:
    return at_desk_of(workshop.let_in(given, **FEMI, by=there.olga).person)


def another(there: Table) -> Client:
    return _speaks_for(partner("Town of Chipata", alliance=there.alliance), there)


def of_another_alliance(there: Table) -> Client:
    return _speaks_for(
        partner("Town of Chipata", alliance=draft_of(there.olga, Draft(title="Fees"))), there
    )


def who_left(there: Table) -> Client:
    desk = _speaks_for(there.partner, there)
    left = timezone.localdate() - timedelta(days=30)
    workshop.leave(there.partner, on=left, because="The bank was sold.", by=there.olga)
    return desk


def under_cover(there: Table) -> Client:
    town = partner("Town of Chipata", alliance=there.alliance)
    town.umbrella, town.unnamed_until = there.partner, 3
    town.save()
    return _speaks_for(town, there)


@pytest.mark.parametrize("who", [another, of_another_alliance, who_left, under_cover])
def test_promises_of_others_are_not_there(who):
    there = table()
    promise = promised(there)
    came = shown(promise, there)
    keys = {
        "pk": there.alliance.pk,
        "promise": promise.pk,
        "delivery": came.pk,
        "due": promise.instalments.get().pk,
        "change": 1,
        "evidence": uuid4(),
    }
    desk, was = who(there), Contribution.objects.values_list("pk", "version")
    before = set(was)

    answers = {
        (name, way): getattr(desk, way)(
            reverse(f"ledger:{name}", kwargs={key: keys[key] for key in _keys(name)})
        ).status_code
        for name in NAMES
        for way in ("get", "post")
    }

    assert set(answers.values()) <= {404, 405}, answers
    assert set(was.all()) == before


def _keys(name: str) -> list[str]:
    (page,) = (page for page in urlpatterns if page.name == name)
    return list(page.pattern.converters)
