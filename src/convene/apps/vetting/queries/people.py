"""Who must not decide about an organisation, and why."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import family
from convene.apps.vetting.models import Approval, Case, ConflictOfInterest
from convene.core import diligence

WHY: dict[diligence.Bar, str | Promise] = {
    "assessor": _("You assessed this case, so somebody else decides it."),
    "sponsor": _("You sponsor the work with this organisation, so others judge it."),
    "conflict": _("You declared a conflict of interest with this organisation, so others judge it."),
    "decided": _("You have decided this case already. It waits for a second person."),
}


def conflicts(organisation: Organisation, *, today: date) -> QuerySet[ConflictOfInterest]:
    """Return the conflicts of interest that hold on a day, with the organisation or any record merged into it."""
    lasting = Q(until=None) | Q(until__gte=today)
    found = ConflictOfInterest.objects.filter(lasting, since__lte=today, organisation__in=family(organisation))
    return found.select_related("person")


def standing_approvals(case: Case) -> QuerySet[Approval]:
    """Return the decisions of this round that count."""
    return Approval.objects.filter(case=case, round=case.round, void=False).select_related("approver").order_by("at", "pk")


def bars(case: Case, person: User, *, today: date) -> tuple[diligence.Bar, ...]:
    """Return everything that keeps a person from approving a case."""
    return diligence.bars(
        person.pk,
        assessor=case.assessor_id,
        sponsor=case.sponsor_id,
        conflicted=conflicts(case.organisation, today=today).values_list("person_id", flat=True),
        decided=standing_approvals(case).values_list("approver_id", flat=True),
    )


def bars_to_judging(case: Case, person: User, *, today: date) -> tuple[diligence.Bar, ...]:
    """Return what keeps a person from assessing a case or deciding its hits: sponsoring it, or a conflict."""
    return tuple(bar for bar in bars(case, person, today=today) if bar in ("sponsor", "conflict"))
