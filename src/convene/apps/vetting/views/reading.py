"""All cases, and one of them."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person
from convene.apps.evidence.queries import download_name as name_of
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions, exports
from convene.apps.vetting.models.words import STATES
from convene.apps.vetting.queries import access, pages
from convene.apps.vetting.views.reach import REFUSALS, reach
from convene.ground.files import attachment
from convene.ground.paging import page_of
from convene.ground.sheets import telling

PAGE = 50


@login_required
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    cases = access.shelf(by=person(request), state=state)
    page = page_of(request, cases, per_page=PAGE)
    context = {"page": page, "state": state, "states": STATES.items()}
    return render(request, "vetting/cases.html", context)


@login_required
@require_safe
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    record = get_object_or_404(Organisation, pk=pk)
    page = pages.of_organisation(record, by=person(request), today=timezone.localdate())
    return render(request, "vetting/organisation.html", vars(page))


@login_required
@require_safe
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    opened = reach(request, pk)
    page = pages.of_case(opened, by=person(request), today=timezone.localdate())
    return render(request, "vetting/case.html", vars(page))


@login_required
@require_safe
def evidence(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    """Hand out a file without its metadata, never to be shown inside a page."""
    case = reach(request, pk)
    piece = get_object_or_404(case.evidence, pk=evidence, kind="file")
    with telling(request, REFUSALS):
        content = actions.hand_out(case, piece, by=person(request))
        return attachment(content, media_type=piece.media_type, name=name_of(piece))
    return redirect("vetting:case", pk)


@login_required
@require_safe
def original(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    """Hand out a file as it came in, metadata and all, to reviewers; the trail says so."""
    case = reach(request, pk, may="vetting.read_original")
    piece = get_object_or_404(case.evidence, pk=evidence, kind="file")
    with telling(request, REFUSALS):
        content = actions.hand_out_original(case, piece, by=person(request))
        return attachment(content, media_type=piece.media_type, name=name_of(piece))
    return redirect("vetting:case", pk)


@login_required
@require_safe
def file(request: HttpRequest, pk: UUID, format: str) -> HttpResponse:
    if format not in ("pdf", "docx"):
        raise Http404(_("There is no such file."))
    case, wanted = reach(request, pk), cast(exports.Format, format)
    made = exports.case_file(case, format=wanted, by=person(request), on=timezone.localdate())
    return attachment(made.content, media_type=made.media_type, name=made.name)


@login_required
@require_safe
def letter(request: HttpRequest, pk: UUID, letter: int) -> HttpResponse:
    case = reach(request, pk)
    written = get_object_or_404(case.letters, pk=letter)
    made = exports.letter(written, format="pdf", by=person(request), on=timezone.localdate())
    return attachment(made.content, media_type=made.media_type, name=made.name)


@login_required
@require_safe
def certificate(request: HttpRequest, pk: UUID, look: int) -> HttpResponse:
    case = reach(request, pk)
    screening = get_object_or_404(case.screenings, pk=look)
    made = exports.certificate(screening, format="pdf", by=person(request), on=timezone.localdate())
    return attachment(made.content, media_type=made.media_type, name=made.name)
