"""Who stands behind an organisation: for those who build alliances, and nobody else."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.registry import actions
from convene.apps.registry.forms.ties import EndForm, TieForm, as_typed
from convene.apps.registry.models import Tie, TieRole
from convene.apps.registry.queries import family, shelf, ties
from convene.apps.registry.views import reach
from convene.apps.registry.views.about import about
from convene.ground.sheets import press

FORM = ["GET", "HEAD", "POST"]
MAY = "registry.see_people"


@requires(MAY)
@require_safe
def behind(request: HttpRequest, pk: UUID) -> HttpResponse:
    record, today = reach.organisation(pk), timezone.localdate()
    every = list(ties.of(record))
    roles = list(TieRole.values)
    now = sorted(
        (tie for tie in every if tie.stands_on(today)), key=lambda tie: roles.index(tie.role)
    )
    context = {
        "organisation": record,
        "now": now,
        "before": [tie for tie in every if tie not in now],
        "flagged": record.at_risk != "none",
    }
    return render(request, "registry/behind.html", context)


@requires(MAY)
@require_http_methods(FORM)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    record = reach.organisation(pk)
    form = TieForm(request.POST or None, organisation=record)
    return about(
        request,
        record,
        form,
        lambda: actions.add_tie(record, form.who(), by=person(request)),
        to="registry:behind",
        title=_("Add who stands behind it"),
        button=_("Add them"),
        done=_("On record. The lists are asked for them with the organisation."),
        main_names=shelf.main_names(),
    )


@requires(MAY)
@require_http_methods(FORM)
def correct(request: HttpRequest, pk: UUID, tie: UUID) -> HttpResponse:
    record, known = reach.organisation(pk), _tie(pk, tie)
    form = TieForm(request.POST or None, organisation=record, initial=as_typed(known))
    seen = request.POST.get("seen", str(known.version))
    return about(
        request,
        record,
        form,
        lambda: actions.correct_tie(
            known,
            form.who(),
            seen=int(seen) if seen.isdecimal() else -1,
            by=person(request),
        ),
        to="registry:behind",
        title=_("Correct what is known of them"),
        button=_("Save"),
        done=_("Saved."),
        main_names=shelf.main_names(),
        seen=seen,
    )


@requires(MAY)
@require_http_methods(FORM)
def end(request: HttpRequest, pk: UUID, tie: UUID) -> HttpResponse:
    record, known, form = reach.organisation(pk), _tie(pk, tie), EndForm(request.POST or None)
    return about(
        request,
        record,
        form,
        lambda: actions.end_tie(known, by=person(request), **form.cleaned_data),
        to="registry:behind",
        title=_("Say until when it was so"),
        button=_("It ended then"),
        done=_("Saved. After that day the lists are no longer asked for them."),
    )


@requires(MAY)
@require_POST
def undo(request: HttpRequest, pk: UUID, tie: UUID) -> HttpResponse:
    known = _tie(pk, tie)
    return press(
        request,
        lambda: actions.undo_tie(known, by=person(request)),
        done=_("Taken back: nothing rests on it any more."),
        to=reverse("registry:behind", args=[pk]),
        refusals=reach.REFUSALS,
    )


def _tie(pk: UUID, tie: UUID) -> Tie:
    """Return a tie of this organisation that was not taken back. Raises Http404."""
    own = family(reach.organisation(pk))
    return get_object_or_404(Tie, pk=tie, organisation__in=own, undone_at=None)
