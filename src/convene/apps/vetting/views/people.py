"""What somebody has declared."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from convene.apps.accounts.access import person
from convene.apps.vetting import actions
from convene.apps.vetting.models import ConflictOfInterest
from convene.apps.vetting.queries import people


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
    declared = get_object_or_404(ConflictOfInterest, pk=conflict)
    actions.end_conflict(declared, until=timezone.localdate(), by=person(request))
    messages.success(request, _("Noted that it ends today. From tomorrow you may decide again."))
    return redirect("vetting:declarations")
