"""What brings alerts up together: a list as it was loaded, an import, or the changes of a day."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from convene.apps.inbox.actions import occasion
from convene.apps.inbox.models import Occasion
from convene.apps.registry.models import Organisation
from convene.apps.vetting.models import Look
from convene.apps.vetting.queries import screening


def brought_by(
    organisation: Organisation, result: screening.Result, *, otherwise: bool, at: datetime
) -> Callable[[str], Occasion]:
    """Return what brought up an alert about an entry, by its list: that list, loaded anew; or the
    organisation, where it is called or owned `otherwise` than when it was last looked at.
    """
    lists = {seen.list: seen for seen in result.lists}
    if otherwise:
        return lambda _list: of_record(organisation, at=at)
    return lambda list: (
        of_list(lists[list], at=at) if list in lists else of_record(organisation, at=at)
    )


def of_list(seen: screening.ListSeen, *, at: datetime) -> Occasion:
    facts = {"list": seen.list, "date": seen.date}
    return occasion("list", of=f"{seen.list} {seen.version or seen.date}", facts=facts, at=at)


def of_record(organisation: Organisation, *, at: datetime) -> Occasion:
    """Return the import that an organisation came with, where nobody has looked at it since; else
    the changes of this day.
    """
    source = organisation.imported
    if source and not Look.objects.filter(organisation=organisation).exists():
        return occasion("import", of=str(source.pk), facts={"file": source.file_name}, at=at)
    return occasion("record", of=timezone.localdate(at).isoformat(), at=at)


def of_time(at: datetime) -> Occasion:
    """Return what a day brings by itself: something ends, or was due."""
    return occasion("time", of=timezone.localdate(at).isoformat(), at=at)
