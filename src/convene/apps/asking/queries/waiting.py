"""What of asking waits for whom: the days on which somebody said they would come back."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.asking.queries import record
from convene.apps.asking.queries.record import Group
from convene.apps.registry.models import AtRisk
from convene.apps.workshop.models import Alliance, Part
from convene.apps.workshop.queries import drafts
from convene.ground.waiting import Dated, Rank, Section

WRITES = (Part.Kind.OWNER, Part.Kind.BUILDER)


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield whom a person said they would come back to by today."""
    waits = [group for group in _mine(person, today=today) if group.waits]
    if waits:
        waits.sort(key=lambda group: (group.next_on or today, str(group.organisation)))
        yield Section(rank=Rank.YOURS, template="asking/waiting.html", given={"groups": waits})


def dates(person: User, *, today: date) -> Iterator[Dated]:
    """Yield the days on which a person comes back to whom they asked. Where that one or a partner
    is at risk, nobody is named.
    """
    for group in _mine(person, today=today):
        if group.next_on and group.last:
            yield Dated(
                key=f"asking-{group.last.pk}",
                day=group.next_on,
                what=_said(group),
                address=reverse("asking:record", args=[_alliance(group).pk]),
            )


def _mine(person: User, *, today: date) -> Iterator[Group]:
    """Yield whom a person asked, in alliances that they read; and whom those asked who write there
    no more, where the person does.
    """
    mine = drafts.visible(person).filter(archived_at=None).order_by().values("pk")
    rows = record.approaches().filter(alliance__in=mine).order_by("alliance", "-asked_on", "-at")
    rows = rows.prefetch_related("alliance__parts", "alliance__partners__organisation")
    for _key, several in groupby(rows, key=lambda approach: approach.alliance_id):
        for group in record.groups(several, today=today):
            if _is_of(person, group):
                yield group


def _is_of(person: User, group: Group) -> bool:
    parts = [part for part in _alliance(group).parts_now if part.kind in WRITES]
    writers = {part.person_id for part in parts}
    return person.pk in writers and (person == group.asker or group.asker.pk not in writers)


def _alliance(group: Group) -> Alliance:
    return group.rows[0].approach.alliance


def _said(group: Group) -> str:
    asked = (group.organisation, *(it.organisation for it in _alliance(group).partners.all()))
    if any(organisation.at_risk != AtRisk.NONE for organisation in asked):
        return _("Come back to somebody who was asked")
    return _("Come back to %(name)s") % {"name": group.organisation}
