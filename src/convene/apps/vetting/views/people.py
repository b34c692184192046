"""What somebody has declared."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.vetting import actions, forms
from convene.apps.vetting.models import ConflictOfInterest
from convene.apps.vetting.queries import people
from convene.apps.vetting.views.reach import REFUSALS
from convene.ground import sheets


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


@requires("vetting.assess_case")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, conflict: int) -> HttpResponse:
    """Let somebody else than whoever declared a conflict say that it has ended."""
    declared = get_object_or_404(ConflictOfInterest, pk=conflict)
    if not person(request).has_perm("vetting.end_conflict", declared):
        raise PermissionDenied(_("Somebody else says that it has ended: ask another reviewer."))
    form = forms.EndForm(request.POST or None)
    return sheets.sheet(
        request,
        form,
        lambda: actions.end_conflict(declared, by=person(request), **form.cleaned_data),
        done=_("Noted that it has ended. They may decide again from the next round of a case."),
        to=reverse("vetting:organisation", args=[declared.organisation_id]),
        refusals=REFUSALS,
        template="vetting/end_conflict.html",
        conflict=declared,
    )
