"""The pages of a partner's focal point, and the one on which an owner lets them in."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person
from convene.apps.accounts.telling import tell_partner
from convene.apps.ledger.queries.yours import yours
from convene.apps.partnering.forms import LetIn
from convene.apps.partnering.queries.page import page as read
from convene.apps.statements.queries import listing
from convene.apps.workshop import actions
from convene.apps.workshop.models import Partner
from convene.apps.workshop.queries import speaking as whose


def _reach(request: HttpRequest, pk: UUID, *, may: str) -> Partner:
    """Return a partner whose page somebody may open; to all others it is not there."""
    try:
        partner = whose.find(pk)
    except Partner.DoesNotExist:
        raise Http404 from None
    if not person(request).has_perm(may, partner):
        raise Http404
    return partner


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    partners = list(whose.partners(person(request)))
    if len(partners) == 1:
        return redirect("partnering:page", partners[0].pk)
    return render(request, "partnering/mine.html", {"partners": partners})


@login_required
@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    partner, today = _reach(request, pk, may="partnering.view_partner"), timezone.localdate()
    by = person(request)
    speaks = by.has_perm("partnering.speak", partner)
    shown = {
        "partner": partner,
        "page": read(partner, today=today),
        "today": today,
        "speaks": speaks,
        "yours": yours([partner.alliance_id], by=by, today=today) if speaks else (),
        "statements": listing.to(partner),
    }
    return render(request, "partnering/page.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("let", "link")
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name who speaks for a partner, and let them in by a link that works once."""
    partner = _reach(request, pk, may="partnering.let_in")
    form, link = LetIn(request.POST or None), ""
    if form.is_valid():
        try:
            let = actions.let_in(partner, **form.cleaned_data, by=person(request))
        except actions.HasAnotherPart:
            form.add_error(
                "email",
                _("This person has another part in the alliance, and cannot speak for a partner."),
            )
        except actions.HasLeft:
            form.add_error(None, _("It has left: nobody speaks for it any more."))
        except actions.UnclearName:
            form.add_error("name", _("This name could be taken for somebody else's here."))
        else:
            link = request.build_absolute_uri(let.path) if let.path else ""
            if link and settings.CAN_SEND_MAIL:
                title = whose.title_in_mail(partner.alliance)
                by, whom = person(request), str(partner)
                tell_partner(let.person, link=link, partner=whom, alliance=title, by=by)
                link = ""
            messages.success(request, _("%(name)s speaks for this partner.") % {"name": let.person})
            if not link:
                return redirect("partnering:people", pk)
    shown = {"partner": partner, "form": form, "link": link, "parts": whose.focal_points(partner)}
    return render(request, "partnering/people.html", shown)


@login_required
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    partner = _reach(request, pk, may="partnering.let_in")
    key = request.POST.get("person")
    part = next((row for row in whose.focal_points(partner) if str(row.person_id) == key), None)
    if part is not None:
        actions.unshare(partner.alliance, person=part.person, by=person(request))
        messages.success(
            request, _("%(name)s no longer speaks for this partner.") % {"name": part.person}
        )
    return redirect("partnering:people", pk)
