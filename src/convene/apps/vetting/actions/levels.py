"""The level of a case follows the facts: whatever raises it raises the cases that go on, and opens
those again that were cleared at less.
"""

from django.db import transaction

from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import family, standing
from convene.apps.vetting import events
from convene.apps.vetting.actions.hits import settle
from convene.apps.vetting.actions.record import back_to_research
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import alerts, cases
from convene.core import diligence
from convene.core.diligence import State
from convene.ground.changes import lock, now, write


def organisation_saved(*, instance: Organisation, created: bool, **_signal: object) -> None:
    """Bring the cases of an organisation in line with its facts, in the transaction in which they
    change. The registry knows nothing of cases: Django tells.
    """
    if not created:
        kin = family(standing(instance))
        for case in alerts.raised().filter(organisation__in=kin):
            _follow(case)


def follow_all() -> None:
    """Do the same for every case: what changed in a way that nobody saw is found in the night."""
    for case in alerts.raised():
        _follow(case)


@transaction.atomic
def _follow(case: Case) -> None:
    if not cases.asks_for_more(case):
        return
    locked = lock(case)
    settle(locked)
    if State(locked.state) in diligence.ASSESSED:
        back_to_research(locked)
    write(locked, what=events.RAISED, by=None, at=now(locked))
