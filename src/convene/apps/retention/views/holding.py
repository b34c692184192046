"""What is under legal hold, and who lifts it."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.retention import actions, queries
from convene.apps.retention.forms import ReasonForm
from convene.apps.retention.models import Hold
from convene.apps.retention.views.disposing import FORM, LOOK_AFTER
from convene.apps.retention.views.reach import REFUSALS
from convene.ground.changes import allow
from convene.ground.keeping import NAMED
from convene.ground.proposals import Proposal
from convene.ground.sheets import press, sheet


@requires("retention.propose")
@require_http_methods(FORM)
def propose(request: HttpRequest, kind: str, record: UUID) -> HttpResponse:
    known = NAMED.holdable.get(kind)
    held = known.find(record) if known else None
    if held is None:
        raise Http404(_("There is no such record."))
    form = ReasonForm(request.POST or None)
    return sheet(
        request,
        form,
        lambda: actions.propose_hold(kind, record, by=person(request), **form.cleaned_data),
        done=_("From now on nothing of it is disposed of. Another person agrees, or refuses."),
        to=lambda hold: reverse("retention:hold", args=[hold.pk]),
        refusals=REFUSALS,
        template="retention/sheet.html",
        title=_("Put it under legal hold"),
        lede=held,
        button=_("Propose"),
    )


@requires(LOOK_AFTER)
@require_safe
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    standing = get_object_or_404(Hold, pk=pk)
    context = {
        "hold": standing,
        "record": queries.held(standing),
        "address": NAMED.holdable[standing.kind].address(standing.record),
        "lifting": queries.lifting(standing),
        "liftings": standing.liftings.exclude(state="proposed"),
        "person": person(request),
    }
    return render(request, "retention/hold.html", context)


@requires("retention.propose")
@require_http_methods(FORM)
def propose_lifting(request: HttpRequest, pk: int) -> HttpResponse:
    standing, form = get_object_or_404(Hold, pk=pk), ReasonForm(request.POST or None)
    return sheet(
        request,
        form,
        lambda: actions.propose_lifting(standing, by=person(request), **form.cleaned_data),
        done=_("Proposed. The hold stands until another person agrees."),
        to=reverse("retention:hold", args=[pk]),
        refusals=REFUSALS,
        template="retention/sheet.html",
        title=_("Lift this legal hold"),
        lede=queries.held(standing) or "",
        button=_("Propose"),
    )


@requires("retention.agree")
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, act=actions.agree_hold, done=_("The legal hold is agreed."))


@requires(LOOK_AFTER)
@require_http_methods(FORM)
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    standing, form = get_object_or_404(Hold, pk=pk), ReasonForm(request.POST or None)
    allow(person(request), "retention.refuse", standing)
    return sheet(
        request,
        form,
        lambda: actions.refuse_hold(standing, by=person(request), **form.cleaned_data),
        done=_("It is not held. Whoever proposed the hold is told why."),
        to=reverse("retention:hold", args=[pk]),
        refusals=REFUSALS,
        template="retention/sheet.html",
        title=_("Refuse this legal hold"),
        lede=queries.held(standing) or "",
        button=_("Refuse the hold"),
    )


@requires("retention.agree")
@require_POST
def agree_lifting(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide_lifting(request, pk, act=actions.agree_lifting, done=_("The hold is lifted."))


@requires(LOOK_AFTER)
@require_POST
def refuse_lifting(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide_lifting(request, pk, act=actions.refuse_lifting, done=_("The hold stands."))


def _decide(
    request: HttpRequest, pk: int, *, act: Callable[..., object], done: str
) -> HttpResponse:
    return _pressed(request, get_object_or_404(Hold, pk=pk), pk, act=act, done=done)


def _decide_lifting(
    request: HttpRequest, pk: int, *, act: Callable[..., object], done: str
) -> HttpResponse:
    lifting = get_object_or_404(Hold, pk=pk).liftings.order_by("-pk").first()
    if lifting is None:
        raise Http404(_("Nobody has proposed to lift it."))
    return _pressed(request, lifting, pk, act=act, done=done)


def _pressed(
    request: HttpRequest, proposal: Proposal, pk: int, *, act: Callable[..., object], done: str
) -> HttpResponse:
    return press(
        request,
        lambda: act(proposal, by=person(request)),
        done=done,
        to=reverse("retention:hold", args=[pk]),
        refusals=REFUSALS,
    )
