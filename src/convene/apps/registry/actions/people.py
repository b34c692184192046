"""Whom to talk to at an organisation, for how long that is kept, and what the organisation lets
others read about it.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.actions.signing import signed
from convene.apps.registry.models import Consent, Contact, Organisation


class Given(Exception):
    """The organisation has given this consent already; withdraw that one first."""


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
    _allow(by)
    said = {
        "name": name.strip(),
        "role": role.strip(),
        "channel": channel.strip(),
        "consent": consent.strip(),
    }
    return Contact.objects.create(
        organisation=organisation,
        keep_until=keep_until,
        added_by=by,
        added_at=timezone.now(),
        **said,
    )


@transaction.atomic
def erase_contact(contact: Contact, *, by: User) -> None:
    """Forget a person for good: what stays is that somebody was erased, by whom and when. Twice is
    once.
    """
    _allow(by)
    empty = {"name": "", "role": "", "channel": "", "consent": ""}
    Contact.objects.filter(pk=contact.pk, erased_at=None).update(
        **empty, erased_by=by, erased_at=timezone.now()
    )


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
    """Write down what an organisation lets others read about it. Raises Given."""
    _allow(by)
    at = timezone.now()
    consent = Consent(
        organisation=organisation,
        subject=subject,
        given_by=given_by.strip(),
        given_on=given_on,
        evidence=evidence.strip(),
    )
    consent.recorded_by, consent.recorded_at = by, at
    try:
        with transaction.atomic():
            signed(consent, by=by, at=at).save()
    except IntegrityError as twice:
        if Consent.objects.filter(
            organisation=organisation, subject=subject, withdrawn_at=None
        ).exists():
            raise Given from twice
        raise
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: User) -> None:
    """Note that a consent is withdrawn: from now on nothing rests on it. Twice is once."""
    _allow(by)
    found, at = Consent.objects.select_for_update().get(pk=consent.pk), timezone.now()
    if found.withdrawn_at is None:
        found.withdrawn_by, found.withdrawn_at = by, at
        signed(found, by=by, at=at).save()


def _allow(person: User) -> None:
    if not person.has_perm("registry.see_people"):
        raise PermissionDenied("registry.see_people")
