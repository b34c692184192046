"""Names in open data that may be one organisation: people decide, the next build obeys, and a
decision can be taken back.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.finder.forms import SamenessForm
from convene.apps.finder.queries import same as queries
from convene.apps.finder.views.reach import NotThere, or_says_why
from convene.apps.registry import actions
from convene.apps.registry.models import Sameness
from convene.apps.registry.queries import linking
from convene.ground.paging import page_of
from convene.ground.sheets import Refusal, Refusals, press
from convene.ground.undoing import Stands

REFUSALS: Refusals = {
    Stands: Refusal(
        lambda decision: [
            _("%(who)s decided this already: take that decision back first.")
            % {"who": decision.record.by}
        ]
    ),
}


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show the pairs that wait, the one that matters most first, and what was decided since the
    last build.
    """
    page = page_of(request, queries.waiting())
    return render(
        request,
        "finder/records/same.html",
        {"page": page, "decided": linking.decided(), "form": SamenessForm()},
    )


@requires("registry.decide_sameness")
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    form = SamenessForm(request.POST)
    if not form.is_valid():
        page = page_of(request, queries.waiting())
        context = {
            "page": page,
            "decided": linking.decided(),
            "form": form,
            "wrong": form["a"].value(),
        }
        return render(request, "finder/records/same.html", context)
    number = request.POST.get("page", "")
    return press(
        request,
        lambda: actions.decide_sameness(
            form.names(),
            same=form.cleaned_data["same"],
            reason=form.cleaned_data["reason"],
            by=person(request),
        ),
        done=_("Noted. The next build of the open data follows your decision."),
        to=reverse("finder:same") + (f"?page={number}" if number.isdecimal() else ""),
        refusals=REFUSALS,
    )


@requires("registry.decide_sameness")
@require_POST
@or_says_why
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.undo_sameness(Sameness.objects.get(pk=pk), by=person(request))
    except Sameness.DoesNotExist:
        raise NotThere(_("There is no such decision.")) from None
    messages.success(request, _("The decision is taken back. The next build decides anew."))
    return redirect("finder:same")
