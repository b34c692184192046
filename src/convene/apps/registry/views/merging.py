"""Records that are one organisation: proposed, decided, split again."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.registry import actions, queries
from convene.apps.registry.forms.merging import MergeForm, SplitForm
from convene.apps.registry.models import Merge
from convene.apps.registry.queries import duplicates, merging
from convene.apps.registry.views import reach
from convene.apps.registry.views.reach import REFUSALS
from convene.ground.paging import page_of
from convene.ground.proposals import Settled
from convene.ground.sheets import Refusal, Refusals, press, sheet

PER_PAGE = 50


@login_required
@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    page = page_of(request, merging.merges(), per_page=PER_PAGE)
    return render(request, "registry/merges.html", {"waiting": merging.waiting(), "page": page})


@requires("registry.propose_merge")
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    record = reach.organisation(pk)
    initial = {"other": request.GET.get("other", ""), "keep": "other"}
    form = MergeForm(request.POST or None, initial=initial, organisation=record)
    return sheet(
        request,
        form,
        lambda: actions.propose_merge(**form.wanted(), by=person(request)),
        done=_("Proposed. Nothing changes until another person agrees."),
        to=lambda merge: reverse("registry:merge", args=[merge.pk]),
        refusals=REFUSALS,
        template="registry/propose.html",
        organisation=record,
        likely=duplicates.alike(queries.names_of(record), besides=queries.family(record)),
    )


@login_required
@require_safe
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = reach.merge(pk)
    user = person(request)
    context = {
        "merge": proposal,
        "flagged": duplicates.flagged(proposal.duplicate) or duplicates.flagged(proposal.kept),
        "explained": duplicates.compared(proposal.duplicate, proposal.kept),
        "may_confirm": user.has_perm("registry.confirm_merge", proposal),
        "may_refuse": user.has_perm("registry.refuse_merge", proposal),
        "may_split": user.has_perm("registry.split_merge", proposal),
        "is_proposer": proposal.proposed_by_id == user.pk,
        "form": SplitForm(),
    }
    return render(request, "registry/merge.html", context)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("Merged. Both records are kept, and it can be undone.")
    return _decide(request, pk, to="confirm", act=actions.confirm_merge, done=done)


@login_required
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("Kept as two organisations.")
    return _decide(request, pk, to="refuse", act=actions.refuse_merge, done=done)


@login_required
@require_POST
def split(request: HttpRequest, pk: int) -> HttpResponse:
    _allowed(request, pk, to="split")
    form = SplitForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why they are two after all. Nothing was changed."))
        return redirect("registry:merge", pk)
    act = partial(actions.split_merge, **form.cleaned_data)
    late: Refusals = {
        Settled: Refusal(_("These two are not merged any more."), level=messages.WARNING)
    }
    done = _("They are two records again.")
    return _decide(request, pk, to="split", act=act, done=done, refusals=late)


def _decide(
    request: HttpRequest,
    pk: int,
    *,
    to: str,
    act: Callable[..., object],
    done: str,
    refusals: Refusals = REFUSALS,
) -> HttpResponse:
    proposal = _allowed(request, pk, to=to)
    return press(
        request,
        lambda: act(proposal, by=person(request)),
        done=done,
        to=reverse("registry:merge", args=[pk]),
        refusals=refusals,
    )


def _allowed(request: HttpRequest, pk: int, *, to: str) -> Merge:
    """Return a proposal that the person may do this with. Raises Http404 and PermissionDenied."""
    proposal = reach.merge(pk)
    if not person(request).has_perm(f"registry.{to}_merge", proposal):
        own = proposal.proposed_by_id == person(request).pk
        raise PermissionDenied(
            _("A merge takes two people: somebody else confirms yours.")
            if own
            else _("Reviewers decide about merges.")
        )
    return proposal
