"""What the gates and the front page of an alliance are told of its promises."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from convene.apps.accounts.models import User
from convene.apps.ledger.models import Contribution, Delivery
from convene.apps.ledger.queries.due import outstanding, planned, unverified
from convene.apps.ledger.queries.standing import CHECKED, GONE, judged
from convene.apps.ledger.queries.yours import yours
from convene.apps.ledger.words import BINDING, OPEN
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries.facts import Late, Waits

SETTLED = (*CHECKED, *GONE)
"""Last steps after which nothing is left to do with a delivery."""

MISSING = gettext_noop("%(partner)s: “%(what)s” was due.")
UNCHECKED = gettext_noop(
    "%(partner)s: “%(what)s” was due. It is said to have come, and nobody has verified it."
)


def facts(alliance: Alliance, *, today: date) -> Mapping[str, bool | None]:
    """Tell whether there is a schedule, and whether all that was promised is settled; not known
    where nothing was promised.
    """
    promised = Contribution.objects.filter(alliance=alliance)
    schedule = planned([alliance.pk]).exclude(contribution__state="cancelled")
    settled = None
    if promised.filter(state__in=BINDING).exists():
        waits = _deliveries(alliance).exclude(judged__in=SETTLED).exists()
        settled = not (waits or promised.filter(state__in=OPEN).exists())
    return {"contribution_schedule": schedule.exists(), "deliveries_reconciled": settled}


def late(alliance: Alliance, *, today: date) -> Iterator[Late]:
    """Tell what was due and has not come, or is only said to have."""
    missing = outstanding([alliance.pk], before=today)
    unchecked = unverified([alliance.pk], before=today)
    for due, sentence in ((missing, MISSING), (unchecked, UNCHECKED)):
        known = due.select_related("contribution__partner__organisation")
        for row in known.prefetch_related("contribution__partner__organisation__names"):
            promise = row.contribution
            words = {"partner": promise.partner, "what": promise.title}
            to = reverse("ledger:promise", args=[alliance.pk, promise.pk])
            yield Late(what=gettext(sentence) % words, since=row.due_on, to=to)


def waits(alliance: Alliance, *, by: User, today: date) -> Iterator[Waits]:
    """Tell what somebody can verify, answer, settle or agree to."""
    for row in yours([alliance.pk], by=by, today=today):
        yield Waits(what=row.says, since=row.since, to=row.to)


def _deliveries(alliance: Alliance) -> Any:
    """Return the deliveries of an alliance with where they stand."""
    return Delivery.objects.filter(contribution__alliance=alliance).annotate(judged=judged())
