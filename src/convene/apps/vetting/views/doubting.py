"""What comes up after a clearance, taking back a mistaken match, and who works on a case."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.accounts.models import User
from convene.apps.vetting import actions, forms
from convene.apps.vetting.models import ConflictOfInterest, Hit, Retraction
from convene.apps.vetting.queries import people
from convene.apps.vetting.views.reach import press, reach, sheet

FORM = ["GET", "HEAD", "POST"]


@requires("vetting.research_case")
@require_http_methods(FORM)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    form = forms.ReportForm(request.POST or None, case=case)
    return sheet(
        request,
        case,
        form,
        title=_("Report something adverse"),
        button=_("Report it"),
        done=_("Kept. Nobody may rely on the clearance until somebody has looked into it."),
        do=lambda: actions.report(case, by=person(request), **form.wanted()),
    )


@requires("vetting.research_case")
@require_http_methods(FORM)
def change_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    form = forms.PlanForm(request.POST or None, initial={"text": case.scope})
    return sheet(
        request,
        case,
        form,
        title=_("The plan has changed"),
        button=_("Say so"),
        done=_("Kept. The clearance was for another plan: a reviewer opens the case again."),
        do=lambda: actions.change_plan(case, by=person(request), **form.cleaned_data),
    )


@requires("vetting.approve_case")
@require_http_methods(FORM)
def stand_by(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = reach(request, pk)
    form = forms.StandForm(request.POST or None, initial={"seen": case.version})
    return sheet(
        request,
        case,
        form,
        title=_("The clearance stands"),
        button=_("It stands"),
        done=_("The clearance stands, and your reason is kept."),
        lede=case.doubt_text,
        do=lambda: actions.stand_by(case, by=person(request), **form.cleaned_data),
    )


@requires("vetting.approve_case")
@require_http_methods(FORM)
def retract(request: HttpRequest, pk: UUID, hit: UUID) -> HttpResponse:
    case, found = reach(request, pk), get_object_or_404(Hit, pk=hit, case=pk)
    form = forms.RetractForm(request.POST or None, case=case)
    return sheet(
        request,
        case,
        form,
        title=_("Take back a true match"),
        button=_("Propose it"),
        done=_("Proposed. Nothing changes until another approver agrees."),
        lede=_(
            "For a mistake only, such as a namesake. It takes two approvers. Neither of them approves this case afterwards."
        ),
        do=lambda: actions.propose_retraction(found, by=person(request), **form.cleaned_data),
    )


@requires("vetting.approve_case")
@require_POST
def agree(request: HttpRequest, pk: UUID, retraction: int) -> HttpResponse:
    case, found = reach(request, pk), get_object_or_404(Retraction, pk=retraction, hit__case=pk)
    return press(
        request,
        case,
        lambda: actions.agree_retraction(found, by=person(request)),
        done=_("Taken back. The hit is to be decided again."),
    )


@requires("vetting.approve_case")
@require_POST
def refuse(request: HttpRequest, pk: UUID, retraction: int) -> HttpResponse:
    case, found = reach(request, pk), get_object_or_404(Retraction, pk=retraction, hit__case=pk)
    return press(
        request,
        case,
        lambda: actions.refuse_retraction(found, by=person(request)),
        done=_("The match stays as it is."),
    )


@login_required
@require_http_methods(FORM)
def add_member(request: HttpRequest, pk: UUID) -> HttpResponse:
    case, form = (
        reach(request, pk, may="vetting.assign_case"),
        forms.MemberForm(request.POST or None),
    )
    return sheet(
        request,
        case,
        form,
        title=_("Add somebody"),
        button=_("Add them"),
        done=_("They may read this case now."),
        do=lambda: actions.add_member(case, by=person(request), **form.cleaned_data),
    )


@login_required
@require_POST
def remove_member(request: HttpRequest, pk: UUID, who: int) -> HttpResponse:
    case, found = reach(request, pk), get_object_or_404(User, pk=who)
    return press(
        request,
        case,
        lambda: actions.remove_member(case, person=found, by=person(request)),
        done=_("They no longer work on this case."),
    )


@login_required
@require_safe
def declarations(request: HttpRequest) -> HttpResponse:
    """Show a person what they have declared, and ask once a year whether it still holds."""
    me, today = person(request), timezone.localdate()
    context = {
        "found": people.declarations(me, today=today),
        "overdue": people.overdue(me, today=today),
    }
    return render(request, "vetting/declarations.html", context)


@login_required
@require_POST
def renew(request: HttpRequest, conflict: int) -> HttpResponse:
    actions.renew(get_object_or_404(ConflictOfInterest, pk=conflict), by=person(request))
    messages.success(request, _("Noted that it still holds."))
    return redirect("vetting:declarations")


@login_required
@require_POST
def end(request: HttpRequest, conflict: int) -> HttpResponse:
    actions.end_conflict(
        get_object_or_404(ConflictOfInterest, pk=conflict),
        until=timezone.localdate(),
        by=person(request),
    )
    messages.success(request, _("Noted that it ends today. From tomorrow you may decide again."))
    return redirect("vetting:declarations")
