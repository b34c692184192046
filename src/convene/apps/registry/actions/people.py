"""Whom to talk to at an organisation, for how long that is kept, and what the organisation lets
others read about it.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry import events
from convene.apps.registry.models import Consent, Contact, Organisation
from convene.apps.registry.queries import holding
from convene.ground.changes import allow, lock, write
from convene.ground.undoing import stand, undo


class UnderHold(Exception):
    """The organisation is under legal hold: nothing of it is erased until that is lifted."""


@transaction.atomic
def add_contact(
    organisation: Organisation,
    *,
    name: str,
    channel: str,
    consent: str,
    keep_until: date,
    by: User,
    role: str = "",
) -> Contact:
    """Write down a person at an organisation, with what they agreed to and until when they are
    kept.
    """
    allow(by, "registry.see_people", organisation)
    at = timezone.now()
    contact = Contact(
        organisation=organisation,
        name=name.strip(),
        role=role.strip(),
        channel=channel.strip(),
        consent=consent.strip(),
        keep_until=keep_until,
        added_by=by,
        added_at=at,
    )
    return write(contact, what=events.CONTACT_ADDED, by=by, at=at, new=True)


@transaction.atomic
def erase_contact(contact: Contact, *, by: User) -> None:
    """Forget a person for good: what stays is that somebody was erased, by whom and when. Twice is
    once. Raises UnderHold.
    """
    allow(by, "registry.erase_contact", contact)
    holding.lock([contact.organisation_id])
    locked, at = lock(contact), timezone.now()
    if locked.erased_at is None:
        if holding.held([locked.organisation_id]):
            raise UnderHold
        locked.name = locked.role = locked.channel = locked.consent = ""
        locked.erased_by, locked.erased_at = by, at
        write(locked, what=events.CONTACT_ERASED, by=by, at=at)


@transaction.atomic
def record_consent(
    organisation: Organisation,
    *,
    subject: str,
    given_by: str,
    given_on: date,
    evidence: str,
    by: User,
) -> Consent:
    """Write down what an organisation lets others read about it. Raises Stands where it has given
    this consent already.
    """
    allow(by, "registry.see_people", organisation)
    at = timezone.now()
    consent = Consent(
        organisation=organisation,
        subject=subject,
        given_by=given_by.strip(),
        given_on=given_on,
        evidence=evidence.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    same = ["organisation", "subject"]
    return stand(consent, same=same, what=events.CONSENT_RECORDED, by=by, at=at)


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: User) -> None:
    """Note that a consent is withdrawn: from now on nothing rests on it. Twice is once."""
    allow(by, "registry.see_people", consent)
    undo(consent, what=events.CONSENT_WITHDRAWN, by=by, at=timezone.now())
