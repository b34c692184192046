"""True matches that somebody would take back."""

from django.db.models import QuerySet

from convene.apps.vetting.models import Case, Retraction
from convene.ground import proposals


def waiting(case: Case) -> QuerySet[Retraction]:
    """Return the proposals in a case that wait for a second approver."""
    return Retraction.objects.filter(hit__case=case, state=proposals.State.PROPOSED).select_related(
        "hit", "proposed_by", "evidence"
    )
