"""The whole registry held against the lists: only what has changed is looked at again, each
organisation in one step of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from convene.apps.declarations.actions import forget_drafts
from convene.apps.evidence.actions import sweep
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import family
from convene.apps.vetting.actions.alerts import gone, rescreen_case, tell_without_case
from convene.apps.vetting.actions.cases import expire
from convene.apps.vetting.actions.due import tell_overdue
from convene.apps.vetting.actions.levels import follow_all
from convene.apps.vetting.models import Look
from convene.apps.vetting.queries import screening, watching
from convene.core.progress import Progress, quiet
from convene.core.reasons import gettext_noop

TOGETHER = 100
"""Organisations that are asked of the lists at once."""
LOOKING = gettext_noop("Looking at the registry")
Tell = Callable[[Organisation, screening.Result], None]


@dataclass(frozen=True, kw_only=True)
class Night:
    """What a look at the registry came to: organisations looked at, of how many, new alerts, and
    clearances that ended.
    """

    looked: int
    of: int
    alerts: int
    ended: int


def night(
    *,
    today: date,
    everything: bool = False,
    tell: Tell | None = None,
    progress: Progress = quiet,
) -> Night:
    """Remove files of what was disposed of, end the clearances that are over and look again at the
    organisations that a change concerns; at all with `everything`.

    Stopped half-way it goes on where it stopped: whoever was looked at is on record with the lists
    of that look. It is called as the job `night`, of which there is one at a time.
    """
    forget_drafts(at=timezone.now())
    sweep()
    ended, overdue = expire(today=today), tell_overdue(today=today)
    follow_all()
    lists, of = screening.lists_seen(), watching.watched().count()
    looked, done, alerts = 0, 0, overdue
    for some in watching.in_portions(TOGETHER) if lists else ():
        due = watching.due(some, lists=lists, everything=everything)
        for organisation, result in zip(due, screening.look_many(due), strict=True):
            alerts += look_again(organisation, result)
            if tell:
                tell(organisation, result)
        _checked(some, lists=[asdict(watchlist) for watchlist in lists])
        looked, done = looked + len(due), done + len(some)
        progress(LOOKING, done, of)
    return Night(looked=looked, of=of, alerts=alerts, ended=ended)


@transaction.atomic
def look_again(organisation: Organisation, result: screening.Result) -> int:
    """Write down a look at the lists for an organisation, in its cases where it has any that
    matter. Returns how many alerts are new.
    """
    ids, at = family(organisation), timezone.now()
    watched = list(watching.watched_cases(ids))
    if watched:
        count = sum(rescreen_case(case, result, gone=gone(case, result.lists)) for case in watched)
    else:
        last = Look.objects.filter(organisation=organisation).first()
        count = tell_without_case(
            organisation,
            result,
            family=ids,
            at=at,
            otherwise=last is None or last.asked != result.asked,
        )
    seen = {
        "asked": result.asked,
        "lists": [asdict(watchlist) for watchlist in result.lists],
        "looked_at": at,
        "checked_at": at,
    }
    Look.objects.update_or_create(organisation=organisation, defaults=seen)
    return count


def _checked(
    organisations: Sequence[Organisation],
    *,
    lists: list[Mapping[str, object]] | list[dict[str, object]],
) -> None:
    """Note for those whom no change concerns that they have been checked against the lists as they
    are now.
    """
    Look.objects.filter(
        organisation__in=[organisation.pk for organisation in organisations]
    ).update(lists=lists, checked_at=timezone.now())
