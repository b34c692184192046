"""What is written of a partner of an alliance: what it gains and gives, what it lets be shown, and
that it left.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.actions import bring_in, create, link
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import linking, standing
from convene.apps.workshop import events
from convene.apps.workshop.actions.drafts import open_draft
from convene.apps.workshop.actions.joining import join, refuse_chain
from convene.apps.workshop.actions.parts import silence
from convene.apps.workshop.models import Alliance, Candidate, Partner, PartnerConsent
from convene.apps.workshop.words import ConsentForm, ConsentTo
from convene.core.organisations import Content
from convene.ground import changes, trail
from convene.ground.changes import lock, now, write


class HasLeft(Exception):
    """The partner has left: what is written of it stays as it was then."""


class ConsentStands(Exception):
    """A consent to the same thing stands; it is withdrawn first."""


@transaction.atomic
def take_in(
    alliance: Alliance,
    pk: UUID,
    *,
    known: Organisation | None = None,
    on: date,
    by: User,
    **more: Any,
) -> Partner:
    """Make a candidate a partner. Its organisation carries over; one without is the `known` one of
    the register, or is written down there first.

    Raises Candidate.DoesNotExist, and what `join` and the registry raise.
    """
    locked = open_draft(alliance, by=by)
    candidate = lock(Candidate.objects.get(pk=pk, alliance=locked))
    organisation = candidate.organisation or _registered(candidate, known, by=by)
    if candidate.organisation is None:
        candidate.organisation, candidate.changed_by = organisation, by
        at, behalf = now(candidate), locked.acts_for(by)
        write(candidate, what=events.IDENTIFIED, by=by, at=at, behalf=behalf)
    return join(locked, standing(organisation), on=on, candidate=candidate, by=by, **more)


def _registered(candidate: Candidate, known: Organisation | None, *, by: User) -> Organisation:
    """Return the record of the register that a candidate is, linked to open data where it comes
    from there.
    """
    id, content = candidate.open_data_id, Content(name=candidate.name)
    if linked := linking.link_of(id) if id else None:
        return linked.organisation
    if known is None and id:
        return bring_in(content, open_data_id=id, name=candidate.name, by=by)
    if known is None:
        return create(content, by=by)
    if id:
        link(known, open_data_id=id, name=candidate.name, by=by)
    return known


@transaction.atomic
def describe_partner(
    partner: Partner, written: Mapping[str, object], *, seen: int, by: User
) -> Partner:
    """Write what a partner gains, declares and gives, over the version that was `seen`.

    Raises Archived, Changed, HasLeft, CoversOthers.
    """
    alliance = open_draft(partner.alliance, by=by)
    locked = _in(lock(partner, seen=seen))
    for name, value in written.items():
        setattr(locked, name, value)
    refuse_chain(locked)
    at, behalf = now(locked), alliance.acts_for(by)
    return write(locked, what=events.PARTNER_DESCRIBED, by=by, at=at, behalf=behalf)


@transaction.atomic
def leave(partner: Partner, *, on: date, because: str, by: User) -> Partner:
    """Let a partner leave on a day, with the reason; what it did here stays, and nobody speaks for
    it here any longer. Raises Archived and HasLeft.
    """
    alliance = open_draft(partner.alliance, by=by)
    locked = _in(lock(partner))
    locked.left_on, locked.left_because = on, because
    at, behalf = now(locked), alliance.acts_for(by)
    silence(alliance, locked.organisation, by=by, at=at)
    return write(locked, what=events.LEFT, by=by, at=at, behalf=behalf)


@transaction.atomic
def consent(
    partner: Partner,
    *,
    what: ConsentTo,
    given_by: str,
    form: ConsentForm,
    since: date,
    until: date | None = None,
    note: str = "",
    by: User,
) -> PartnerConsent:
    """Record that a partner lets one thing be shown. Raises Archived, HasLeft, ConsentStands."""
    alliance = open_draft(partner.alliance, by=by)
    locked, at = _in(lock(partner)), timezone.now()
    if locked.consents.filter(what=what, withdrawn_at=None).exists():
        raise ConsentStands
    given = PartnerConsent(partner=locked, what=what, given_by=given_by, form=form, note=note)
    given.since, given.until, given.recorded_by, given.recorded_at = since, until, by, at
    behalf = alliance.acts_for(by)
    trail.record(events.CONSENTED, on=locked, by=by, at=at, behalf=behalf, thing=str(what))
    return changes.save(given, by=by, at=at, new=True)


@transaction.atomic
def withdraw_consent(consent: PartnerConsent, *, because: str, by: User) -> PartnerConsent:
    """Withdraw a consent, with the reason; it stays to be read. Withdrawing twice is once. A
    partner that left may withdraw too. Raises Archived.
    """
    alliance = open_draft(consent.partner.alliance, by=by)
    locked, at = lock(consent), timezone.now()
    if locked.withdrawn_at:
        return locked
    locked.withdrawn_by, locked.withdrawn_at, locked.withdrawn_because = by, at, because
    behalf, thing = alliance.acts_for(by), locked.what
    trail.record(
        events.CONSENT_WITHDRAWN, on=locked.partner, by=by, at=at, behalf=behalf, thing=thing
    )
    return changes.save(locked, by=by, at=at)


def _in(partner: Partner) -> Partner:
    if partner.left_on:
        raise HasLeft
    return partner
