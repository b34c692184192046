"""How what came of a promise is recorded, shown, verified, disputed, settled and taken back; and
how the day on which it is due moves.
"""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from convene.apps.accounts.access import person
from convene.apps.evidence.models import Evidence
from convene.apps.evidence.queries import download_name
from convene.apps.ledger import actions
from convene.apps.ledger.forms import deliveries as forms
from convene.apps.ledger.models import DueChange, Instalment
from convene.apps.ledger.queries import choices
from convene.apps.ledger.queries.stopped import why_stopped
from convene.apps.ledger.views.reach import (
    REFUSALS,
    delivery_of,
    page_of,
    pressed,
    promise_of,
    show,
)
from convene.ground.files import attachment
from convene.ground.sheets import telling

shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@shown_and_sent
def record(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    row = promise_of(request, pk, promise, may="ledger.record_delivery")
    form = forms.DeliveryForm(
        request.POST or None, promise=row, initial={"on": timezone.localdate()}
    )
    return show(
        request,
        form,
        lambda: actions.record(row, **form.came(), by=person(request)),
        alliance=row.alliance,
        to=page_of(request, row),
        done=_("Recorded. Add what shows that it came; somebody else verifies it."),
        title=_("What has come?"),
        button=_("Record it"),
    )


@login_required
@shown_and_sent
def evidence(request: HttpRequest, pk: UUID, promise: UUID, delivery: UUID) -> HttpResponse:
    came = delivery_of(request, pk, promise, delivery, may="ledger.record_delivery")
    form = forms.EvidenceForm(request.POST or None, request.FILES or None)

    def keep() -> object:
        given, by = form.cleaned_data, person(request)
        own = {"title": given["title"], "note": given["note"], "by": by}
        if file := given["file"]:
            return actions.add_file(came, content=file.read(), name=file.name, **own)
        return actions.add_note(came, **own)

    return show(
        request,
        form,
        keep,
        alliance=came.contribution.alliance,
        to=page_of(request, came.contribution),
        done=_("Kept. Somebody else can verify it now."),
        title=_("What shows that it came?"),
        button=_("Keep it"),
    )


@login_required
@shown_and_sent
def verify(request: HttpRequest, pk: UUID, promise: UUID, delivery: UUID) -> HttpResponse:
    """Say again what is verified, then verify it; whoever cannot is led back and told why."""
    came = delivery_of(request, pk, promise, delivery, may="ledger.check_delivery")
    row, by = came.contribution, person(request)
    if request.method == "POST":
        return pressed(
            request,
            lambda: actions.verify(came, by=by),
            promise=row,
            done=_("Verified, in your name."),
        )
    seen = choices.came(came, by)
    if "verify" not in seen.offered:
        for why in [_(bar) for bar in seen.barred] or [_("There is nothing to verify here now.")]:
            messages.warning(request, why)
        return redirect(page_of(request, row))
    shown = {
        "alliance": row.alliance,
        "promise": row,
        "came": seen,
        "is_stopped": bool(why_stopped(row.partner, "verification", today=timezone.localdate())),
        "back": page_of(request, row),
    }
    return render(request, "ledger/verify.html", shown)


@login_required
@shown_and_sent
def dispute(request: HttpRequest, pk: UUID, promise: UUID, delivery: UUID) -> HttpResponse:
    came = delivery_of(request, pk, promise, delivery, may="ledger.dispute_delivery")
    form = forms.DisputeForm(request.POST or None)
    return show(
        request,
        form,
        lambda: actions.dispute(came, **form.cleaned_data, by=person(request)),
        alliance=came.contribution.alliance,
        to=page_of(request, came.contribution),
        done=_("It counts no longer until this is settled."),
        title=_("Did it not come as recorded?"),
        button=_("Dispute it"),
    )


@login_required
@shown_and_sent
def answer(request: HttpRequest, pk: UUID, promise: UUID, delivery: UUID) -> HttpResponse:
    came = delivery_of(request, pk, promise, delivery, may="ledger.record_delivery")
    form = forms.ReasonForm(request.POST or None)
    return show(
        request,
        form,
        lambda: actions.answer_dispute(came, **form.cleaned_data, by=person(request)),
        alliance=came.contribution.alliance,
        to=page_of(request, came.contribution),
        done=_("Answered. A third person settles it."),
        title=_("What do you say to the dispute?"),
        button=_("Answer it"),
    )


@login_required
@shown_and_sent
def settle(request: HttpRequest, pk: UUID, promise: UUID, delivery: UUID) -> HttpResponse:
    came = delivery_of(request, pk, promise, delivery, may="ledger.check_delivery")
    form = forms.SettleForm(request.POST or None)

    def act() -> object:
        given = form.cleaned_data
        arrived = given["came"] == "yes"
        return actions.settle(came, came=arrived, reason=given["reason"], by=person(request))

    return show(
        request,
        form,
        act,
        alliance=came.contribution.alliance,
        to=page_of(request, came.contribution),
        done=_("Settled, in your name."),
        title=_("How is the dispute settled?"),
        button=_("Settle it"),
    )


@login_required
@shown_and_sent
def take_back(request: HttpRequest, pk: UUID, promise: UUID, delivery: UUID) -> HttpResponse:
    came = delivery_of(request, pk, promise, delivery, may="ledger.change_promise")
    form = forms.ReasonForm(request.POST or None)
    return show(
        request,
        form,
        lambda: actions.take_back(came, **form.cleaned_data, by=person(request)),
        alliance=came.contribution.alliance,
        to=page_of(request, came.contribution),
        done=_("Taken back. It stays to be read and counts no longer."),
        title=_("Was this recorded by mistake?"),
        button=_("Take it back"),
    )


@login_required
@require_safe
def file(
    request: HttpRequest, pk: UUID, promise: UUID, delivery: UUID, evidence: UUID
) -> HttpResponse:
    """Hand out the clean copy of a file that shows what came."""
    came = delivery_of(request, pk, promise, delivery, may="ledger.view_promise")
    piece = Evidence.objects.filter(pk=evidence, kind=Evidence.Kind.FILE).first()
    if piece is None or not came.steps.filter(evidence=piece).exists():
        raise Http404(_("Nothing like this shows what came."))
    with telling(request, REFUSALS):
        content = actions.hand_out(came, piece, by=person(request))
        return attachment(content, media_type=piece.media_type, name=download_name(piece))
    return redirect(page_of(request, came.contribution))


@login_required
@shown_and_sent
def another_day(request: HttpRequest, pk: UUID, promise: UUID, due: UUID) -> HttpResponse:
    row = promise_of(request, pk, promise, may="ledger.record_delivery")
    instalment = Instalment.objects.filter(pk=due, contribution=row, is_dropped=False).first()
    if instalment is None:
        raise Http404(_("Nothing of this promise is due on such a day."))
    form = forms.DueForm(request.POST or None)
    return show(
        request,
        form,
        lambda: actions.propose_due(instalment, **form.cleaned_data, by=person(request)),
        alliance=row.alliance,
        to=page_of(request, row),
        done=_("Proposed. The day stands until somebody else agrees."),
        title=_("Which day instead?"),
        button=_("Propose it"),
    )


@login_required
@shown_and_sent
def decide_day(request: HttpRequest, pk: UUID, promise: UUID, change: int) -> HttpResponse:
    """Agree to another day, or keep the one that stands; read on the page of the promise."""
    row = promise_of(request, pk, promise, may="ledger.change_promise")
    if request.method != "POST":
        return redirect(page_of(request, row))
    proposed = DueChange.objects.filter(pk=change, instalment__contribution=row).first()
    if proposed is None:
        raise Http404(_("Nobody has proposed such a day."))
    agrees = request.POST.get("agree") == "yes"
    decide = actions.accept_due if agrees else actions.keep_due
    return pressed(
        request,
        lambda: decide(proposed, by=person(request)),
        promise=row,
        done=_("The new day stands.") if agrees else _("The day stays as it was."),
    )
