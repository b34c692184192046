"""Whether a partner is stopped: nobody has cleared it, or its clearance no longer stands."""

from datetime import date

from convene.apps.registry.models import Organisation
from convene.apps.vetting.queries.clearances import clearance


def is_stopped(organisation: Organisation, *, today: date) -> bool:
    """Say whether vetting stops an organisation on this day: it can't promise, and nothing it gives
    is verified; what comes of it is recorded as held.
    """
    return clearance(organisation, today=today) is None
