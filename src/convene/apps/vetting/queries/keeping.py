"""Which cases are past their day."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from convene.apps.accounts.models import User
from convene.apps.registry.queries.holding import ORGANISATION, held, held_with, one_with
from convene.apps.retention.queries import held_among
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries.access import of
from convene.core import diligence, retention
from convene.ground.keeping import Due, Under, plain

CASE = "vetting.case"


def closed_on(case: Case) -> date | None:
    """Return the day on which a case was over: of its decision, or the last of its clearance."""
    if case.valid_until or case.decided_at is None:
        return case.valid_until
    return localdate(case.decided_at)


def is_remembered(case: Case) -> bool:
    """Say whether other cases should still learn of this one: it was declined, or found a match."""
    matches = (hit.state == "true_match" for hit in case.hits.all())
    return case.state == diligence.State.DECLINED or any(matches)


def due(years: int, today: date) -> Iterable[Due]:
    """Yield the cases past their day. One that a later case brings up stays as long as that one."""
    cases = list(_closed())
    held_cases = held_among(CASE, [case.pk for case in cases])
    held_partners = held({case.organisation_id for case in cases})
    for case in cases:
        closed = closed_on(case)
        if closed is None:
            continue
        until = retention.kept_until(closed, years=years, remembered=is_remembered(case))
        if retention.is_past(until, today=today):
            yield Due(
                record=case.pk,
                name=str(case),
                closed=closed,
                kept_until=until,
                also=tuple(_also(case)),
                held=case.pk in held_cases or case.organisation_id in held_partners,
            )


def _closed() -> QuerySet[Case]:
    closed = Case.objects.filter(state__in=diligence.CLOSED, recalled_in=None)
    return closed.prefetch_related(
        "organisation__names", "hits", "exhibits", "alerts", "declarations"
    )


def _also(case: Case) -> Iterable[tuple[str, str]]:
    for exhibit in case.exhibits.all():
        yield "evidence.evidence", plain(exhibit.evidence_id)
    for alert in case.alerts.all():
        yield "inbox.alert", plain(alert.pk)
    for declared in case.declarations.all():
        yield "declarations.declaration", plain(declared.declaration_id)


def under(cases: Collection[UUID]) -> Under:
    """Return what keeps cases while it is held: they themselves, and their partners."""
    partners = Case.objects.filter(pk__in=cases).values_list("organisation_id", flat=True)
    return {CASE: cases, ORGANISATION: one_with(partners)}


def lock(cases: Collection[UUID]) -> set[UUID]:
    """Keep cases as they are until the transaction ends."""
    rows = Case.objects.select_for_update(no_key=True).order_by("pk")
    return set(rows.filter(pk__in=cases).values_list("pk", flat=True))


def worked_on(cases: Collection[UUID], person: User) -> set[UUID]:
    """Return those of some cases on which a person works, or which they judged."""
    return set(of(person).filter(pk__in=cases).values_list("pk", flat=True))


def partners_worked_on(organisations: Collection[UUID], person: User) -> set[UUID]:
    """Return those of some organisations that are the partner in a case on which a person works."""
    partners = set(of(person).values_list("organisation_id", flat=True))
    return held_with(organisations, partners)


def found(record: UUID) -> Case | None:
    return Case.objects.filter(pk=record).first()
