"""Who might join a draft alliance: shortlist, longlist, and those dismissed with the reason."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from convene import packs
from convene.apps.accounts.access import person
from convene.apps.guide.sources import Sources
from convene.apps.workshop import actions, exports
from convene.apps.workshop.forms import ByHandForm, FollowUpForm, ReasonForm
from convene.apps.workshop.models import Alliance, Candidate
from convene.apps.workshop.queries import partners as queries
from convene.apps.workshop.views.reach import reach
from convene.ground.files import attachment


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
        everyone, withheld=lists.withheld, title=alliance.title, format=format
    )
    return attachment(content, name=f"partners.{format}", media_type=exports.PARTNERS[format])


@login_required
@require_POST
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shortlist someone of the longlist, or dismiss them at once where a reason is given."""
    alliance = reach(request, pk, to="change")
    found = queries.someone(alliance, request.POST.get("open_data_id", ""), by=person(request))
    if found is None:
        raise Http404(_("The longlist of this draft no longer names it."))
    one, evidence = found
    proposed = actions.Proposed(
        name=one.candidate.facts.name,
        open_data_id=one.candidate.facts.organisation,
        organisation=one.ours.organisation if one.ours else None,
        evidence=evidence,
    )
    reason = ReasonForm(request.POST)
    if request.POST.get("do") == "dismiss" and not reason.is_valid():
        return _refused(request, pk, reason)
    because = reason.cleaned_data["reason"] if request.POST.get("do") == "dismiss" else ""
    with _told(request):
        actions.add(alliance, proposed, by=person(request), dismissed_because=because)
        messages.success(
            request, _("Dismissed, with your reason.") if because else _("Shortlisted.")
        )
    return redirect("workshop:partners", pk)


@login_required
@require_POST
def add_by_hand(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance, form = reach(request, pk, to="change"), ByHandForm(request.POST)
    if not form.is_valid():
        return _page(request, alliance, form)
    with _told(request):
        actions.add(
            alliance,
            actions.Proposed(name=form.cleaned_data["name"]),
            note=form.cleaned_data["note"],
            by=person(request),
        )
        messages.success(request, _("Shortlisted."))
    return redirect("workshop:partners", pk)


@login_required
@require_POST
def describe(request: HttpRequest, pk: UUID, candidate: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    form = FollowUpForm(request.POST, followers=queries.followers(alliance, candidate=candidate))
    if not form.is_valid():
        return _refused(request, pk, form)
    return _changed(request, alliance, candidate, actions.describe, **form.cleaned_data)


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: UUID, candidate: UUID) -> HttpResponse:
    alliance, form = reach(request, pk, to="change"), ReasonForm(request.POST)
    if not form.is_valid():
        return _refused(request, pk, form)
    return _changed(request, alliance, candidate, actions.dismiss, **form.cleaned_data)


@login_required
@require_POST
def restore(request: HttpRequest, pk: UUID, candidate: UUID) -> HttpResponse:
    return _changed(request, reach(request, pk, to="change"), candidate, actions.restore)


def _changed(
    request: HttpRequest,
    alliance: Alliance,
    candidate: UUID,
    change: Callable[..., Candidate],
    **said: object,
) -> HttpResponse:
    with _told(request):
        change(alliance, candidate, by=person(request), **said)
        messages.success(request, _("Saved."))
    return redirect("workshop:partners", alliance.pk)


@contextmanager
def _told(request: HttpRequest) -> Iterator[None]:
    """Say why a list was not changed."""
    try:
        yield
    except Candidate.DoesNotExist:
        raise Http404(_("This draft has no such candidate.")) from None
    except actions.AlreadyThere:
        messages.info(request, _("It stands on the list already."))
    except actions.Archived:
        messages.error(request, _("This draft is archived. It can be read, not changed."))


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
        "may_edit": by.has_perm("workshop.change_alliance", alliance) and not alliance.archived_at,
    }
    return render(request, "workshop/partners.html", context)
