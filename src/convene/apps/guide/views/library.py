"""The library: every record of the guide at a permanent address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from convene import packs
from convene.apps.guide import queries
from convene.apps.guide.forms import ExampleFilter
from convene.apps.guide.sources import Sources
from convene.core.guide import Guide

OWN_PAGES = {"examples": "guide/examples.html", "motivations": "guide/matrix.html"}
"""Collections that read better in a shape of their own."""


@require_safe
def library(request: HttpRequest, pack: str = packs.BUILT_IN) -> HttpResponse:
    guide = _guide(pack)
    return _page(
        request, "guide/library.html", guide, collections=_counted(guide), packs=packs.guides()
    )


@require_safe
def about(request: HttpRequest, pack: str = packs.BUILT_IN) -> HttpResponse:
    return _page(request, "guide/about.html", _guide(pack))


@require_safe
def collection(request: HttpRequest, pack: str, name: str) -> HttpResponse:
    guide = _guide(pack)
    if name not in queries.COLLECTIONS or not getattr(guide, name):
        raise Http404
    title, purpose = queries.COLLECTIONS[name]
    extra = _examples(request, guide) if name == "examples" else {}
    context = {
        "name": name,
        "title": title,
        "purpose": purpose,
        "records": getattr(guide, name),
        **extra,
    }
    return _page(request, OWN_PAGES.get(name, "guide/collection.html"), guide, **context)


@require_safe
def search(request: HttpRequest, pack: str = packs.BUILT_IN) -> HttpResponse:
    guide, text = _guide(pack), request.GET.get("q", "").strip()
    template = (
        "guide/parts/found.html" if request.headers.get("HX-Request") else "guide/search.html"
    )
    return _page(request, template, guide, q=text, found=queries.search(guide, text))


@require_safe
def record(request: HttpRequest, pack: str, id: str) -> HttpResponse:
    guide = _guide(pack)
    if id not in guide.records:
        raise Http404
    if guide.records[id].id != id:
        return redirect("guide:record", pack, guide.records[id].id, permanent=True)
    name = queries.collection_of(guide, id)
    context = {
        "record": guide.records[id],
        "name": name,
        "kind_template": f"guide/kinds/{name}.html",
        "citations": guide.citations(id),
        "leading": queries.leading_to(guide, id),
        "misprints": [item for item in guide.misprints if id in item.touches],
        "checked": guide.is_checked(id),
    }
    return _page(request, "guide/record.html", guide, **context)


@require_safe
def passage(request: HttpRequest, pack: str, id: str, number: int) -> HttpResponse:
    """Show one passage that a record rests on, with its anchor marked where the text is at hand."""
    guide = _guide(pack)
    if id not in guide.records or not 1 <= number <= len(guide.citations(id)):
        raise Http404
    cite = guide.citations(id)[number - 1]
    context = {
        "record": guide.records[id],
        "cite": cite,
        "name": queries.collection_of(guide, id),
        "shown": queries.passage(guide, cite),
    }
    return _page(request, "guide/passage.html", guide, **context)


def _examples(request: HttpRequest, guide: Guide) -> dict[str, Any]:
    form = ExampleFilter(request.GET or None, guide=guide)
    wanted = (
        {name: value for name, value in form.cleaned_data.items() if value}
        if form.is_valid()
        else {}
    )
    return {"form": form, "found": queries.examples(guide, **wanted), "filtered": bool(wanted)}


def _counted(guide: Guide) -> list[tuple[str, Any, Any, int]]:
    return [
        (name, title, purpose, count)
        for name, (title, purpose) in queries.COLLECTIONS.items()
        if (count := len(getattr(guide, name)))
    ]


def _guide(pack: str) -> Guide:
    guide = queries.guide_or_none(pack)
    if guide is None:
        raise Http404
    return guide


def _page(request: HttpRequest, template: str, guide: Guide, **context: Any) -> HttpResponse:
    shared = {"guide": guide, "pack": guide.about.id, "sources": Sources(guide)}
    return render(request, template, {**shared, **context})
