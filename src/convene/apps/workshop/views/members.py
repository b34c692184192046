"""The partners of an alliance: who joined, what each gains and gives, what may be shown of it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from convene.apps.accounts.access import person
from convene.apps.registry import actions as registry
from convene.apps.registry.queries import shelf
from convene.apps.workshop import actions
from convene.apps.workshop.forms.members import (
    ConsentedForm,
    JoinForm,
    LeavesForm,
    MemberForm,
    WithdrawnForm,
)
from convene.apps.workshop.models import Alliance, Candidate, Partner
from convene.apps.workshop.queries import members as queries
from convene.apps.workshop.views.reach import may_edit, reach
from convene.ground import trail
from convene.ground.changes import Changed
from convene.ground.sheets import Refusal, Refusals, sheet
from convene.ground.undoing import Stands

FORM = ["GET", "HEAD", "POST"]
REFUSALS: Refusals = {
    actions.AlreadyIn: Refusal(gettext_lazy("It is a partner already.")),
    actions.Archived: Refusal(gettext_lazy("This draft is archived. It can be read, not changed.")),
    actions.HasLeft: Refusal(gettext_lazy("It has left: what is written of it stays.")),
    actions.ConsentStands: Refusal(
        gettext_lazy("A consent to this stands. Withdraw it before you record another.")
    ),
    actions.CoversOthers: Refusal(
        gettext_lazy("Whoever covers others joins by itself, and is covered by nobody."),
        field="umbrella",
    ),
    Changed: Refusal(
        gettext_lazy("Somebody else has changed this since you opened the page. Open it again.")
    ),
    Stands: Refusal(
        gettext_lazy("Open data link it with another record of the register: choose that one.")
    ),
    registry.NumberTaken: Refusal(gettext_lazy("A record of the register has its number already.")),
}


@login_required
@require_safe
def members(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance, by, today = reach(request, pk), person(request), timezone.localdate()
    every = queries.members(queries.partners(alliance), by=by, today=today)
    context = {
        "alliance": alliance,
        "members": [row for row in every if not row.partner.left_on],
        "former": [row for row in every if row.partner.left_on],
        "shortlisted": queries.shortlisted(alliance),
        "may_edit": may_edit(request, alliance),
    }
    return render(request, "workshop/members.html", context)


@login_required
@require_safe
def member(request: HttpRequest, pk: UUID, partner: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    shown = queries.member(
        _partner(alliance, partner), by=person(request), today=timezone.localdate()
    )
    context = {
        "alliance": alliance,
        "member": shown,
        "partner": shown.partner,
        "lines": trail.lines(shown.partner),
        "may_edit": may_edit(request, alliance),
    }
    return render(request, "workshop/member.html", context)


@login_required
@require_http_methods(FORM)
def join(request: HttpRequest, pk: UUID, candidate: UUID | None = None) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    known = get_object_or_404(Candidate, alliance=alliance, pk=candidate) if candidate else None
    form = JoinForm(request.POST or None, alliance=alliance, candidate=known)

    def act() -> Partner:
        given = dict(form.cleaned_data)
        organisation, by = given.pop("organisation", None), person(request)
        if known is None:
            return actions.join(alliance, organisation, by=by, **given)
        return actions.take_in(alliance, known.pk, known=organisation, by=by, **given)

    return _sheet(
        request,
        alliance,
        form,
        act,
        done=_("Joined. Write down what it gains, and ask it for conflicts of interest."),
        title=_("Make %(name)s a partner") % {"name": known.name}
        if known
        else _("Make an organisation a partner"),
        button=_("Join"),
        lede=_("Nothing here clears it, and nothing is published of it."),
        main_names=shelf.main_names() if "organisation" in form.fields else None,
    )


@login_required
@require_http_methods(FORM)
def describe(request: HttpRequest, pk: UUID, partner: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    known = _partner(alliance, partner)
    form = MemberForm(
        request.POST or None,
        alliance=alliance,
        itself=known,
        initial={**vars(known), "umbrella": known.umbrella_id},
    )
    seen = request.POST.get("seen", str(known.version))

    def act() -> Partner:
        version = int(seen) if seen.isdecimal() else -1
        return actions.describe_partner(known, form.cleaned_data, seen=version, by=person(request))

    title = _("What %(name)s gains and gives") % {"name": known}
    return _sheet(
        request, alliance, form, act, done=_("Saved."), title=title, button=_("Save"), seen=seen
    )


@login_required
@require_http_methods(FORM)
def leave(request: HttpRequest, pk: UUID, partner: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    known = _partner(alliance, partner)
    form = LeavesForm(request.POST or None, partner=known, initial={"on": timezone.localdate()})
    return _sheet(
        request,
        alliance,
        form,
        lambda: actions.leave(known, by=person(request), **form.cleaned_data),
        done=_("It has left. What it promised and delivered stays."),
        title=_("%(name)s leaves the alliance") % {"name": known},
        button=_("It has left"),
    )


@login_required
@require_http_methods(FORM)
def consent(request: HttpRequest, pk: UUID, partner: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    known = _partner(alliance, partner)
    form = ConsentedForm(request.POST or None, initial={"since": timezone.localdate()})
    return _sheet(
        request,
        alliance,
        form,
        lambda: actions.consent(known, by=person(request), **form.cleaned_data).partner,
        done=_("On record."),
        title=_("What %(name)s lets be shown") % {"name": known},
        button=_("Record the consent"),
        lede=_("One thing at a time. Without a consent, nothing of it leaves Convene."),
    )


@login_required
@require_http_methods(FORM)
def withdraw(request: HttpRequest, pk: UUID, partner: UUID, consent: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    given = get_object_or_404(_partner(alliance, partner).consents, pk=consent)
    form = WithdrawnForm(request.POST or None)
    return _sheet(
        request,
        alliance,
        form,
        lambda: actions.withdraw_consent(given, by=person(request), **form.cleaned_data).partner,
        done=_("Withdrawn. It stays to be read."),
        title=_("%(name)s withdraws a consent: %(what)s")
        % {"name": given.partner, "what": given.get_what_display()},
        button=_("It was withdrawn"),
    )


def _partner(alliance: Alliance, pk: UUID) -> Partner:
    try:
        return queries.partners(alliance).get(pk=pk)
    except Partner.DoesNotExist:
        raise Http404(_("This alliance has no such partner.")) from None


def _sheet(
    request: HttpRequest, alliance: Alliance, form: Any, act: Any, *, done: str, **context: Any
) -> HttpResponse:
    return sheet(
        request,
        form,
        act,
        done=done,
        to=lambda partner: reverse("workshop:member", args=[alliance.pk, partner.pk]),
        refusals=REFUSALS,
        template="workshop/sheet.html",
        alliance=alliance,
        back=reverse("workshop:members", args=[alliance.pk]),
        **context,
    )
