"""What of vetting has its day, for calendars that others may see: no partner at risk is named."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.registry.models import AtRisk
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import access, cases, due
from convene.core import diligence
from convene.ground.waiting import Dated


def dated(person: User, *, today: date) -> Iterator[Dated]:
    """Yield what is due in cases that a person works on, and the last days of clearances in those
    that they opened or sponsor.
    """
    for item in due.ahead(person, today=today):
        sentence = _("Vetting: a partner's answer is due (%(partner)s)")
        if not item.is_reply:
            sentence = _("Vetting: a condition is due (%(partner)s)")
        yield _dated(item.case, f"due-{item.thing.pk}", item.day, sentence)
    mine = access.readable(cases.cases(), by=person).filter(
        Q(opened_by=person) | Q(sponsor=person),
        state__in=sorted(diligence.CLEARED),
        valid_until__isnull=False,
    )
    for case in mine:
        if case.valid_until:
            sentence = _("Vetting: last day of a clearance (%(partner)s)")
            yield _dated(case, f"clearance-{case.pk}", case.valid_until, sentence)


def _dated(case: Case, key: str, day: date, sentence: str) -> Dated:
    at_risk = case.organisation.at_risk != AtRisk.NONE
    partner = _("a partner") if at_risk else str(case.organisation)
    address = reverse("vetting:case", args=[case.pk])
    return Dated(key=key, day=day, what=sentence % {"partner": partner}, address=address)
