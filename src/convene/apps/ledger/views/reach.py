"""Whose promises a page is about, whether somebody may open it, and how refusals are told."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convene.apps.accounts.access import person
from convene.apps.ledger import actions
from convene.apps.ledger.models import Contribution, Delivery, DueChange
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import reach
from convene.core.contributions import BARS
from convene.core.lifecycle.words import because
from convene.documents.refusing import Refused
from convene.ground.changes import Changed
from convene.ground.sheets import Refusal, Refusals, press, sheet
from convene.ground.templatetags.reasons import sentence

LACKS = {
    "agreed_on": gettext_lazy("It had not joined on this day, or the day is still to come."),
    "amount": gettext_lazy("Say its amount; what is never priced has none."),
    "method": gettext_lazy("Say how it is valued."),
    "due": gettext_lazy("Say when it is due."),
    "due_on": gettext_lazy("Propose another day than the one that stands."),
    "due_day_moves_by_agreement": gettext_lazy(
        "A due day moves when somebody proposes another on the page of the promise and a second person agrees. Here, less is due on one day and more on another."
    ),
    "due_day_passed": gettext_lazy("Propose a day that is still to come."),
    "instalments": gettext_lazy("Say of each day how much is due on it."),
    "passed_on_from": gettext_lazy("Money is passed on in one alliance, and in no circle."),
    "rate": gettext_lazy("Say of which day the rate is, and whose."),
    "rate_day": gettext_lazy("The day of the rate is still to come."),
    "reason": gettext_lazy("Say why."),
    "signatory": gettext_lazy("Say who signed for the partner."),
    "what": gettext_lazy("Say what came."),
    "on": gettext_lazy("This day is still to come."),
    "on_early": gettext_lazy("The partner had not joined on this day."),
    "answer_by": gettext_lazy("This day has passed."),
}
REFUSALS: Refusals = {
    actions.NoBook: Refusal(gettext_lazy("Say first in which currency this alliance counts.")),
    actions.AlreadyOpen: Refusal(gettext_lazy("This alliance counts in another currency already.")),
    actions.OtherContent: Refusal(
        gettext_lazy("Something else was saved from this page already. Open the page again.")
    ),
    actions.BadAmount: Refusal(lambda why: [sentence(why.reason)]),
    actions.Fixed: Refusal(
        gettext_lazy("Something has come already: how it is counted, and its currency, stay.")
    ),
    actions.Lacks: Refusal(
        lambda lacks: [
            LACKS.get(code, gettext_lazy("Something is missing.")) for code in lacks.what
        ]
    ),
    actions.NotNow: Refusal(gettext_lazy("As it stands now, this cannot be done.")),
    actions.Stopped: Refusal(
        lambda stopped: [sentence(because(code, partner=stopped.partner)) for code in stopped.why]
    ),
    actions.NotIndependent: Refusal(lambda who: [_(BARS[code]) for code in who.why]),
    actions.NoEvidence: Refusal(gettext_lazy("Nothing shows yet that it came.")),
    actions.SamePerson: Refusal(gettext_lazy("Somebody else agrees to what you proposed.")),
    actions.Settled: Refusal(gettext_lazy("Somebody has decided this already.")),
    actions.Undecided: Refusal(lambda waiting: [_open_proposal(waiting.change)]),
    Refused: Refusal(lambda why: [str(why)], field="file"),
    Archived: Refusal(gettext_lazy("This draft is archived. Bring it back to edit it.")),
    Changed: Refusal(
        gettext_lazy("Somebody changed this since you opened it. Open it again to see how.")
    ),
}


def _open_proposal(change: DueChange) -> str:
    return _(
        "%(who)s proposes %(day)s instead of %(was)s. Agree to that day or keep the one that stands first."
    ) % {
        "who": change.proposed_by,
        "day": date_format(change.due_on),
        "was": date_format(change.was),
    }


def alliance_of(request: HttpRequest, pk: UUID, *, may: str) -> Alliance:
    """Return an alliance with whose promises the person may do this."""
    alliance = reach(request, pk)
    if not person(request).has_perm(may, alliance):
        raise PermissionDenied(_("Whoever looks after this alliance looks after its promises."))
    return alliance


def promise_of(request: HttpRequest, pk: UUID, key: UUID, *, may: str) -> Contribution:
    """Return a promise of an alliance with which the person may do this. A partner's focal point
    reaches their own; every other is not there.
    """
    promise = Contribution.objects.filter(pk=key, alliance=pk).select_related("alliance").first()
    by = person(request)
    if promise is None or not by.has_perm("ledger.view_promise", promise):
        raise Http404(_("This alliance has no such promise."))
    if not by.has_perm(may, promise):
        raise PermissionDenied(_("Your part in this alliance does not allow this."))
    return promise


def delivery_of(request: HttpRequest, pk: UUID, key: UUID, delivery: UUID, *, may: str) -> Delivery:
    promise = promise_of(request, pk, key, may=may)
    came = Delivery.objects.filter(pk=delivery, contribution=promise).first()
    if came is None:
        raise Http404(_("Nothing like this came of the promise."))
    return came


def page_of(request: HttpRequest, promise: Contribution) -> str:
    """Return where somebody reads of a promise: those who read the alliance on its own page, a
    focal point on that of their partner.
    """
    if person(request).has_perm("ledger.view_book", promise.alliance):
        return reverse("ledger:promise", args=[promise.alliance_id, promise.pk])
    return reverse("partnering:page", args=[promise.partner_id])


def show(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    alliance: Alliance,
    to: str,
    done: Any,
    title: str,
    button: str,
    template: str = "ledger/sheet.html",
    **context: Any,
) -> HttpResponse:
    """Show a form about a promise, or do what it asks for."""
    return sheet(
        request,
        form,
        act,
        done=done,
        to=to,
        refusals=REFUSALS,
        template=template,
        alliance=alliance,
        title=title,
        button=button,
        back=to,
        reads=person(request).has_perm("ledger.view_book", alliance),
        **context,
    )


def pressed(
    request: HttpRequest, act: Callable[[], object], *, promise: Contribution, done: Any
) -> HttpResponse:
    """Do what a button beside a promise asks for."""
    return press(request, act, done=done, to=page_of(request, promise), refusals=REFUSALS)
