"""Countries: a list to find one in, and a page for each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from convene import packs
from convene.apps.guide import queries
from convene.apps.guide.sources import CountrySources


@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    return _render(
        request,
        "guide/countries.html",
        q=text,
        regions=queries.regions(get_language() or "en", text),
    )


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    page = queries.country_page(code.upper())
    if page is None:
        return _render(request, "guide/no_country.html", status=404, code=code)
    if code != page.code:
        return redirect("countries:country", code=page.code, permanent=True)
    signed_in = request.user.is_authenticated
    present = (
        queries.active_in(page.code) if signed_in else None
    )  # nothing out of what is loaded reaches anybody else, no count either
    sources = CountrySources(packs.guide(), page.sources, present.resting_on if present else ())
    return _render(
        request,
        "guide/country.html",
        page=page,
        present=present,
        build=queries.serving() if signed_in else "",
        sources=sources,
    )


def _render(
    request: HttpRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    guide = packs.guide()
    return render(
        request,
        template,
        {"guide": guide, "pack": guide.about.id, **context},
        status=status,
    )
