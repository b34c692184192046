"""The list of drafts, one draft, and its history."""

from typing import cast, get_args
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person
from convene.apps.finder.queries.asking import address_of
from convene.apps.guide.sources import Sources
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import advice, drafts, history
from convene.apps.workshop.queries.home import home
from convene.apps.workshop.views.reach import may_edit, reach
from convene.apps.workshop.words import State
from convene.core.drafting import next_step
from convene.documents.formats import FORMATS
from convene.ground import trail
from convene.ground.paging import page_of

FEW = 6
"""Lines of what happened on the front page."""


@login_required
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    asked = request.GET.get("show", "own")
    show = cast(drafts.Shelf, asked if asked in get_args(drafts.Shelf) else "own")
    page = page_of(request, drafts.shelf(person(request), show=show, words=words))
    return render(
        request,
        "workshop/drafts.html",
        {"page": page, "show": show, "words": words},
    )


@login_required
@require_safe
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show where an alliance is and what it waits for; what is written, while it is an idea that
    nobody has joined.
    """
    alliance = reach(request, pk)
    if alliance.state == State.IDEA and not alliance.partners.exists():
        return render(request, "workshop/draft.html", _content(request, alliance))
    return render(request, "workshop/home.html", _home(request, alliance))


@login_required
@require_safe
def written(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    return render(request, "workshop/draft.html", _content(request, alliance))


def _home(request: HttpRequest, alliance: Alliance) -> dict[str, object]:
    return {
        "alliance": alliance,
        "home": home(alliance, by=person(request), today=timezone.localdate()),
        "happened": trail.lines(alliance)[:FEW],
        "may_edit": may_edit(request, alliance),
        "is_owner": alliance.owner == person(request),
    }


def _content(request: HttpRequest, alliance: Alliance) -> dict[str, object]:
    content = drafts.content(alliance)
    given = advice.of(content)
    return {
        **_home(request, alliance),
        "draft": content,
        "asks": alliance.asks.all(),
        "address": address_of(content.request),
        "advice": given,
        "guide": given.guide if given else None,
        "answer": given.answer if given else None,
        "model": given.model(content.model) if given else None,
        "sources": Sources(given.guide) if given else None,
        "band": advice.band(given, content.model) if given and content.model else "",
        "next_step": next_step(content),
        "formats": FORMATS,
    }


@login_required
@require_safe
def past(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    context = {
        "alliance": alliance,
        "page": page_of(request, history.history(alliance)),
        "may_edit": may_edit(request, alliance),
    }
    return render(request, "workshop/history.html", context)
