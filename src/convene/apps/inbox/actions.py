"""How alerts come up, and how they are done with; how a person's calendar gets its address."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.accounts.queries import fingerprint
from convene.apps.inbox import events
from convene.apps.inbox.models import Alert, Feed, Occasion
from convene.apps.registry.models import Organisation
from convene.core.diligence import is_substantial
from convene.ground import trail
from convene.ground.changes import allow, lock, lock_all, write
from convene.ground.forgetting import Told, forget
from convene.ground.proposals import SamePerson


class NoReason(ValueError):
    """An alert is closed with a reason."""


def occasion(
    cause: str, *, of: str, at: datetime, facts: Mapping[str, Any] | None = None
) -> Occasion:
    """Return what brings alerts up together; the same cause of the same thing is one."""
    brought, _new = Occasion.objects.get_or_create(
        cause=cause, of=of, defaults={"at": at, "facts": dict(facts or {})}
    )
    return brought


def tell(
    organisation: Organisation,
    kind: str,
    *,
    occasion: Occasion,
    about: str,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    takes_two: bool = False,
) -> Alert | None:
    """Tell of a change, and return the alert; None where it has been told before. Convene tells by
    itself, in the transaction of whoever found it.
    """
    alert, new = Alert.objects.get_or_create(
        organisation=organisation,
        kind=kind,
        about=about,
        defaults={
            "at": at,
            "found": dict(facts or {}),
            "occasion": occasion,
            "takes_two": takes_two,
        },
    )
    return alert if new else None


def dispose(alerts: Iterable[Alert], went: Told) -> None:
    """Delete alerts for good in the transaction of a disposal."""
    for alert in alerts:
        trail.forget(alert, went)
        forget(alert, went)


def turn(alert: Alert, *, about: str) -> None:
    """Let an alert be about something else from now on, so that the same can be told again."""
    Alert.objects.filter(pk=alert.pk).update(about=about)


@transaction.atomic
def claim(alerts: Iterable[Alert], *, by: User) -> int:
    """Say that one looks into alerts that are open, instead of whoever did before. Everybody goes
    on seeing them. Returns how many it were.
    """
    return _each(
        alerts,
        what=events.CLAIMED,
        may="inbox.claim_alert",
        by=by,
        which=lambda alert: alert.is_open and alert.claimed_by_id != by.pk,
        set=lambda moment: {"claimed_by": by, "claimed_at": moment},
    )


@transaction.atomic
def let_go(alerts: Iterable[Alert], *, by: User) -> int:
    """Say that one looks into alerts no longer, so that somebody else may."""
    return _each(
        alerts,
        what=events.LET_GO,
        may="inbox.claim_alert",
        by=by,
        which=lambda alert: alert.claimed_by_id == by.pk,
        set=lambda moment: {"claimed_by": None, "claimed_at": None},
    )


@transaction.atomic
def close(alerts: Iterable[Alert], *, reason: str, by: User) -> int:
    """Say why alerts need nothing more. Those that take two stay open until somebody else agrees.
    Raises NoReason, also where one of those takes two and the reason tells no more than "no".
    """
    alerts = list(alerts)
    takes_two = any(alert.takes_two for alert in alerts)
    if not reason.strip() or (takes_two and not is_substantial(reason)):
        raise NoReason
    return _each(
        alerts,
        what=events.CLOSED,
        may="inbox.close_alert",
        by=by,
        which=lambda alert: alert.closed_at is None,
        set=lambda moment: {"closed_by": by, "closed_at": moment, "reason": reason.strip()},
        reason=reason.strip(),
    )


@transaction.atomic
def agree(alerts: Iterable[Alert], *, by: User) -> int:
    """Agree that alerts which take two are closed, for the reason that the first person gave.
    Raises SamePerson.
    """
    return _each(
        alerts,
        what=events.AGREED,
        may="inbox.close_alert",
        by=by,
        which=lambda alert: alert.waits_for_second and _by_another(alert, by),
        set=lambda moment: {"second_by": by, "second_at": moment},
    )


def _by_another(alert: Alert, person: User) -> bool:
    if alert.closed_by_id == person.pk:
        raise SamePerson
    return True


@transaction.atomic
def keep_open(alerts: Iterable[Alert], *, by: User) -> int:
    """Leave alerts open that one person would have closed; they may think better of it too."""
    return _each(
        alerts,
        what=events.KEPT_OPEN,
        may="inbox.close_alert",
        by=by,
        which=lambda alert: alert.waits_for_second,
        set=lambda moment: {"closed_by": None, "closed_at": None, "reason": ""},
    )


def _each(
    alerts: Iterable[Alert],
    *,
    what: trail.Kind,
    may: str,
    by: User,
    which: Callable[[Alert], bool],
    set: Callable[[datetime], Mapping[str, object]],
    **data: Any,
) -> int:
    """Change those of the alerts that it makes sense for, as they stand now, each with its line on
    the trail. Returns how many it were.
    """
    given, at = list(alerts), timezone.now()
    for alert in given:
        allow(by, may, alert)
    meant = [alert for alert in lock_all(*given) if which(alert)] if given else []
    Alert.objects.filter(pk__in=[alert.pk for alert in meant]).update(**set(at))
    trail.record_all(what, on=meant, by=by, at=at, **data)
    return len(meant)


@transaction.atomic
def make_feed(*, by: User) -> str:
    """Make a secret address for one's own calendar, and return the secret, which is stored nowhere.
    An earlier one stops working.
    """
    allow(by, "inbox.own_feed")
    moment = timezone.now()
    lock(by)
    _revoke(by=by, at=moment)
    secret = secrets.token_urlsafe(32)
    feed = Feed(person_id=by.pk, token_hash=fingerprint(secret), made_at=moment)
    write(feed, what=events.FEED_MADE, by=by, at=moment, new=True)
    return secret


@transaction.atomic
def revoke_feed(*, by: User) -> None:
    """Let the secret address of one's own calendar work no longer."""
    allow(by, "inbox.own_feed")
    lock(by)
    _revoke(by=by, at=timezone.now())


def _revoke(*, by: User, at: datetime) -> None:
    for feed in Feed.objects.filter(person_id=by.pk, revoked_at=None):
        feed.revoked_at = at
        write(feed, what=events.FEED_REVOKED, by=by, at=at)
