"""Which checks are no longer independent: whoever made them belongs to the partner since."""

from datetime import date

from convene.apps.ledger.models import Delivery
from convene.apps.ledger.queries import standing
from convene.apps.registry.models import Membership


def no_longer_independent(*, today: date) -> list[Delivery]:
    """Return the deliveries that somebody vouches for who has one voice with the partner today."""
    belonging = Membership.objects.values("person")
    vouched = Delivery.objects.filter(
        steps__step__in=standing.CHECKED, steps__by__in=belonging
    ).distinct()
    rows = vouched.select_related("contribution__partner__organisation", "contribution__alliance")
    return [row for row in rows.prefetch_related("steps__by") if _is_doubtful(row, today=today)]


def _is_doubtful(delivery: Delivery, *, today: date) -> bool:
    steps = list(delivery.steps.all())
    return standing.after(steps) in standing.CHECKED and any(
        standing.is_of_giver(person, delivery.contribution, on=today)
        for person in standing.checkers(steps)
    )
