"""Who might join a draft alliance: shortlist, longlist, and those dismissed with the reason."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from convene import packs
from convene.apps.accounts.access import person
from convene.apps.guide.sources import Sources
from convene.apps.workshop import actions, exports
from convene.apps.workshop.forms.around import ByHandForm, FollowUpForm, ReasonForm
from convene.apps.workshop.models import Alliance, Candidate
from convene.apps.workshop.queries import partners as queries
from convene.apps.workshop.views.reach import may_edit, reach
from convene.ground.files import attachment
from convene.ground.sheets import Refusal, Refusals, press

REFUSALS: Refusals = {
    actions.AlreadyThere: Refusal(gettext_lazy("It stands on the list already."), messages.INFO),
    actions.Archived: Refusal(gettext_lazy("This draft is archived. It can be read, not changed.")),
}


@login_required
@require_safe
def partners(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    return _page(request, alliance, ByHandForm())


@login_required
@require_safe
def export(request: HttpRequest, pk: UUID, format: str) -> HttpResponse:
    alliance = reach(request, pk)
    if format not in exports.PARTNERS:
        raise Http404(_("There is no such file."))
    lists = queries.lists(alliance, by=person(request))
    everyone = (*lists.shortlisted, *lists.dismissed)
    content = exports.partners(
        everyone,
        for_donors=lists.found.for_donors if lists.found else (),
        withheld=lists.withheld,
        title=alliance.title,
        format=format,
    )
    return attachment(content, name=f"partners.{format}", media_type=exports.PARTNERS[format])


@login_required
@require_POST
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shortlist someone of the longlist, or dismiss them at once where a reason is given."""
    alliance = reach(request, pk, to="change")
    proposed = queries.proposed(alliance, request.POST.get("open_data_id", ""), by=person(request))
    if proposed is None:
        raise Http404(_("The longlist of this draft no longer names it."))
    if request.POST.get("do") != "dismiss":
        return _act(request, pk, partial(actions.add, alliance, proposed), done=_("Shortlisted."))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _refused(request, pk, form)
    dismiss = partial(
        actions.add, alliance, proposed, dismissed_because=form.cleaned_data["reason"]
    )
    return _act(request, pk, dismiss, done=_("Dismissed, with your reason."))


@login_required
@require_POST
def add_by_hand(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance, form = reach(request, pk, to="change"), ByHandForm(request.POST)
    if not form.is_valid():
        return _page(request, alliance, form)
    proposed = actions.Proposed(name=form.cleaned_data["name"])
    add = partial(actions.add, alliance, proposed, note=form.cleaned_data["note"])
    return _act(request, pk, add, done=_("Shortlisted."))


@login_required
@require_POST
def describe(request: HttpRequest, pk: UUID, candidate: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    form = FollowUpForm(request.POST, followers=queries.followers(alliance, candidate=candidate))
    return _changed(request, alliance, form, partial(actions.describe, alliance, candidate))


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: UUID, candidate: UUID) -> HttpResponse:
    alliance, form = reach(request, pk, to="change"), ReasonForm(request.POST)
    return _changed(request, alliance, form, partial(actions.dismiss, alliance, candidate))


@login_required
@require_POST
def restore(request: HttpRequest, pk: UUID, candidate: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    return _act(request, pk, partial(actions.restore, alliance, candidate), done=_("Saved."))


def _changed(
    request: HttpRequest, alliance: Alliance, form: forms.Form, change: Callable[..., Candidate]
) -> HttpResponse:
    if not form.is_valid():
        return _refused(request, alliance.pk, form)
    return _act(request, alliance.pk, partial(change, **form.cleaned_data), done=_("Saved."))


def _act(
    request: HttpRequest, pk: UUID, act: Callable[..., Candidate], *, done: str
) -> HttpResponse:
    """Change the list, and go back to it saying so, or why not."""
    to = reverse("workshop:partners", args=[pk])
    try:
        return press(request, partial(act, by=person(request)), done=done, to=to, refusals=REFUSALS)
    except Candidate.DoesNotExist:
        raise Http404(_("This draft has no such candidate.")) from None


def _refused(request: HttpRequest, pk: UUID, form: forms.Form) -> HttpResponse:
    """Go back with what is wrong: these forms have one or two fields,
    so that nothing much is lost.
    """
    for field, errors in form.errors.items():
        messages.error(request, f"{form[field].label} {' '.join(map(str, errors))}")
    return redirect("workshop:partners", pk)


def _page(request: HttpRequest, alliance: Alliance, form: ByHandForm) -> HttpResponse:
    guide, by = packs.guide(), person(request)
    lists = queries.lists(alliance, by=by)
    context = {
        "alliance": alliance,
        "guide": guide,
        "sources": Sources(guide),
        "lists": lists,
        "found": lists.found,
        "form": form,
        "readers": queries.readers(alliance),
        "may_edit": may_edit(request, alliance),
    }
    return render(request, "workshop/partners.html", context)
