"""What was decided before, as it is told to somebody: no more of a case than they may read."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.vetting.models import Case, Recall
from convene.apps.vetting.queries import access, recalls
from convene.core.reasons import Kept, Reason
from convene.ground.templatetags.reasons import sentences


def before(organisation: Organisation, *, by: User, today: date) -> Mapping[UUID, str]:
    """Return what is told of each case that comes up before one opens, by its id."""
    brought = recalls.earlier(organisation, today=today)
    cases = Case.objects.filter(pk__in=[earlier.case.pk for earlier in brought])
    may_read = set(access.readable(cases, by=by).values_list("pk", flat=True))
    return {
        earlier.case.pk: _told(earlier.case, earlier.why, in_full=earlier.case.pk in may_read)
        for earlier in brought
    }


def of_recall(recall: Recall, *, in_full: bool = True) -> str:
    """Return what is told of an earlier case: in full to those who judge, for they read every
    case.
    """
    return _told(recall.earlier, recall.why, in_full=in_full)


def outcome(case: Case) -> str:
    """Say what came of a case that was stopped or declined, and when."""
    if case.state != "declined" or case.decided_at is None:
        return _("Stopped: a true match on a sanctions list.") if case.stopped else ""
    day = date_format(timezone.localtime(case.decided_at), "DATE_FORMAT")
    return _("Declined on %(day)s: %(reason)s") % {"day": day, "reason": case.reason}


def _told(case: Case, why: Iterable[Reason | Kept], *, in_full: bool) -> str:
    known = outcome(case) if in_full else _("An earlier case that you may not read matters here.")
    whom = "" if in_full else _("Ask %(whom)s.") % {"whom": ", ".join(access.whom_to_ask())}
    parts = (f"{case.organisation}:", known, sentences(why), whom)
    return " ".join(part for part in parts if part)
