"""What the gates and the front page of an alliance are told of its promises."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.ledger.models import Contribution, Delivery, DeliveryStep
from convene.apps.ledger.queries.due import outstanding, planned
from convene.apps.ledger.queries.standing import CHECKED, GONE
from convene.apps.ledger.queries.yours import yours
from convene.apps.ledger.words import BINDING, OPEN
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries.facts import Late, Waits

SETTLED = (*CHECKED, *GONE)
"""Last steps after which nothing is left to do with a delivery."""


def facts(alliance: Alliance, *, today: date) -> Mapping[str, bool | None]:
    """Tell whether there is a schedule, and whether all that was promised is settled; not known
    where nothing was promised.
    """
    promised = Contribution.objects.filter(alliance=alliance)
    schedule = planned([alliance.pk]).exclude(contribution__state="cancelled")
    settled = None
    if promised.filter(state__in=BINDING).exists():
        waits = _deliveries(alliance).exclude(last__in=SETTLED).exists()
        settled = not (waits or promised.filter(state__in=OPEN).exists())
    return {"contribution_schedule": schedule.exists(), "deliveries_reconciled": settled}


def late(alliance: Alliance, *, today: date) -> Iterator[Late]:
    """Tell what was due and has not come."""
    due = outstanding([alliance.pk], before=today)
    for row in due.select_related("contribution__partner__organisation"):
        promise = row.contribution
        words = {"partner": promise.partner, "what": promise.title}
        yield Late(what=_("%(partner)s: “%(what)s” was due.") % words, since=row.due_on)


def waits(alliance: Alliance, *, by: User, today: date) -> Iterator[Waits]:
    """Tell what somebody can verify, answer, settle or agree to."""
    for row in yours([alliance.pk], by=by, today=today):
        yield Waits(what=row.says, since=row.since, to=row.to)


def _deliveries(alliance: Alliance) -> Any:
    """Return the deliveries of an alliance with their last step, “recorded” before the first."""
    steps = DeliveryStep.objects.filter(delivery=OuterRef("pk")).order_by("-at", "-pk")
    last = Coalesce(Subquery(steps.values("step")[:1]), Value("recorded"))
    return Delivery.objects.filter(contribution__alliance=alliance).annotate(last=last)
