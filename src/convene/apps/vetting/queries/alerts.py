"""Cases that a change matters to."""

from django.db.models import QuerySet

from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import cases
from convene.core.diligence import State

WATCHED = (
    State.SCREENING,
    State.RESEARCH,
    State.ASSESSED,
    State.SECOND_REVIEW,
    State.CLEARED,
    State.CONDITIONS,
    State.REOPENED,
)
"""Cases that a change on a list matters to: whoever is being looked at, and whoever has been
cleared.
"""


def watched() -> QuerySet[Case]:
    return (
        cases.cases()
        .filter(state__in=WATCHED, screenings__isnull=False)
        .distinct()
        .order_by("opened_at", "pk")
    )


def last_key(case: Case) -> str:
    """Return the key of the last look at the lists, empty before the first."""
    return str(case.screenings.values_list("key", flat=True).first() or "")
