"""What waits, all cases, and one of them."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person
from convene.apps.registry.models import Organisation
from convene.apps.vetting import exports
from convene.apps.vetting.models import Evidence
from convene.apps.vetting.models.words import STATES
from convene.apps.vetting.queries import (
    access,
    alerts,
    cases,
    clearances,
    people,
    retracting,
    steps,
    watching,
)
from convene.apps.vetting.views.reach import reach
from convene.core import diligence
from convene.ground import trail
from convene.ground.files import attachment
from convene.ground.paging import page_of

PAGE = 50


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    return render(
        request,
        "vetting/inbox.html",
        {"inbox": alerts.inbox(person(request), today=today)},
    )


@login_required
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    state, found = request.GET.get("state", ""), access.readable(cases.cases(), by=person(request))
    if state in STATES:
        found = found.filter(state=state)
    page = page_of(request, found, per_page=PAGE)
    return render(
        request,
        "vetting/cases.html",
        {"page": page, "state": state, "states": STATES.items()},
    )


@login_required
@require_safe
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Organisation, pk=pk)
    ties = people.conflicts(found, today=timezone.localdate())
    me, every = person(request), cases.of(found)
    shown = access.readable(every, by=me)
    hidden = every.count() - shown.count()
    context = {
        "organisation": found,
        "cases": shown,
        "hidden": hidden,
        "whom": access.whom_to_ask() if hidden else [],
        "conflicts": ties,
        "look": watching.last_look(found),
        "found": access.readable_alerts(watching.without_case(found), by=me),
    }
    return render(request, "vetting/organisation.html", context)


@login_required
@require_safe
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, me, today = reach(request, pk), person(request), timezone.localdate()
    screening = cases.last_screening(found)
    context = {
        "case": found,
        "step": steps.next_step(found, me, today=today),
        "topics": cases.topics(found),
        "evidence": cases.evidence(found),
        "hits": cases.current_hits(found),
        "screening": screening,
        "not_loaded": cases.not_loaded(screening),
        "approvals": found.approvals.select_related("approver"),
        "level_reasons": cases.level_reasons(found),
        "history": trail.lines(found),
        "conflicts": people.conflicts(found.organisation, today=today),
        "may_correct": me.has_perm("vetting.research_case") and found.state in diligence.WORKING,
        "closed": found.state in diligence.CLOSED,
        "may_assign": me.has_perm("vetting.assign_case", found),
        "members": found.members.select_related("person"),
        "new_owner": found.state in diligence.CLEARED and clearances.has_new_owner(found),
        "retractions": retracting.waiting(found),
        "alerts": found.alerts.filter(seen_at=None).select_related("hit"),
    }
    return render(request, "vetting/case.html", context)


@login_required
@require_safe
def evidence(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    """Hand out a file without its metadata, never to be shown inside a page."""
    found = get_object_or_404(Evidence, pk=evidence, case=reach(request, pk), kind="file")
    return _attachment(
        exports.without_metadata(found),
        media_type=found.media_type,
        name=exports.evidence_name(found),
    )


@login_required
@require_safe
def file(request: HttpRequest, pk: UUID, format: str) -> HttpResponse:
    if format not in ("pdf", "docx"):
        raise Http404(_("There is no such file."))
    found, wanted = reach(request, pk), cast(exports.Format, format)
    content = exports.case_file(
        found, format=wanted, by=str(person(request)), on=timezone.localdate()
    )
    return _attachment(
        content,
        media_type=exports.FORMATS[wanted].media_type,
        name=exports.file_name(found, format=wanted),
    )


def _attachment(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    response = attachment(content, name=name, media_type=media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
