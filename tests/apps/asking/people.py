"""Alliances and approaches that the tests of the record of asking speak of."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.asking import actions
from convene.apps.asking.actions import Reply, Terms
from convene.apps.asking.models import Approach, ApproachAnswer
from convene.apps.asking.words import Said
from convene.apps.registry.models import Organisation
from convene.apps.workshop.models import Alliance
from tests.apps.registry.people import organisation

WHY = "The mayor asked us to go together."


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def terms(whom: Organisation, **more: Any) -> Terms:
    values = {"asked_on": timezone.localdate(), "what": "Fuel for two boats", **more}
    return Terms(organisation=whom, **values)


def bank(by: User, name: str = "Heron Savings Bank", **more: Any) -> Organisation:
    return organisation(name, by=by, **more)


def ask(
    alliance: Alliance, whom: Organisation, *, by: User, all_the_same: str = "", **more: Any
) -> Approach:
    return actions.ask(
        alliance, id=uuid4(), terms=terms(whom, **more), all_the_same=all_the_same, by=by
    )


def reply(said: Said = Said.INTERESTED, **more: Any) -> Reply:
    return Reply(**{"said": said, "said_on": timezone.localdate(), **more})


def answer(
    approach: Approach, said: Said = Said.INTERESTED, *, by: User, **more: Any
) -> ApproachAnswer:
    return actions.answer(approach, id=uuid4(), reply=reply(said, **more), by=by)
