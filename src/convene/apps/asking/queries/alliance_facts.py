"""What the front page of an alliance is told of asking: to whom nobody came back in time."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.asking.queries import record
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries.facts import Late


def late(alliance: Alliance, *, today: date) -> Iterator[Late]:
    """Tell to whom somebody said they would come back, and has not."""
    asked = record.approaches().filter(alliance=alliance)
    for group in record.groups(asked, today=today):
        if group.next_on and group.next_on < today:
            yield Late(
                what=_("To come back to %(name)s") % {"name": group.organisation},
                since=group.next_on,
                to=reverse("asking:record", args=[alliance.pk]),
            )
