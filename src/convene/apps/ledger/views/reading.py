"""What was promised in an alliance, and what has come of it, to read."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person
from convene.apps.ledger.models import Contribution
from convene.apps.ledger.queries import board as queries
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import reach
from convene.ground import trail


@login_required
@require_safe
def promises(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance, today = _alliance(request, pk), timezone.localdate()
    context = {
        "alliance": alliance,
        "board": queries.board(alliance, today=today),
        "may_write": person(request).has_perm("ledger.change_book", alliance),
        "today": today,
    }
    return render(request, "ledger/promises.html", context)


@login_required
@require_safe
def promise(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    alliance = _alliance(request, pk)
    wanted = Contribution.objects.filter(pk=promise, alliance=alliance).first()
    if wanted is None:
        raise Http404(_("This alliance has no such promise."))
    context = {
        "alliance": alliance,
        "row": queries.row(wanted, today=timezone.localdate()),
        "promise": wanted,
        "lines": trail.lines(wanted),
        "may_change": person(request).has_perm("ledger.change_promise", wanted),
        "may_record": person(request).has_perm("ledger.record_delivery", wanted),
        "may_check": person(request).has_perm("ledger.check_delivery", wanted),
        "may_dispute": person(request).has_perm("ledger.dispute_delivery", wanted),
    }
    return render(request, "ledger/promise.html", context)


def _alliance(request: HttpRequest, pk: UUID) -> Alliance:
    """Return an alliance whose promises the person may read."""
    alliance = reach(request, pk)
    if not person(request).has_perm("ledger.view_book", alliance):
        raise PermissionDenied(_("Whoever looks after this alliance can show you its promises."))
    return alliance
