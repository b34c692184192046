"""Whether an organisation is cleared: what the gates of an alliance ask."""

from datetime import date

from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import cases, due
from convene.core import diligence
from convene.core.diligence import State


def clearance(organisation: Organisation, *, today: date) -> Case | None:
    """Return the case whose clearance may be relied on, or None: ended, doubted or stopped ones,
    and those of an earlier owner, are none.
    """
    own_cases = list(cases.of(standing(organisation)))
    if any(case.stopped for case in own_cases):
        return None
    return next((case for case in own_cases if stands(case, today=today)), None)


def stands(case: Case, *, today: date) -> bool:
    """Say whether a clearance may be relied on at this moment."""
    return diligence.stands(
        State(case.state),
        valid_until=case.valid_until,
        today=today,
        stopped=case.stopped,
        doubted=bool(case.doubt),
        same_partner=not (cases.has_new_owner(case) or cases.is_called_otherwise(case)),
        overdue=bool(due.overdue(case, today=today)),
    )
