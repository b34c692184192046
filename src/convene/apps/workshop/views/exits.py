"""What an alliance leaves when it ends, and who inherits what."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person
from convene.apps.workshop import actions
from convene.apps.workshop.forms.exits import BequestForm, HandOverForm
from convene.apps.workshop.models import Alliance, Asset
from convene.apps.workshop.queries import exits as queries
from convene.apps.workshop.views.reach import may_edit, reach
from convene.ground import trail
from convene.ground.changes import Changed
from convene.ground.sheets import Refusal, Refusals, press, seen_version, sheet

FORM = ["GET", "HEAD", "POST"]
REFUSALS: Refusals = {
    actions.Archived: Refusal(gettext_lazy("This draft is archived. It can be read, not changed.")),
    actions.AssetDropped: Refusal(
        gettext_lazy("This was taken out of the plan meanwhile. Put it back first.")
    ),
    actions.HandedOver: Refusal(
        gettext_lazy("It is handed over: say first that it is not, then name who inherits it.")
    ),
    actions.NoHeir: Refusal(gettext_lazy("Nobody is named who inherits it. Name somebody first.")),
    Changed: Refusal(
        gettext_lazy("Somebody else has changed this since you opened the page. Open it again.")
    ),
}


@login_required
@require_safe
def exit_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    context = {
        "alliance": alliance,
        "plan": queries.plan(alliance),
        "may_edit": may_edit(request, alliance),
    }
    return render(request, "workshop/exit_plan.html", context)


@login_required
@require_safe
def asset(request: HttpRequest, pk: UUID, asset: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    shown = _asset(alliance, asset)
    context = {
        "alliance": alliance,
        "asset": shown,
        "lines": trail.lines(shown),
        "may_edit": may_edit(request, alliance),
    }
    return render(request, "workshop/asset.html", context)


@login_required
@require_http_methods(FORM)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    form = BequestForm(request.POST or None, alliance=alliance)
    return sheet(
        request,
        form,
        lambda: actions.add_asset(
            alliance, form.bequest(), id=form.cleaned_data["id"], by=person(request)
        ),
        done=_("Added."),
        to=_plan(alliance),
        refusals=REFUSALS,
        template="workshop/sheet.html",
        alliance=alliance,
        title=_("What stays when it ends?"),
        button=_("Add"),
        back=_plan(alliance),
    )


@login_required
@require_http_methods(FORM)
def change(request: HttpRequest, pk: UUID, asset: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    known = _asset(alliance, asset)
    begins = {**vars(known), "heir": known.heir_id}
    form = BequestForm(request.POST or None, alliance=alliance, asset=known, initial=begins)
    seen = seen_version(request, known.version)
    return _sheet(
        request,
        form,
        lambda: actions.change_asset(known, form.bequest(), seen=seen, by=person(request)),
        asset=known,
        done=_("Saved. What it said before stays in its history."),
        title=_("Change “%(asset)s”") % {"asset": known},
        button=_("Save"),
        seen=seen,
    )


@login_required
@require_http_methods(FORM)
def hand_over(request: HttpRequest, pk: UUID, asset: UUID) -> HttpResponse:
    known = _asset(reach(request, pk, to="change"), asset)
    begins = {"on": known.handed_on or timezone.localdate(), "shown_by": known.handed_said}
    form = HandOverForm(request.POST or None, initial=begins)
    seen = seen_version(request, known.version)
    return _sheet(
        request,
        form,
        lambda: actions.hand_over(known, **form.cleaned_data, seen=seen, by=person(request)),
        asset=known,
        done=_("Handed over, as you say."),
        title=_("Handed over: “%(asset)s”") % {"asset": known},
        button=_("Save"),
        seen=seen,
    )


@login_required
@require_POST
def not_handed_over(request: HttpRequest, pk: UUID, asset: UUID) -> HttpResponse:
    known = _asset(reach(request, pk, to="change"), asset)
    return press(
        request,
        lambda: actions.not_handed_over(known, by=person(request)),
        done=_("It is to be handed over again. What was said stays in its history."),
        to=_page(known),
        refusals=REFUSALS,
    )


@login_required
@require_POST
def drop(request: HttpRequest, pk: UUID, asset: UUID) -> HttpResponse:
    known = _asset(reach(request, pk, to="change"), asset)
    return press(
        request,
        lambda: actions.drop_asset(known, by=person(request)),
        done=_("Taken out of the plan. It can be put back."),
        to=_plan(known.alliance),
        refusals=REFUSALS,
    )


@login_required
@require_POST
def take_back(request: HttpRequest, pk: UUID, asset: UUID) -> HttpResponse:
    known = _asset(reach(request, pk, to="change"), asset)
    return press(
        request,
        lambda: actions.take_back_asset(known, by=person(request)),
        done=_("It is in the plan again."),
        to=_plan(known.alliance),
        refusals=REFUSALS,
    )


def _sheet(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, asset: Asset, **words: Any
) -> HttpResponse:
    return sheet(
        request,
        form,
        act,
        to=_page(asset),
        refusals=REFUSALS,
        template="workshop/sheet.html",
        alliance=asset.alliance,
        back=_page(asset),
        **words,
    )


def _plan(alliance: Alliance) -> str:
    return reverse("workshop:exit_plan", args=[alliance.pk])


def _page(asset: Asset) -> str:
    return reverse("workshop:asset", args=[asset.alliance_id, asset.pk])


def _asset(alliance: Alliance, key: UUID) -> Asset:
    """Return something that an alliance leaves. Raises Http404."""
    known = alliance.assets.filter(pk=key).select_related("heir__organisation", "alliance").first()
    if known is None:
        raise Http404(_("The exit plan of this alliance has no such thing."))
    return known
