"""Deciding hits, assessing, approving, reopening, and saying that one must not decide."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convene.apps.accounts.access import person, requires
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import names_of
from convene.apps.vetting import actions, forms
from convene.apps.vetting.models import Alert, Hit
from convene.apps.vetting.models.words import list_title
from convene.apps.vetting.queries import cases
from convene.apps.vetting.views.reach import press, reach, sheet
from convene.core.diligence import State

FORM = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(FORM)
def hit(request: HttpRequest, pk: UUID, hit: UUID) -> HttpResponse:
    """Show the partner and an entry side by side; reviewers decide there."""
    case, found, me = reach(request, pk), get_object_or_404(Hit, pk=hit, case=pk), person(request)
    may = me.has_perm("vetting.decide_hit") and found.state != "true_match"
    form = forms.HitForm(request.POST or None if may else None)
    return sheet(
        request,
        case,
        form,
        title=found.name,
        button=_("Decide"),
        done=_("The decision is kept."),
        hit=found,
        may_decide=may,
        do=lambda: actions.decide_hit(
            found, by=me, state=form.cleaned_data["state"], reason=form.cleaned_data["reason"]
        ),
        names=names_of(case.organisation),
        list_title=list_title(found.watchlist),
        template="vetting/hit.html",
    )


@requires("vetting.decide_hit")
@require_http_methods(FORM)
def bulk(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    easy = [hit for hit in cases.current_hits(case) if hit.state == "open" and hit.band != "strong"]
    form = forms.BulkForm(request.POST or None, hits=easy)
    return sheet(
        request,
        case,
        form,
        title=_("Hits that are plainly someone else"),
        button=_("None of these is the partner"),
        done=_("Each decision is kept on its own."),
        template="vetting/bulk.html",
        hits=easy,
        do=lambda: actions.decide_hits(
            case, form.cleaned_data["hits"], reason=form.cleaned_data["reason"], by=person(request)
        ),
    )


@requires("vetting.assess_case")
@require_http_methods(FORM)
def assess(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    form = forms.AssessForm(request.POST or None, initial={"seen": case.version})
    return sheet(
        request,
        case,
        form,
        title=_("Assess the partner"),
        button=_("Assess"),
        done=_("Assessed. Hand it on when you are done."),
        do=lambda: actions.assess(case, by=person(request), **form.cleaned_data),
        lede=_("Whoever assesses does not approve."),
    )


@requires("vetting.assess_case")
@require_POST
def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    return press(
        request,
        case,
        lambda: actions.submit(case, by=person(request)),
        done=_("Handed on for second review."),
    )


@requires("vetting.assess_case")
@require_http_methods(FORM)
def back(request: HttpRequest, pk: UUID) -> HttpResponse:
    case, form = reach(request, pk), forms.ReasonForm(request.POST or None)
    return sheet(
        request,
        case,
        form,
        title=_("Send it back to research"),
        button=_("Send it back"),
        done=_("Back in research."),
        do=lambda: actions.return_to_research(case, by=person(request), **form.cleaned_data),
    )


@requires("vetting.approve_case")
@require_http_methods(FORM)
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    form = forms.DecideForm(request.POST or None, case=case, initial={"seen": case.version})
    return sheet(
        request,
        case,
        form,
        title=_("Decide on the partner"),
        button=_("Decide"),
        done=_("Your decision is kept."),
        do=lambda: actions.decide(
            case,
            by=person(request),
            **{**form.cleaned_data, "decision": State(form.cleaned_data["decision"])},
        ),
    )


@requires("vetting.reopen_case")
@require_http_methods(FORM)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    form = forms.ReopenForm(request.POST or None, initial={"scope": case.scope})
    return sheet(
        request,
        case,
        form,
        title=_("Open the case again"),
        button=_("Open it again"),
        done=_("The case is open again."),
        do=lambda: actions.reopen(case, by=person(request), **form.cleaned_data),
    )


@requires("vetting.approve_case")
@require_http_methods(FORM)
def legal(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    form = forms.LegalForm(request.POST or None, case=case)
    return sheet(
        request,
        case,
        form,
        title=_("Record a legal opinion"),
        button=_("Record it"),
        done=_("The opinion is recorded."),
        lede=_("It lets a debarred partner be decided on. It lifts no sanctions stop."),
        do=lambda: actions.add_legal_opinion(case, by=person(request), **form.cleaned_data),
    )


@login_required
@require_http_methods(FORM)
def declare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Anyone may say that they have a conflict of interest."""
    organisation, form = (
        get_object_or_404(Organisation, pk=pk),
        forms.ConflictForm(request.POST or None),
    )
    if form.is_valid():
        actions.declare(organisation, by=person(request), **form.cleaned_data)
        messages.success(
            request,
            _("Your conflict of interest is on record. Others decide about this organisation."),
        )
        return redirect("vetting:organisation", pk)
    return render(
        request,
        "vetting/declare.html",
        {"form": form, "organisation": organisation},
    )


@requires("vetting.research_case")
@require_POST
def see(request: HttpRequest, alert: int) -> HttpResponse:
    found = get_object_or_404(Alert, pk=alert)
    if found.case_id:
        reach(request, found.case_id)
    actions.see(found, by=person(request))
    messages.success(request, _("Noted that you have looked."))
    return (
        redirect("vetting:case", found.case_id)
        if found.case_id
        else redirect("vetting:organisation", found.organisation_id)
    )
