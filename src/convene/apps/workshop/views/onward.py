"""How an alliance goes on along its path, leaves it, or goes on without a requirement."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from convene.apps.accounts.access import person
from convene.apps.workshop import actions
from convene.apps.workshop.forms.path import LeaveForm, OverrideForm
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.views.reach import reach
from convene.apps.workshop.words import State
from convene.core.lifecycle import Requirement
from convene.ground.changes import Changed
from convene.packs.alliances import path

REFUSED: dict[type[Exception], Any] = {
    actions.NotYet: gettext_lazy("Not yet: something is not met. It is listed below."),
    actions.NoSuchMove: gettext_lazy("From where it is now, the alliance does not go there."),
    actions.Archived: gettext_lazy("This draft is archived. Bring it back to edit it."),
    Changed: gettext_lazy("Somebody changed the alliance meanwhile. Look at it again."),
    actions.WrongDay: gettext_lazy("This day is still to come, or lies before the last move."),
}
REFUSALS = tuple(REFUSED)
LEAVING = {
    State.SUSPENDED: gettext_lazy("Suspend the alliance"),
    State.ABANDONED: gettext_lazy("Abandon the alliance"),
    State.TERMINATED: gettext_lazy("Terminate the alliance"),
}


@login_required
@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on along the path, or back onto it."""
    alliance, to = reach(request, pk, to="change"), request.POST.get("to", "")
    seen = request.POST.get("version", "")
    if to not in State.values or to in LEAVING:
        raise Http404(_("There is no such state."))
    try:
        step = actions.move(
            alliance,
            to=State(to),
            seen=int(seen) if seen.isdecimal() else None,
            by=person(request),
        )
        messages.success(
            request, _("It is now here: %(state)s.") % {"state": step.get_state_display()}
        )
    except REFUSALS as refusal:
        messages.warning(request, REFUSED[type(refusal)])
    return redirect("workshop:draft", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: UUID, state: str) -> HttpResponse:
    """Leave the path: suspend, abandon, terminate."""
    alliance = reach(request, pk, to="change")
    if state not in LEAVING:
        raise Http404(_("There is no such state."))
    form = LeaveForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid() and _has_left(alliance, State(state), form, request):
        return redirect("workshop:draft", pk)
    title = LEAVING[State(state)]
    context = {"alliance": alliance, "form": form, "title": title, "state": state}
    return render(request, "workshop/leave.html", context)


def _has_left(alliance: Alliance, to: State, form: Form, request: HttpRequest) -> bool:
    try:
        actions.move(alliance, to=to, by=person(request), **form.cleaned_data)
    except actions.WrongDay:
        form.add_error("on", str(REFUSED[actions.WrongDay]))
        return False
    except (actions.NoSuchMove, actions.Archived) as refusal:
        messages.warning(request, REFUSED[type(refusal)])
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_override(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Ask two others to let the alliance go on without a requirement."""
    alliance = reach(request, pk, to="change")
    needed = _requirement(code)
    partner = _partner(alliance, request.GET.get("partner", ""))
    if (partner is None) is (needed.about == "partner"):
        raise Http404(_("There is no such requirement."))
    form = OverrideForm(request.POST or None)
    if form.is_valid():
        try:
            actions.ask_override(
                alliance, code=code, partner=partner, by=person(request), **form.cleaned_data
            )
            messages.success(request, _("Asked. It counts once two others agree."))
            return redirect("workshop:draft", pk)
        except actions.TooLittle:
            form.add_error("reason", _("Say more: at least four words that tell why."))
        except actions.WrongDay:
            form.add_error("last_day", _("This day has passed."))
        except actions.Archived:
            messages.warning(request, REFUSED[actions.Archived])
            return redirect("workshop:draft", pk)
        except actions.NotOverridable:
            messages.warning(request, _("This is met, or nothing can stand in for it."))
            return redirect("workshop:draft", pk)
    context = {"alliance": alliance, "form": form, "needed": needed, "partner": partner}
    return render(request, "workshop/override.html", context)


def _requirement(code: str) -> Requirement:
    try:
        return path().requirement(code)
    except KeyError:
        raise Http404(_("There is no such requirement.")) from None


def _partner(alliance: Alliance, key: str) -> Partner | None:
    if not key:
        return None
    partner = next((it for it in alliance.partners.all() if str(it.pk) == key), None)
    if partner is None:
        raise Http404(_("There is no such partner here."))
    return partner


@login_required
@require_POST
def agree_override(request: HttpRequest, pk: UUID, override: UUID) -> HttpResponse:
    """Agree to what somebody else asked for."""
    alliance = reach(request, pk, to="agree")
    asked = alliance.overrides.filter(pk=override).first()
    if asked is None:
        raise Http404(_("There is no such override."))
    try:
        actions.agree_override(asked, by=person(request))
        messages.success(request, _("Agreed. It counts once two people have."))
    except actions.OwnOverride:
        messages.warning(request, _("Whoever asked for an override does not agree to it."))
    except actions.Lapsed:
        messages.warning(request, _("The last day of this override has passed."))
    return redirect("workshop:draft", pk)
