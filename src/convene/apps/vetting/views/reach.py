"""How a view gets at a case, and how it says what was refused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convene.apps.accounts.access import person
from convene.apps.vetting.actions.cases import AlreadyOpen
from convene.apps.vetting.actions.record import Barred, Changed, NotNow
from convene.apps.vetting.actions.research import NoEvidence
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import access, cases
from convene.apps.vetting.queries.people import WHY

REFUSED = (AlreadyOpen, Barred, Changed, NoEvidence, NotNow)
HURDLES = {
    "not_screened": gettext_lazy(
        "The lists have not been looked through. If none is loaded, ask an administrator to load them."
    ),
    "open_hits": gettext_lazy("Some hits still wait for a decision."),
    "areas": gettext_lazy("Some areas that this level needs have no finding yet."),
    "stopped": gettext_lazy(
        "A true match on a sanctions list stops this case. Nobody can lift that."
    ),
    "legal": gettext_lazy(
        "The partner is debarred. Only a recorded legal opinion lets the case go on."
    ),
    "excluded": gettext_lazy(
        "A finding says that an exclusion applies. The case can be declined or deferred."
    ),
    "conditions": gettext_lazy("Set at least one condition first."),
}


def reach(request: HttpRequest, pk: UUID, *, may: str = "vetting.read_case") -> Case:
    """Return a case that this person may read, and do what `may` says with. Raises Http404, and
    PermissionDenied saying whom to ask.
    """
    case = get_object_or_404(cases.cases(), pk=pk)
    if not person(request).has_perm("vetting.read_case", case):
        raise PermissionDenied(
            _(
                "Only reviewers and those who work on this case may read it. Whoever may read it can add you: ask %(whom)s."
            )
            % {"whom": ", ".join(access.whom_to_ask()) or _("an administrator")}
        )
    if not person(request).has_perm(may, case):
        raise PermissionDenied(_("Your role does not allow this."))
    return case


def said(why: Exception) -> list[str]:
    """Say in sentences why something was refused."""
    if isinstance(why, Barred):
        return [str(WHY[bar]) for bar in why.why]
    if isinstance(why, Changed):
        return [
            _(
                "Somebody else has changed this case since you opened the page. Read it again, then decide."
            )
        ]
    if isinstance(why, AlreadyOpen):
        return [_("This organisation has a case that is still going on.")]
    if isinstance(why, NoEvidence):
        return [_("Cite at least one piece of evidence of this case.")]
    hurdles = [str(HURDLES[hurdle]) for hurdle in why.hurdles] if isinstance(why, NotNow) else []
    return hurdles or [_("The case is not at a point where this can be done.")]


def press(request: HttpRequest, case: Case, do: Callable[[], object], *, done: str) -> HttpResponse:
    """Do what a button asks for, and go back to the case saying how it went."""
    try:
        do()
        messages.success(request, done)
    except REFUSED as why:
        for sentence in said(why):
            messages.error(request, sentence)
    return redirect("vetting:case", case.pk)


def sheet(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    *,
    title: str,
    button: str,
    do: Callable[[], object],
    done: str,
    **context: Any,
) -> HttpResponse:
    """Show a form of a case, or do what it asks for. What was typed comes back with whatever was
    refused.
    """
    if form.is_valid():
        try:
            do()
        except REFUSED as why:
            for sentence in said(why):
                form.add_error(None, sentence)
        else:
            messages.success(request, done)
            return redirect("vetting:case", case.pk)
    shown = {
        "case": case,
        "form": form,
        "title": title,
        "button": button,
        "me": person(request),
        **context,
    }
    return render(request, shown.pop("template", "vetting/sheet.html"), shown)
