"""How what came is recorded, and how evidence of it comes in."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.evidence.actions import handed_out, keep_file, keep_link, keep_note
from convene.apps.evidence.models import Evidence
from convene.apps.ledger import events
from convene.apps.ledger.actions.record import (
    BASE,
    Lacks,
    NotNow,
    OtherContent,
    add_up,
    held_to_a_day,
    hold,
)
from convene.apps.ledger.models import Contribution, Delivery, DeliveryStep, Instalment
from convene.apps.ledger.queries import standing
from convene.apps.ledger.queries.stopped import why_stopped
from convene.apps.ledger.words import MADE, Column, Step
from convene.core.money import exact, kept, kept_value
from convene.documents.cleaning import clean
from convene.ground.changes import allow, now, save, write
from convene.ground.storing import with_rows


@transaction.atomic
def record(
    promise: Contribution,
    *,
    id: UUID,
    on: date,
    what: str,
    amount: Decimal | None = None,
    quantity: Decimal | None = None,
    instalment: Instalment | None = None,
    rate: tuple[Decimal, date, str] | None = None,
    by: User,
) -> Delivery:
    """Record what came of a promise, up to it or beyond it; while the partner is stopped, as held.
    The same id with the same content returns the one that is there.

    `rate` is that of the day it came, with its day and source; without one that of the promise
    holds. Raises OtherContent, BadAmount, Lacks, NotNow and Archived.
    """
    locked = hold(promise, may="ledger.record_delivery", by=by)
    came = Delivery(pk=id, contribution=locked, instalment=instalment, on=on, what=what.strip())
    came.amount, came.quantity = amount, quantity
    if there := Delivery.objects.filter(pk=id).first():
        return _same(there, came, rate=rate)
    if locked.state not in MADE:
        raise NotNow
    _hold_to(locked, came)
    _value(came, rate)
    today = timezone.localdate()
    came.is_held = bool(why_stopped(locked.partner, "verification", today=today))
    moment, behalf = now(locked), locked.alliance.acts_for(by)
    came.recorded_by, came.recorded_at, came.behalf_id = by, moment, behalf
    save(came, by=by, at=moment, new=True)
    add_up(locked)
    event = events.HELD if came.is_held else events.RECORDED
    write(locked, what=event, by=by, at=moment, behalf=behalf, about=came.what)
    return came


SAID = ("contribution_id", "instalment_id", "on", "what", "amount", "quantity")


def _same(there: Delivery, again: Delivery, *, rate: tuple[Decimal, date, str] | None) -> Delivery:
    own = there.rate_source != BASE
    if own and rate and rate != (there.rate, there.rate_day, there.rate_source):
        raise OtherContent
    if any(getattr(there, name) != getattr(again, name) for name in SAID):
        raise OtherContent
    return there


def _hold_to(promise: Contribution, came: Delivery) -> None:
    lacking = {
        "what": not came.what,
        "amount": (came.amount is None) != (promise.column == Column.UNPRICED),
        "on": came.on > timezone.localdate(),
        "on_early": came.on < promise.partner.joined_on,
        "instalment": came.instalment is not None and came.instalment.contribution_id != promise.pk,
    }
    if codes := [code for code, holds in lacking.items() if holds]:
        raise Lacks(*codes)
    for value in (came.amount, came.quantity):
        if value is not None:
            kept(exact(f"{value:f}"))


def _value(came: Delivery, rate: tuple[Decimal, date, str] | None) -> None:
    promise = came.contribution
    if came.amount is None or (promise.rate is None and rate is None):
        return
    if rate is not None and promise.rate_source != BASE:
        came.rate, came.rate_day, came.rate_source = rate
    else:
        came.rate, came.rate_day = promise.rate, promise.rate_day
        came.rate_source = promise.rate_source
    held_to_a_day(came.rate_day, came.rate_source)
    came.base_value = kept_value(came.amount, kept(came.rate or Decimal(1)))


def add_file(
    delivery: Delivery, *, title: str, content: bytes, name: str, by: User, note: str = ""
) -> Evidence:
    """Keep a file as evidence of a delivery, with a clean copy. Raises `refusing.Refused`."""
    allow(by, "ledger.record_delivery", delivery.contribution)
    file = {"content": content, "cleaned": clean(content), "name": name}
    with with_rows():
        return _add(delivery, keep_file, by=by, title=title, note=note, **file)


def add_link(
    delivery: Delivery, *, title: str, url: str, read_on: date, by: User, note: str = ""
) -> Evidence:
    return _add(delivery, keep_link, by=by, title=title, url=url, read_on=read_on, note=note)


def add_note(delivery: Delivery, *, title: str, note: str, by: User) -> Evidence:
    return _add(delivery, keep_note, by=by, title=title, note=note)


@transaction.atomic
def _add(
    delivery: Delivery, keep: Callable[..., Evidence], *, by: User, **details: object
) -> Evidence:
    locked = hold(delivery.contribution, may="ledger.record_delivery", by=by)
    if standing.of(delivery) in standing.GONE:
        raise NotNow
    moment = now(locked)
    evidence = keep(by=by, at=moment, **details)
    taken = DeliveryStep(delivery=delivery, contribution=locked, step=Step.EVIDENCED)
    taken.evidence, taken.by, taken.at = evidence, by, moment
    taken.behalf_id = locked.alliance.acts_for(by)
    save(taken, by=by, at=moment, new=True)
    event, behalf = events.STEPS[Step.EVIDENCED], taken.behalf_id
    write(locked, what=event, by=by, at=moment, behalf=behalf, about=evidence.title)
    return evidence


def hand_out(delivery: Delivery, evidence: Evidence, *, by: User) -> bytes:
    """Return the clean copy of a file to somebody who may read the promise. Raises NotNow for
    evidence of something else, `refusing.Refused` and Broken.
    """
    allow(by, "ledger.view_promise", delivery.contribution)
    if not delivery.steps.filter(evidence=evidence).exists():
        raise NotNow
    return handed_out(evidence, by=by)
