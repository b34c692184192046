"""Earlier cases that were stopped or declined, of a partner or of a record like it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import family, standing
from convene.apps.registry.queries.second import signs
from convene.apps.vetting.models import Case, Recall
from convene.core import diligence
from convene.core.diligence import State
from convene.core.reasons import Reason, gettext_noop
from convene.packs.diligence import preset

SAME = gettext_noop("It is the same organisation.")
TURNED_DOWN = Q(stopped=True) | Q(state=State.DECLINED)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A case that was stopped or declined, and why it comes up; `due` where it is answered."""

    case: Case
    why: tuple[Reason, ...]
    due: bool


def earlier(
    organisation: Organisation, *, today: date, besides: Case | None = None
) -> list[Earlier]:
    """Return the cases that were stopped or declined of an organisation, of a record that may be a
    second one of it, or of one with the same owner, the last decided first.
    """
    turned_down = Case.objects.filter(TURNED_DOWN).select_related("organisation__merged_into")
    if besides is not None:
        turned_down = turned_down.exclude(pk=besides.pk)
    cases = list(turned_down.prefetch_related("organisation__names").order_by("-changed_at"))
    if not cases:
        return []
    why = _why(standing(organisation), cases)
    return [
        Earlier(case=case, why=why[case.organisation_id], due=_is_due(case, today=today))
        for case in cases
        if case.organisation_id in why
    ]


def _why(organisation: Organisation, cases: list[Case]) -> dict[UUID, tuple[Reason, ...]]:
    """Return what ties each record of some cases to an organisation, where something does."""
    own = set(family(organisation))
    heads = {
        case.organisation_id: standing(case.organisation).pk
        for case in cases
        if case.organisation_id not in own
    }
    reasons = signs(organisation, among=set(heads.values())) if heads else {}
    alike = {record: reasons[head] for record, head in heads.items() if head in reasons}
    return {**{record: (Reason(SAME),) for record in own}, **alike}


def cleared_alike(case: Case) -> dict[Case, tuple[Reason, ...]]:
    """Return the cases in which a record like the partner of this one was cleared, and what ties
    the two.
    """
    own = set(family(standing(case.organisation)))
    cleared = Case.objects.filter(state__in=sorted(diligence.CLEARED))
    others = list(cleared.exclude(organisation__in=own).select_related("organisation__merged_into"))
    heads = {other: standing(other.organisation).pk for other in others}
    reasons = signs(standing(case.organisation), among=set(heads.values())) if heads else {}
    return {other: reasons[head] for other, head in heads.items() if head in reasons}


def _is_due(case: Case, *, today: date) -> bool:
    """A stop never lapses; a decline is asked about for so many months."""
    if case.stopped or case.decided_at is None:
        return True
    declined = timezone.localdate(case.decided_at)
    return diligence.must_answer(declined, today=today, within=preset().declined_within)


def kept(case: Case) -> QuerySet[Recall]:
    """Return what was brought up in a case."""
    related = case.recalls.select_related("earlier__organisation", "answered_by")
    return related.prefetch_related("earlier__organisation__names")


def unanswered(case: Case) -> QuerySet[Recall]:
    """Return what has to be answered in a case; a stop that was a mistake no longer has."""
    still = Q(earlier__stopped=True) | Q(earlier__state=State.DECLINED)
    return case.recalls.filter(still, due=True, answered_by=None)


def ids(case: Case) -> frozenset[str]:
    """Return the ids of the cases that were brought up in a case."""
    return frozenset(map(str, case.recalls.values_list("earlier_id", flat=True)))


def ids_now(case: Case) -> frozenset[str]:
    """Return the ids of the cases that would be brought up now, and those that were."""
    brought = earlier(case.organisation, today=timezone.localdate(), besides=case)
    return ids(case) | {str(before.case.pk) for before in brought}
