"""Putting right what one wrote oneself, until the case is assessed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person, requires
from convene.apps.vetting import actions, forms
from convene.apps.vetting.models import Evidence, Finding
from convene.apps.vetting.views.reach import reach, sheet

FORM = ["GET", "HEAD", "POST"]


@requires("vetting.research_case")
@require_http_methods(FORM)
def finding(request: HttpRequest, pk: UUID, finding: UUID) -> HttpResponse:
    case, me = reach(request, pk), person(request)
    found = get_object_or_404(Finding, pk=finding, case=pk, by=me)
    about = f"{found.area}/{found.question}" if found.question else found.area
    cited = [found.evidence_id, *found.more_evidence.values_list("pk", flat=True)]
    form = forms.FindingForm(
        request.POST or None,
        case=case,
        initial={"area": about, "text": found.text, "rating": found.rating, "evidence": cited},
    )
    return sheet(
        request,
        case,
        form,
        title=_("Correct a finding"),
        button=_("Correct it"),
        done=_("Corrected. What it said before stays in the history."),
        do=lambda: actions.correct_finding(found, by=me, **form.wanted()),
    )


@requires("vetting.research_case")
@require_http_methods(FORM)
def note(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    case, me = reach(request, pk), person(request)
    found = get_object_or_404(Evidence, pk=evidence, case=pk, kind="note", added_by=me)
    form = forms.NoteForm(request.POST or None, initial={"title": found.title, "note": found.note})
    return sheet(
        request,
        case,
        form,
        title=_("Correct a note"),
        button=_("Correct it"),
        done=_("Corrected. What it said before stays in the history."),
        do=lambda: actions.correct_note(found, by=me, **form.cleaned_data),
    )


@requires("vetting.research_case")
@require_http_methods(FORM)
def facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    form = forms.FactsForm(request.POST or None, case=case)
    return sheet(
        request,
        case,
        form,
        title=_("Correct what is known"),
        button=_("Correct it"),
        done=_("Corrected. The level can rise by this and never falls."),
        do=lambda: actions.correct_facts(case, by=person(request), **form.wanted()),
    )
