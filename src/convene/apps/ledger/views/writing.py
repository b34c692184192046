"""How promises and what has come of them are written down."""

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
from django.views.decorators.http import require_http_methods, require_POST

from convene.apps.accounts.access import person
from convene.apps.ledger import actions
from convene.apps.ledger.forms import promises as forms
from convene.apps.ledger.models import ANSWERS, Contribution, Delivery
from convene.apps.ledger.words import State
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import reach
from convene.documents.refusing import Refused
from convene.ground.changes import Changed
from convene.ground.sheets import Refusal, Refusals, press, sheet
from convene.ground.templatetags.reasons import sentence

LACKS = {
    "agreed_on": gettext_lazy("It had not joined on this day, or the day is still to come."),
    "amount": gettext_lazy("Say its amount; what is never priced has none."),
    "method": gettext_lazy("Say how it is valued."),
    "due": gettext_lazy("Say when it is due."),
    "instalments": gettext_lazy("What is due does not add up to the amount."),
    "rate": gettext_lazy("Say of which day the rate is, and whose."),
    "reason": gettext_lazy("Say why."),
    "what": gettext_lazy("Say what came."),
    "on": gettext_lazy("This day is still to come."),
    "answer_by": gettext_lazy("This day has passed."),
}
REFUSALS: Refusals = {
    actions.NoBook: Refusal(gettext_lazy("Say first in which currency this alliance counts.")),
    actions.AlreadyOpen: Refusal(gettext_lazy("This alliance counts in another currency already.")),
    actions.OtherContent: Refusal(
        gettext_lazy("Something else was saved from this page already. Open the page again.")
    ),
    actions.BadAmount: Refusal(lambda why: [sentence(why.reason)]),
    actions.Lacks: Refusal(
        lambda lacks: [
            LACKS.get(code, gettext_lazy("Something is missing.")) for code in lacks.what
        ]
    ),
    actions.NotNow: Refusal(gettext_lazy("As it stands now, this cannot be done.")),
    actions.Stopped: Refusal(
        gettext_lazy("Vetting stops this partner: it is not cleared, or no longer.")
    ),
    actions.NotIndependent: Refusal(
        gettext_lazy(
            "Somebody else verifies this: neither who recorded it, who gave evidence of it, nor anybody of the partner."
        )
    ),
    actions.NoEvidence: Refusal(gettext_lazy("Nothing shows yet that it came.")),
    Refused: Refusal(lambda why: [str(why)], field="file"),
    Archived: Refusal(gettext_lazy("This draft is archived. Bring it back to edit it.")),
    Changed: Refusal(gettext_lazy("Somebody changed this meanwhile. Look at it again.")),
}


def _alliance(request: HttpRequest, pk: UUID, *, may: str) -> Alliance:
    alliance = reach(request, pk)
    if not person(request).has_perm(may, alliance):
        raise PermissionDenied(_("Whoever looks after this alliance writes down its promises."))
    return alliance


def _promise(request: HttpRequest, pk: UUID, key: UUID, *, may: str) -> Contribution:
    alliance = reach(request, pk)
    promise = Contribution.objects.filter(pk=key, alliance=alliance).first()
    if promise is None:
        raise Http404(_("This alliance has no such promise."))
    if not person(request).has_perm(may, promise):
        raise PermissionDenied(_("Your part in this alliance does not allow this."))
    return promise


def _delivery(request: HttpRequest, pk: UUID, key: UUID, delivery: UUID, *, may: str) -> Delivery:
    promise = _promise(request, pk, key, may=may)
    came = Delivery.objects.filter(pk=delivery, contribution=promise).first()
    if came is None:
        raise Http404(_("Nothing like this came of the promise."))
    return came


def _of(promise: Contribution) -> str:
    return reverse("ledger:promise", args=[promise.alliance_id, promise.pk])


def _sheet(
    request: HttpRequest,
    form: Form,
    act: Callable[[], object],
    *,
    alliance: Alliance,
    to: str,
    done: Any,
    title: str,
    button: str,
) -> HttpResponse:
    return sheet(
        request,
        form,
        act,
        done=done,
        to=to,
        refusals=REFUSALS,
        template="ledger/sheet.html",
        alliance=alliance,
        title=title,
        button=button,
        back=to,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance, form = (
        _alliance(request, pk, may="ledger.change_book"),
        forms.BookForm(request.POST or None),
    )
    return _sheet(
        request,
        form,
        lambda: actions.open_book(alliance, base=form.cleaned_data["base"], by=person(request)),
        alliance=alliance,
        to=reverse("ledger:promises", args=[pk]),
        done=_("The book is open. Write down the first promise."),
        title=_("In which currency does it count?"),
        button=_("Open the book"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = _alliance(request, pk, may="ledger.change_book")
    partners = alliance.partners.filter(left_on=None)
    form = forms.PromiseForm(request.POST or None, partners=partners)

    def write() -> Contribution:
        given = form.cleaned_data
        return actions.add(
            alliance,
            id=given["id"],
            partner=given["partner"],
            terms=form.terms(),
            lines=form.lines(),
            state=State(given["state"]),
            by=person(request),
        )

    return _sheet(
        request,
        form,
        write,
        alliance=alliance,
        to=reverse("ledger:promises", args=[pk]),
        done=_("Written down. It counts once the partner has promised it."),
        title=_("What does a partner give?"),
        button=_("Write it down"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def commit(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    row = _promise(request, pk, promise, may="ledger.change_promise")
    form = forms.CommitForm(request.POST or None, initial={"agreed_on": timezone.localdate()})
    return _sheet(
        request,
        form,
        lambda: actions.commit(row, agreed_on=form.cleaned_data["agreed_on"], by=person(request)),
        alliance=row.alliance,
        to=_of(row),
        done=_("It is promised now."),
        title=_("Has the partner promised it?"),
        button=_("It is promised"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    row = _promise(request, pk, promise, may="ledger.change_promise")
    current = {code: getattr(row, code) for code in ANSWERS}
    form = forms.AnswersForm(request.POST or None, initial=current)
    return _sheet(
        request,
        form,
        lambda: actions.answer(row, answers=form.cleaned_data, by=person(request)),
        alliance=row.alliance,
        to=_of(row),
        done=_("Saved."),
        title=_("May it count?"),
        button=_("Save"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    row = _promise(request, pk, promise, may="ledger.change_promise")
    form = forms.EndForm(request.POST or None)

    def act() -> Contribution:
        given = form.cleaned_data
        return actions.end(
            row, state=State(given["state"]), reason=given["reason"], by=person(request)
        )

    return _sheet(
        request,
        form,
        act,
        alliance=row.alliance,
        to=_of(row),
        done=_("It has ended. What came of it stays."),
        title=_("Does it end?"),
        button=_("End it"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    row = _promise(request, pk, promise, may="ledger.record_delivery")
    form = forms.DeliveryForm(request.POST or None, initial={"on": timezone.localdate()})
    return _sheet(
        request,
        form,
        lambda: actions.record(row, **form.cleaned_data, by=person(request)),
        alliance=row.alliance,
        to=_of(row),
        done=_("Recorded. Add what shows that it came; somebody else verifies it."),
        title=_("What has come?"),
        button=_("Record it"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, pk: UUID, promise: UUID, delivery: UUID) -> HttpResponse:
    came = _delivery(request, pk, promise, delivery, may="ledger.record_delivery")
    form = forms.EvidenceForm(request.POST or None, request.FILES or None)

    def keep() -> object:
        given, by = form.cleaned_data, person(request)
        if file := given["file"]:
            return actions.add_file(
                came,
                title=given["title"],
                content=file.read(),
                name=file.name,
                note=given["note"],
                by=by,
            )
        return actions.add_note(came, title=given["title"], note=given["note"], by=by)

    return _sheet(
        request,
        form,
        keep,
        alliance=came.contribution.alliance,
        to=_of(came.contribution),
        done=_("Kept. Somebody else can verify it now."),
        title=_("What shows that it came?"),
        button=_("Keep it"),
    )


@login_required
@require_POST
def verify(request: HttpRequest, pk: UUID, promise: UUID, delivery: UUID) -> HttpResponse:
    came = _delivery(request, pk, promise, delivery, may="ledger.check_delivery")
    return press(
        request,
        lambda: actions.verify(came, by=person(request)),
        done=_("Verified, in your name."),
        to=_of(came.contribution),
        refusals=REFUSALS,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, pk: UUID, promise: UUID, delivery: UUID) -> HttpResponse:
    came = _delivery(request, pk, promise, delivery, may="ledger.dispute_delivery")
    form = forms.DisputeForm(request.POST or None)
    return _sheet(
        request,
        form,
        lambda: actions.dispute(came, **form.cleaned_data, by=person(request)),
        alliance=came.contribution.alliance,
        to=_of(came.contribution),
        done=_("It counts no longer until this is settled."),
        title=_("Did it not come as recorded?"),
        button=_("Dispute it"),
    )
