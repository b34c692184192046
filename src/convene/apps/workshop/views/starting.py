"""From an answer to a draft."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person, requires
from convene.apps.finder.queries.asking import address_of, request_of
from convene.apps.workshop import actions
from convene.apps.workshop.forms.draft import NewDraft
from convene.apps.workshop.queries import advice
from convene.packs import BUILT_IN

TYPED_EARLIER = "advice_problem"
"""Where the session keeps the problem as somebody typed it when they asked for advice."""


def start(request: HttpRequest) -> HttpResponseBase:
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
    pack = request.GET.get("pack", BUILT_IN)
    given = advice.advice(request_of(request.GET), pack=pack)
    if given is None:
        raise Http404(_("There is no guide of this name here."))
    form = NewDraft(request.POST or None, given=given, initial=_initial(request, given))
    if given.answer.outcome != "refused" and form.is_valid():
        id = form.cleaned_data.pop("id")
        draft = advice.first_draft(given, **form.cleaned_data)
        alliance = actions.create(draft, by=person(request), id=id)
        request.session.pop(TYPED_EARLIER, None)
        messages.success(request, _("Saved. Only you can see it until you share it."))
        return redirect("workshop:draft", alliance.pk)
    context = {"form": form, "advice": given, "guide": given.guide, "answer": given.answer}
    return render(request, "workshop/create.html", context)


def _initial(request: HttpRequest, given: advice.Advice) -> dict[str, str]:
    best = given.answer.models[0].model if given.answer.models else ""
    model = request.GET.get("model", best)
    return {
        "title": advice.suggested_title(given, model),
        "problem": request.session.get(TYPED_EARLIER, ""),
        "model": model if given.model(model) else "",
    }
