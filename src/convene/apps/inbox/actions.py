"""How alerts come up, and how they are done with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.inbox.models import Alert
from convene.apps.registry.models import Organisation
from convene.ground.changes import allow


def tell(
    organisation: Organisation,
    kind: str,
    *,
    about: str,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> Alert | None:
    """Tell of a change, and return the alert; None where it has been told before. Convene tells by
    itself, in the transaction of whoever found it.
    """
    alert, new = Alert.objects.get_or_create(
        organisation=organisation,
        kind=kind,
        about=about,
        defaults={"at": at, "found": dict(facts or {})},
    )
    return alert if new else None


def turn(alert: Alert, *, about: str) -> None:
    """Let an alert be about something else from now on, so that the same can be told again."""
    Alert.objects.filter(pk=alert.pk).update(about=about)


@transaction.atomic
def see(alert: Alert, *, by: User) -> None:
    """Note who has looked at an alert; the first one counts."""
    allow(by, "inbox.see_alert", alert)
    Alert.objects.filter(pk=alert.pk, seen_at=None).update(seen_by=by, seen_at=timezone.now())
