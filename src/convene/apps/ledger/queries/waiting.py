"""What of promises waits for whom, and what has its day, for calendars."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.ledger.models import DeliveryStep
from convene.apps.ledger.queries import due
from convene.apps.ledger.queries.yours import yours
from convene.apps.ledger.words import Step
from convene.apps.workshop.models import Part
from convene.apps.workshop.queries import drafts
from convene.apps.workshop.queries.naming import unnamed
from convene.ground.waiting import Dated, Rank, Section

LOOKS_AFTER = (Part.Kind.OWNER, Part.Kind.BUILDER)


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield what a person can verify, answer, settle or agree to in what they read."""
    mine = drafts.visible(person).order_by().values("pk")
    if rows := yours(mine, by=person, today=today):
        yield Section(rank=Rank.YOURS, template="ledger/waiting.html", given={"yours": rows})


def dates(person: User, *, today: date) -> Iterator[Dated]:
    """Yield the days on which something is due and has not come, and those by which a dispute is to
    be answered, in alliances that a person looks after. Where a partner is not to be named, neither
    it nor what it promised is.
    """
    parts = Part.objects.filter(person=person, until=None, kind__in=LOOKS_AFTER)
    mine = parts.filter(alliance__archived_at=None).values("alliance")
    quiet = unnamed(mine)
    yield from _due(mine, quiet)
    yield from _answers(mine, quiet)


def _due(mine: QuerySet[Any], quiet: set[UUID]) -> Iterator[Dated]:
    rows = due.outstanding(mine).select_related("contribution__partner__organisation")
    for row in rows.prefetch_related("contribution__partner__organisation__names"):
        promise = row.contribution
        words = {"what": row.note or promise.title, "partner": promise.partner}
        named = _("Due of %(partner)s: %(what)s") % words
        yield Dated(
            key=f"due-{row.pk}",
            day=row.due_on,
            what=_("A promise is due") if promise.alliance_id in quiet else named,
            address=reverse("ledger:promise", args=[promise.alliance_id, promise.pk]),
        )


def _answers(mine: QuerySet[Any], quiet: set[UUID]) -> Iterator[Dated]:
    by = DeliveryStep.objects.filter(delivery=OuterRef("pk"), step=Step.DISPUTED)
    doubted = due.doubted(steps=[Step.DISPUTED]).filter(contribution__alliance__in=mine)
    rows = doubted.annotate(answer_by=Subquery(by.order_by("-at", "-pk").values("answer_by")[:1]))
    for row in rows.select_related("contribution"):
        promise = row.contribution
        named = _("Answer to a dispute: %(what)s") % {"what": promise.title}
        yield Dated(
            key=f"dispute-{row.pk}",
            day=row.answer_by,
            what=_("Answer to a dispute") if promise.alliance_id in quiet else named,
            address=reverse("ledger:promise", args=[promise.alliance_id, promise.pk]),
        )
