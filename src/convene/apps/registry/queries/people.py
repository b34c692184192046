"""Whom to talk to at an organisation, whom to forget, and what may be published."""

from datetime import date

from django.db.models import QuerySet

from convene.apps.registry.models import Consent, Contact, Organisation
from convene.apps.registry.queries.names import family


def contacts(organisation: Organisation) -> QuerySet[Contact]:
    """Return the people at an organisation, and at the records merged into it, who have not been
    erased.
    """
    return Contact.objects.filter(
        organisation__in=family(organisation), erased_at=None
    ).select_related("added_by")


def to_erase(*, today: date) -> QuerySet[Contact]:
    """Return the people who should have been forgotten by now, the longest overdue first."""
    overdue = Contact.objects.filter(erased_at=None, keep_until__lt=today).select_related(
        "organisation"
    )
    return overdue.prefetch_related("organisation__names").order_by("keep_until", "pk")


def consents(organisation: Organisation) -> QuerySet[Consent]:
    """Return what an organisation has allowed, withdrawn consents too."""
    return Consent.objects.filter(organisation__in=family(organisation)).select_related(
        "recorded_by", "undone_by"
    )


def may_publish(organisation: Organisation, subject: str) -> bool:
    """Say whether an organisation lets others read its name, its logo or its amounts."""
    return consents(organisation).filter(subject=subject, undone_at=None).exists()
