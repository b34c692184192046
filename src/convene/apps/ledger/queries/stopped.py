"""What of a partner is stopped: nobody has cleared it, its clearance no longer stands, or an
override has lapsed.
"""

from datetime import date

from convene.apps.vetting.queries.clearances import clearance
from convene.apps.workshop.models import Partner
from convene.apps.workshop.queries.standing import stops
from convene.core.lifecycle import Because, What


def why_stopped(partner: Partner, what: What, *, today: date) -> tuple[Because, ...]:
    """Return why something of a partner is stopped on this day, or nothing where it is not. Nobody
    promises before they are cleared, whatever gate the alliance has passed; what comes meanwhile
    is recorded as held.
    """
    because = stops(partner, what, today=today)
    if not because and clearance(partner.organisation, today=today) is None:
        return ("not_cleared",)
    return because
