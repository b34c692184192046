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


def raised() -> QuerySet[Case]:
    """Return the cases whose level follows the facts: those that go on, and those cleared."""
    return cases.cases().filter(state__in=(State.OPENED, *WATCHED)).order_by("opened_at", "pk")


def is_looked_through(case: Case, *, key: str) -> bool:
    """Say whether the last look at the lists was the same one, and brought up all that it found."""
    last = case.screenings.first()
    return last is not None and last.key == key and not last.more
