"""What a table does not say of the pages of a case: those that ask for more than their form."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convene.apps.accounts.access import person, requires
from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions, forms
from convene.apps.vetting.models import Hit
from convene.apps.vetting.models.words import list_title
from convene.apps.vetting.queries import asked, brought_up, decisions
from convene.apps.vetting.queries.behind import off_record
from convene.apps.vetting.queries.counsel import linked
from convene.apps.vetting.views.reach import REFUSALS, reach
from convene.apps.vetting.views.sheets import fill_in, page, show
from convene.apps.vetting.views.steps import DECIDE_HITS, EVIDENCE, HIT, RESEARCH
from convene.core.diligence import Behind
from convene.ground import sheets

FORM = ["GET", "HEAD", "POST"]


@requires("vetting.add_case")
@require_http_methods(FORM)
def open_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = get_object_or_404(Organisation, pk=pk)
    before = brought_up.before(organisation, by=person(request), today=timezone.localdate())
    form = forms.OpenForm(request.POST or None, earlier=before)
    return sheets.sheet(
        request,
        form,
        lambda: actions.open_case(organisation, by=person(request), **form.wanted()),
        done=_("The case is open. Look through the lists next."),
        to=page,
        refusals=REFUSALS,
        template="vetting/open.html",
        organisation=organisation,
    )


@requires(RESEARCH)
@require_http_methods(FORM)
def add_evidence(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    if kind not in EVIDENCE:
        raise Http404(_("There is no such page."))
    return fill_in(EVIDENCE[kind], request, pk)


@login_required
@require_http_methods(FORM)
def hit(request: HttpRequest, pk: UUID, hit: UUID) -> HttpResponse:
    """Show the partner and an entry side by side; reviewers decide there."""
    case, likeness = reach(request, pk), get_object_or_404(Hit, pk=hit, case=pk)
    may_decide = person(request).has_perm(DECIDE_HITS) and likeness.state != "true_match"
    form = forms.HitForm(request.POST or None if may_decide else None, case=case, about=likeness)
    context: dict[str, Any] = {
        "hit": likeness,
        "may_decide": may_decide,
        "asked": asked.of_hit(likeness),
        "off_record": off_record(case).get(likeness.whom, ""),
        "memory": decisions.of(likeness, by=person(request)),
        "linked": linked(likeness),
        "behind": [Behind(*row) for row in likeness.behind],
        "list_title": list_title(likeness.watchlist),
    }
    return show(HIT, request, form, **context)


@login_required
@require_POST
def remove_member(request: HttpRequest, pk: UUID, who: int) -> HttpResponse:
    case, member = reach(request, pk), get_object_or_404(User, pk=who)
    return sheets.press(
        request,
        lambda: actions.remove_member(case, person=member, by=person(request)),
        done=_("They no longer work on this case."),
        to=page(case),
        refusals=REFUSALS,
    )


@login_required
@require_http_methods(FORM)
def declare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Anyone may say that they have a conflict of interest."""
    organisation = get_object_or_404(Organisation, pk=pk)
    form = forms.ConflictForm(request.POST or None)
    return sheets.sheet(
        request,
        form,
        lambda: actions.declare(organisation, by=person(request), **form.cleaned_data),
        done=_("Your conflict of interest is on record. Others decide about this organisation."),
        to=reverse("vetting:organisation", args=[pk]),
        refusals=REFUSALS,
        template="vetting/declare.html",
        organisation=organisation,
    )
