"""The list of drafts, one draft, and its history."""

from typing import cast, get_args
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person
from convene.apps.finder.queries.asking import address_of
from convene.apps.guide.sources import Sources
from convene.apps.workshop.queries import advice, drafts, history
from convene.apps.workshop.views.reach import may_edit, reach
from convene.core.drafting import next_step
from convene.documents.formats import FORMATS
from convene.ground.paging import page_of


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
    alliance = reach(request, pk)
    content = drafts.content(alliance)
    given = advice.of(content)
    context = {
        "alliance": alliance,
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
        "may_edit": may_edit(request, alliance),
        "is_owner": alliance.owner == person(request),
        "formats": FORMATS,
    }
    return render(request, "workshop/draft.html", context)


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
