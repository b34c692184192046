"""What was promised in an alliance, and what has come of it, to read."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person
from convene.apps.ledger.models import DueChange
from convene.apps.ledger.queries import board as queries
from convene.apps.ledger.queries import choices
from convene.apps.ledger.queries import pictures as drawn
from convene.apps.ledger.queries import terms as written
from convene.apps.ledger.queries.due import outstanding
from convene.apps.ledger.queries.leverage import Panel, panel
from convene.apps.ledger.views.reach import alliance_of, promise_of
from convene.apps.ledger.words import MADE
from convene.ground import trail
from convene.ground.paging import page_of
from convene.ground.proposals import State as Proposed

PER_PAGE = 100
"""Promises: as many as most alliances ever have."""


@login_required
@require_safe
def promises(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance, today = alliance_of(request, pk, may="ledger.view_book"), timezone.localdate()
    board = queries.board(alliance, today=today)
    context = {
        "alliance": alliance,
        "board": board,
        "late": board.late,
        "page": page_of(request, board.priced, per_page=PER_PAGE),
        "panel": _panel(board),
        "may_write": person(request).has_perm("ledger.change_book", alliance),
        "today": today,
    }
    return render(request, "ledger/promises.html", context)


@login_required
@require_safe
def leverage(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how much partners give for each unit of own money, and how that was worked out."""
    alliance, today = alliance_of(request, pk, may="ledger.view_book"), timezone.localdate()
    shown = _panel(queries.board(alliance, today=today))
    if shown is None:
        return redirect("ledger:promises", pk)
    context = {
        "alliance": alliance,
        "panel": shown,
        "may_write": person(request).has_perm("ledger.change_book", alliance),
    }
    return render(request, "ledger/leverage.html", context)


@login_required
@require_safe
def pictures(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what was promised and has come as pictures, each with its table."""
    alliance, today = alliance_of(request, pk, may="ledger.view_book"), timezone.localdate()
    board = queries.board(alliance, today=today)
    context = {
        "alliance": alliance,
        "base": board.book.base if board.book else "",
        "pictures": drawn.pictures(board, today=today),
        "today": today,
    }
    return render(request, "ledger/pictures.html", context)


def _panel(board: queries.Board) -> Panel | None:
    if board.book is None or not board.rows:
        return None
    return panel(board.book, [row.promise for row in board.rows])


@login_required
@require_safe
def promise(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    wanted = promise_of(request, pk, promise, may="ledger.view_promise")
    alliance_of(request, pk, may="ledger.view_book")
    by = person(request)
    row = queries.row(wanted, today=timezone.localdate())
    open_days = outstanding([wanted.alliance_id]).filter(contribution=wanted)
    waiting = DueChange.objects.filter(instalment__contribution=wanted, state=Proposed.PROPOSED)
    context = {
        "alliance": wanted.alliance,
        "row": row,
        "promise": wanted,
        "came": [choices.came(delivery, by) for delivery, _stands in row.deliveries],
        "due": written.lines(wanted),
        "changes": waiting.select_related("instalment", "proposed_by"),
        "amendments": wanted.amendments.select_related("by"),
        "lines": trail.lines(wanted),
        "may_change": by.has_perm("ledger.change_promise", wanted),
        "may_record": by.has_perm("ledger.record_delivery", wanted),
        "may_move": wanted.state in MADE,
        "open_days": set(open_days.values_list("pk", flat=True)),
    }
    return render(request, "ledger/promise.html", context)
