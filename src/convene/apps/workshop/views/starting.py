"""From an answer to a draft."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person, requires
from convene.apps.finder.queries.asking import address_of, request_of
from convene.apps.workshop import actions
from convene.apps.workshop.forms.draft import NewDraft
from convene.apps.workshop.queries import advice
from convene.core.draft import Draft
from convene.core.request import Request
from convene.packs import BUILT_IN, places

TYPED_EARLIER = "advice_problem"
"""Where the session keeps the problem as somebody typed it when they asked for advice."""


def start(request: HttpRequest) -> HttpResponse:
    """Bring the codes that an answer page posts into an address, which survives signing in."""
    if request.method == "POST" and "title" not in request.POST:
        if typed := request.POST.get("problem"):
            request.session[TYPED_EARLIER] = typed
        return redirect(f"{reverse('workshop:create')}?{codes(request.POST)}")
    return create(request)


def codes(data: QueryDict) -> str:
    """Return the codes of the guide in a request, and the kind of alliance picked, as a query
    string.
    """
    picked = QueryDict(mutable=True)
    for name in ("model", "pack"):
        if value := data.get(name):
            picked[name] = value
    return "&".join(part for part in (address_of(request_of(data)), picked.urlencode()) if part)


@requires("workshop.add_alliance")
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    asked, pack = request_of(request.GET), request.GET.get("pack", BUILT_IN)
    found = advice.advice(asked, pack=pack)
    if found is None:
        raise Http404(_("There is no guide of this name here."))
    form = NewDraft(request.POST or None, found=found, initial=_initial(request, found))
    if found.answer.outcome != "refused" and form.is_valid():
        alliance = actions.create(
            _draft(form.cleaned_data, asked, found), by=person(request), id=form.cleaned_data["id"]
        )
        request.session.pop(TYPED_EARLIER, None)
        messages.success(request, _("Saved. Only you can see it until you share it."))
        return redirect("workshop:draft", alliance.pk)
    context = {
        "form": form,
        "advice": found,
        "guide": found.guide,
        "answer": found.answer,
    }
    return render(request, "workshop/create.html", context)


def _initial(request: HttpRequest, found: advice.Advice) -> dict[str, Any]:
    best = found.answer.models[0].model if found.answer.models else ""
    model = request.GET.get("model", best)
    country = found.answer.request.country
    name = (
        places.name(country, get_language() or "en")
        if country in places.regions() and country
        else ""
    )
    return {
        "title": advice.suggested_title(found, model, country=name),
        "problem": request.session.get(TYPED_EARLIER, ""),
        "model": model if found.model(model) else "",
    }


def _draft(typed: dict[str, Any], asked: Request, found: advice.Advice) -> Draft:
    return Draft(
        title=typed["title"],
        pack=found.guide.about.id,
        country=asked.country if asked.country in places.regions() and asked.country else "",
        place=typed["place"],
        problem=typed["problem"],
        model=typed["model"],
        request=asked,
        tasks=advice.suggested_tasks(found),
        asks=advice.suggested_asks(found, typed["model"]),
    )
