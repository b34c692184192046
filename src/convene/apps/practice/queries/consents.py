"""Which partners of an alliance may not be named outside it."""

from datetime import date

from convene.apps.practice.models import Lesson
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.words import ConsentTo
from convene.core.lessons import named_in


def unnamed(alliance: Alliance, *, today: date) -> tuple[str, ...]:
    """Return every name of those who were ever in an alliance, or might join, and did not let
    their name be shown: without a consent that holds, or under the cover of others so far.
    """
    inside = list(alliance.partners.prefetch_related("consents", "organisation__names", "members"))
    allowed = {partner.organisation_id for partner in inside if _may_be_named(partner, today)}
    names = [
        name.text
        for partner in inside
        if partner.organisation_id not in allowed
        for name in partner.organisation.names.all()
    ]
    known = {name.text for partner in inside for name in partner.organisation.names.all()}
    wished = alliance.candidates.values_list("name", flat=True)
    return tuple(dict.fromkeys((*names, *(name for name in wished if name not in known))))


def named_without_consent(lesson: Lesson, *, today: date) -> tuple[str, ...]:
    """Return which of them a lesson names."""
    return named_in(lesson.words, unnamed(lesson.alliance, today=today))


def _may_be_named(partner: Partner, today: date) -> bool:
    if partner.unnamed_until:
        through = partner.umbrella
        joined = through.members.filter(left_on=None).count() if through else 0
        if joined < partner.unnamed_until:
            return False
    consents = [row for row in partner.consents.all() if row.what == ConsentTo.NAME]
    return any(row.holds_on(today) for row in consents)
