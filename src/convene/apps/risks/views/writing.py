"""How risks are written down, rated, settled and signed off."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person
from convene.apps.risks import actions, forms
from convene.apps.risks.models import Risk
from convene.apps.risks.queries import register as queries
from convene.apps.risks.queries.proposed import Offer, offers
from convene.apps.risks.views.reading import find
from convene.apps.risks.words import Phase
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import reach
from convene.ground.changes import Changed
from convene.ground.sheets import Refusal, Refusals, seen_version, sheet

REFUSALS: Refusals = {
    actions.OtherContent: Refusal(
        gettext_lazy("Something else was saved from this page already. Open the page again.")
    ),
    actions.Adopted: Refusal(gettext_lazy("Somebody has adopted this risk meanwhile.")),
    actions.Elsewhere: Refusal(gettext_lazy("This partner is not in the alliance.")),
    actions.NotNow: Refusal(gettext_lazy("As it stands now, this cannot be done.")),
    actions.NotRated: Refusal(
        gettext_lazy("Nobody has rated this risk. Rate it before it is accepted."), field="state"
    ),
    actions.NotSigned: Refusal(
        gettext_lazy("This risk is 15 or more: it is signed off before it is accepted or closed."),
        field="state",
    ),
    actions.NoResponse: Refusal(
        gettext_lazy("Nothing is written yet of what is done about it. Write that first.")
    ),
    actions.TooLittle: Refusal(
        gettext_lazy("Say more: at least four words that tell why."), field="reason"
    ),
    actions.OwnRisk: Refusal(gettext_lazy("Whoever wrote a risk does not sign it off.")),
    Archived: Refusal(gettext_lazy("This draft is archived. Bring it back to edit it.")),
    Changed: Refusal(gettext_lazy("Somebody changed this meanwhile. Look at it again.")),
}


def _risk(request: HttpRequest, pk: UUID, key: UUID, *, may: str = "risks.change_risk") -> Risk:
    wanted = find(reach(request, pk), key)
    if not person(request).has_perm(may, wanted):
        raise PermissionDenied(WHO[may])
    return wanted


WHO = {
    "risks.change_risk": gettext_lazy("Whoever edits this alliance writes down its risks."),
    "risks.sign_off": gettext_lazy(
        "The owner of the alliance signs off its high risks, and somebody else those that the owner wrote."
    ),
}


def _sheet(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    alliance: Alliance,
    to: Any,
    back: str,
    **words: Any,
) -> HttpResponse:
    return sheet(
        request,
        form,
        act,
        to=to,
        refusals=REFUSALS,
        template="risks/sheet.html",
        alliance=alliance,
        back=back,
        **words,
    )


def _of(risk: Risk) -> str:
    return reverse("risks:risk", args=[risk.alliance_id, risk.pk])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="change")
    form = forms.RiskForm(request.POST or None, alliance=alliance)
    return _sheet(
        request,
        form,
        lambda: actions.add(
            alliance, id=form.cleaned_data["id"], terms=form.terms(), by=person(request)
        ),
        alliance=alliance,
        to=_of,
        back=reverse("risks:register", args=[pk]),
        done=_("Written down. It counts as unknown until somebody rates it."),
        title=_("What could go wrong?"),
        button=_("Write it down"),
    )


def _offer(alliance: Alliance, code: str) -> Offer:
    offer = offers(alliance, today=timezone.localdate()).find(code)
    if offer is None:
        raise Http404(_("This is not proposed, or it has been adopted or set aside."))
    return offer


def _begins(offer: Offer) -> dict[str, Any]:
    """Return what the register would say of a risk that is proposed."""
    return {
        "title": offer.title,
        "note": offer.meaning,
        "category": offer.category,
        "response": offer.response,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Say of a risk that is proposed why it is none here."""
    alliance = reach(request, pk, to="change")
    begins = _begins(_offer(alliance, code))
    form = forms.SetAsideForm(request.POST or None)
    return _sheet(
        request,
        form,
        lambda: actions.set_aside(
            alliance,
            **form.cleaned_data,
            terms=actions.Terms(**begins),
            proposal=code,
            by=person(request),
        ),
        alliance=alliance,
        to=_of,
        back=reverse("risks:register", args=[pk]),
        done=_("Set aside. It stands among the closed ones, and can be opened again."),
        title=_("Why is “%(risk)s” none here?") % {"risk": begins["title"]},
        button=_("Set it aside"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Take a risk that is proposed into the register, in whatever words."""
    alliance = reach(request, pk, to="change")
    offer = _offer(alliance, code)
    form = forms.RiskForm(request.POST or None, alliance=alliance, initial=_begins(offer))
    return _sheet(
        request,
        form,
        lambda: actions.add(
            alliance,
            id=form.cleaned_data["id"],
            terms=form.terms(),
            proposal=code,
            by=person(request),
        ),
        alliance=alliance,
        to=_of,
        back=reverse("risks:register", args=[pk]),
        done=_("Adopted. It counts as unknown until somebody rates it."),
        title=_("Adopt this risk"),
        button=_("Adopt it"),
        because=offer.because,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, pk: UUID, risk: UUID) -> HttpResponse:
    wanted = _risk(request, pk, risk)
    form = forms.RiskForm(
        request.POST or None,
        alliance=wanted.alliance,
        risk=wanted,
        initial=forms.written(wanted),
    )
    seen = seen_version(request, wanted.version)
    return _sheet(
        request,
        form,
        lambda: actions.describe(wanted, terms=form.terms(), seen=seen, by=person(request)),
        alliance=wanted.alliance,
        to=_of(wanted),
        back=_of(wanted),
        done=_("Saved. What it said before stays in its history."),
        title=_("What is it, and what is done about it?"),
        button=_("Save"),
        seen=seen,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, pk: UUID, risk: UUID) -> HttpResponse:
    wanted = _risk(request, pk, risk)
    asked = request.GET.get("of", Phase.BEFORE)
    last = queries.last_ratings(wanted).get(Phase(asked) if asked in Phase.values else Phase.BEFORE)
    begins = {"likelihood": last.likelihood, "impact": last.impact} if last else {}
    form = forms.RateForm(request.POST or None, initial={"phase": asked, **begins})
    seen = seen_version(request, wanted.version)
    return _sheet(
        request,
        form,
        lambda: actions.rate(wanted, **form.cleaned_data, seen=seen, by=person(request)),
        alliance=wanted.alliance,
        to=_of(wanted),
        back=_of(wanted),
        done=_("Rated. Earlier ratings stay to be read."),
        title=_("How likely, and how bad?"),
        button=_("Rate it"),
        lede=wanted.title,
        seen=seen,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: HttpRequest, pk: UUID, risk: UUID) -> HttpResponse:
    wanted = _risk(request, pk, risk)
    row = queries.row(wanted, today=timezone.localdate())
    form = forms.TurnForm(request.POST or None, moves=row.moves)
    seen = seen_version(request, wanted.version)
    return _sheet(
        request,
        form,
        lambda: actions.turn(wanted, **form.cleaned_data, seen=seen, by=person(request)),
        alliance=wanted.alliance,
        to=_of(wanted),
        back=_of(wanted),
        done=_("Saved, with your reason."),
        title=_("What has become of it?"),
        button=_("Save"),
        lede=wanted.title,
        seen=seen,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: HttpRequest, pk: UUID, risk: UUID) -> HttpResponse:
    wanted = _risk(request, pk, risk, may="risks.sign_off")
    form = forms.SignForm(request.POST or None)
    seen = seen_version(request, wanted.version)
    return _sheet(
        request,
        form,
        lambda: actions.sign_off(wanted, **form.cleaned_data, seen=seen, by=person(request)),
        alliance=wanted.alliance,
        to=_of(wanted),
        back=_of(wanted),
        done=_("Signed off, in your name. A worse rating ends it."),
        title=_("Sign off a high risk"),
        button=_("Sign it off"),
        lede=wanted.title,
        seen=seen,
    )
