"""Who might join an alliance in a country: a page to start conversations from."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from convene import packs
from convene.apps.accounts.access import person
from convene.apps.finder.forms import PartnersForm
from convene.apps.finder.queries import partners as queries
from convene.apps.guide.sources import Sources


@login_required
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Show who might join, or ask where and for what."""
    guide = packs.guide()
    form = PartnersForm(request.GET or None, guide=guide)
    context = {"guide": guide, "sources": Sources(guide), "form": form}
    if form.is_valid():
        wanted = form.wanted()
        listed = queries.partners(wanted, by=person(request))
        context |= {"wanted": wanted, "found": listed, **_left_out(request, listed)}
    return render(request, "finder/partners/page.html", context)


def _left_out(request: HttpRequest, listed: queries.Partners | None) -> dict[str, object]:
    """Return who is left out of the kind that was asked for, and the address without that."""
    address = request.GET.copy()
    asked = address.pop("left_out", [""])[-1]
    left = listed.longlist.left if listed else {}
    names = next((those for kind, those in left.items() if kind == asked), ())
    return {"left_out": names, "address": address.urlencode()}
