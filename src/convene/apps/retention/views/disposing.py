"""What is past its day, and who decides that it goes."""

from datetime import date
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import asking_again, person, proved_at, requires
from convene.apps.retention import actions, exports, queries
from convene.apps.retention.forms import ClockForm, DisposalForm
from convene.apps.retention.models import Certificate, Disposal
from convene.apps.retention.views.reach import REFUSALS
from convene.apps.retention.words import title
from convene.core import media
from convene.ground.files import attachment
from convene.ground.paging import page_of
from convene.ground.sheets import press, sheet

FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 50
LOOK_AFTER = "retention.look_after"


@requires(LOOK_AFTER)
@require_safe
def shelves(request: HttpRequest) -> HttpResponse:
    context = {
        "shelves": queries.shelves(today=timezone.localdate()),
        "disposals": queries.disposals(),
        "holds": queries.holds(),
        "page": page_of(request, queries.certificates(), per_page=PER_PAGE),
    }
    return render(request, "retention/shelves.html", context)


@requires("retention.propose")
@require_http_methods(FORM)
def propose(request: HttpRequest, kind: str) -> HttpResponse:
    shelf = _shelf(kind, today=timezone.localdate())
    form = DisposalForm(request.POST or None, offered=[due.record for due in shelf.free])
    return sheet(
        request,
        form,
        lambda: actions.propose_disposal(kind, by=person(request), **form.cleaned_data),
        done=_("Proposed. Nothing goes until another person agrees."),
        to=lambda made: reverse("retention:disposal", args=[made.pk]),
        refusals=REFUSALS,
        template="retention/propose.html",
        shelf=shelf,
        ticked=request.POST.getlist("records"),
    )


def _shelf(kind: str, *, today: date) -> queries.Shelf:
    try:
        return queries.shelf(kind, today=today)
    except KeyError:
        raise Http404(_("No such kind of record has a clock.")) from None


@requires(LOOK_AFTER)
@require_safe
def disposal(request: HttpRequest, pk: int) -> HttpResponse:
    proposed = get_object_or_404(Disposal, pk=pk)
    named = {due.key: due for due in _shelf(proposed.kind, today=timezone.localdate()).due}
    items = proposed.items.filter(kind=proposed.kind)
    context = {
        "disposal": proposed,
        "title": title(proposed.kind),
        "rows": [(item, named.get(item.record)) for item in items],
        "is_proposer": proposed.proposed_by_id == person(request).pk,
        "left": queries.left(proposed.certificate),
    }
    return render(request, "retention/disposal.html", context)


@requires("retention.agree")
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    proposed = get_object_or_404(Disposal, pk=pk)
    proof = {"proved_at": proved_at(request)}
    with asking_again():
        return press(
            request,
            partial(actions.agree_disposal, proposed, by=person(request), **proof),
            done=_("Deleted for good. What stays is the certificate."),
            to=reverse("retention:disposal", args=[pk]),
            refusals=REFUSALS,
        )


@requires(LOOK_AFTER)
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    proposed = get_object_or_404(Disposal, pk=pk)
    return press(
        request,
        lambda: actions.refuse_disposal(proposed, by=person(request)),
        done=_("Everything stays as it is."),
        to=reverse("retention:disposal", args=[pk]),
        refusals=REFUSALS,
    )


@requires(LOOK_AFTER)
@require_safe
def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    written = get_object_or_404(Certificate, pk=pk)
    name = f"disposal-{written.pk}.pdf"
    return attachment(exports.certificate(written), name=name, media_type=media.PDF)


@requires("retention.set_clock")
@require_http_methods(FORM)
def clock(request: HttpRequest, kind: str) -> HttpResponse:
    shelf = _shelf(kind, today=timezone.localdate())
    form = ClockForm(request.POST or None, kind=kind, initial={"years": shelf.years})
    return sheet(
        request,
        form,
        lambda: actions.set_clock(kind, by=person(request), **form.cleaned_data),
        done=_("Saved. What is past its day is worked out anew."),
        to=reverse("retention:shelves"),
        refusals=REFUSALS,
        template="retention/sheet.html",
        title=_("How long is this kept?"),
        lede=title(kind),
        button=_("Save"),
    )
