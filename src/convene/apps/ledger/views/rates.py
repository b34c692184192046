"""The rates that people loaded, and how more of them come in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person
from convene.apps.ledger import actions
from convene.apps.ledger.forms.rates import RatesForm, lately
from convene.apps.ledger.queries.rates import loaded

SHOWN = 10
"""How many rows of a file that are no rate are named; the rest is counted."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rates(request: HttpRequest) -> HttpResponse:
    """Show what was loaded, and load a table."""
    by = person(request)
    if not by.has_perm("ledger.load_rates"):
        raise PermissionDenied(_("Alliance builders load rates."))
    form = RatesForm(request.POST or None, request.FILES or None, initial={"since": lately()})
    if form.is_valid():
        table = form.cleaned_data["read"]
        count = actions.load_rates(table.rates, by=by)
        messages.success(
            request,
            ngettext("%(count)d rate is new.", "%(count)d rates are new.", count)
            % {"count": count},
        )
        _say(request, table.notes)
        return redirect("ledger:rates")
    return render(request, "ledger/rates.html", {"form": form, "loaded": loaded()})


def _say(request: HttpRequest, notes: tuple[str, ...]) -> None:
    for note in notes[:SHOWN]:
        messages.warning(request, note)
    if len(notes) > SHOWN:
        more = len(notes) - SHOWN
        words = ngettext("%(more)d more row is no rate.", "%(more)d more rows are no rates.", more)
        messages.warning(request, words % {"more": more})
