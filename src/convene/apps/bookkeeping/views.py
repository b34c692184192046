"""Promises and deliveries in Excel: taken away, brought back, looked at, applied and undone."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person
from convene.apps.bookkeeping import actions, exports, tasks
from convene.apps.bookkeeping.actions.undoing import NotApplied, has_amended
from convene.apps.bookkeeping.forms import UndoForm, UploadForm
from convene.apps.bookkeeping.models import Upload
from convene.apps.bookkeeping.queries import uploads
from convene.apps.bookkeeping.queries.lines import told_of
from convene.apps.bookkeeping.words import State
from convene.apps.jobs import actions as jobs
from convene.apps.ledger import actions as ledger
from convene.apps.ledger.models import Book
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import reach
from convene.core.media import XLSX
from convene.ground.files import attachment
from convene.ground.paging import page_of
from convene.ground.sheets import Refusal, Refusals, sheet

SHOWN = 200
"""Rows of one sort that a page shows; the rest are counted."""
REFUSALS: Refusals = {
    NotApplied: Refusal(gettext_lazy("It was not applied: there is nothing to undo.")),
    ledger.Lacks: Refusal(gettext_lazy("Say who signed for the partners."), field="signatory"),
}


def _alliance(request: HttpRequest, pk: UUID, *, may: str) -> Alliance:
    alliance = reach(request, pk)
    if not person(request).has_perm(may, alliance):
        raise PermissionDenied(_("Whoever looks after this alliance writes down its promises."))
    return alliance


def _upload(request: HttpRequest, pk: UUID, key: UUID) -> Upload:
    alliance = _alliance(request, pk, may="ledger.change_book")
    try:
        return uploads.find(alliance, key)
    except Upload.DoesNotExist:
        raise Http404(_("This alliance has no such workbook.")) from None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer the workbook, and take one back."""
    may = "ledger.change_book" if request.method == "POST" else "ledger.view_book"
    alliance, who = _alliance(request, pk, may=may), person(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        brought = actions.preview_upload(alliance, form.cleaned_data["table"], by=who)
        return redirect("bookkeeping:upload", pk, brought.pk)
    may_write = who.has_perm("ledger.change_book", alliance)
    context = {
        "alliance": alliance,
        "form": form if may_write else None,
        "has_book": Book.objects.filter(alliance=alliance).exists(),
        "page": page_of(request, uploads.of(alliance)) if may_write else None,
    }
    return render(request, "bookkeeping/sheets.html", context)


@login_required
@require_safe
def workbook(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance, today = _alliance(request, pk, may="ledger.view_book"), timezone.localdate()
    content = exports.workbook(alliance, today=today, by=person(request))
    name = f"{alliance.title[:60]} {today.isoformat()}.xlsx"
    return attachment(content, name=name, media_type=XLSX)


@login_required
@require_safe
def upload(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    """Show what a workbook would do, or what it has done; a page that waits asks again."""
    brought = _upload(request, pk, upload)
    context = {
        "alliance": brought.alliance,
        "upload": brought,
        "shown": SHOWN,
        "limit": f":{SHOWN}",
        "may_apply": person(request).has_perm("bookkeeping.apply_upload", brought),
    }
    if brought.state == State.PREVIEWED:
        context["sorts"] = uploads.preview(brought)
        return render(request, "bookkeeping/preview.html", context)
    refused, left = uploads.named(brought)
    context |= {
        "waiting": uploads.waiting(brought),
        "outcomes": uploads.outcomes(brought),
        "refused": [(row, told_of(row, row.why)) for row in refused],
        "left": [(row, told_of(row, row.undone_why)) for row in left],
        "has_amended": has_amended(brought),
        "form": UndoForm(),
    }
    return render(request, "bookkeeping/applied.html", context)


@login_required
@require_POST
def apply(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    """Apply a workbook, or go on with one of which rows still wait."""
    brought, who = _upload(request, pk, upload), person(request)
    applied = actions.apply_upload(brought, picked=request.POST.getlist("pick"), by=who)
    if uploads.waiting(applied):
        jobs.ask(tasks.rows, by=who, upload=str(applied.pk), by_key=who.pk)
    return redirect("bookkeeping:upload", pk, applied.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    brought, who = _upload(request, pk, upload), person(request)
    form = UndoForm(request.POST or None)

    def act() -> None:
        undone = actions.undo_upload(brought, **form.cleaned_data, by=who)
        if uploads.waiting(undone):
            jobs.ask(tasks.rows, by=who, upload=str(undone.pk), by_key=who.pk)

    back = reverse("bookkeeping:upload", args=[pk, brought.pk])
    return sheet(
        request,
        form,
        act,
        done=_("It is taken back row by row; what was changed since stays and is named."),
        to=back,
        refusals=REFUSALS,
        template="ledger/sheet.html",
        alliance=brought.alliance,
        title=_("Undo this workbook?"),
        button=_("Undo it"),
        back=back,
    )
