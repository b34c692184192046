"""Alerts that came up together: claimed, and closed with a reason."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person, requires
from convene.apps.inbox.models import Occasion
from convene.apps.inbox.queries import closable
from convene.apps.vetting import forms
from convene.apps.vetting.queries.together import of
from convene.apps.vetting.views.reach import REFUSALS
from convene.core.writing import whole_number
from convene.ground import sheets
from convene.ground.paging import page_of

PAGE = 50
CLOSE = "inbox.close_alert"


@requires("vetting.research_case")
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, occasion: int) -> HttpResponse:
    """Show what one thing brought up, and do about those ticked what a button asks for."""
    me, brought = person(request), get_object_or_404(Occasion, pk=occasion)
    single, alerts = whole_number(request.GET.get("one", "")), of(brought, by=me)
    page = page_of(request, alerts if single is None else alerts.filter(pk=single), per_page=PAGE)
    shown = list(page.object_list)
    if not shown:
        raise Http404(_("There is no such page."))
    form = forms.AlertsForm(request.POST or None, alerts=shown)
    own = closable(me).filter(pk__in=[alert.pk for alert in shown])
    return sheets.sheet(
        request,
        form,
        lambda: form.act(by=me),
        done=_done,
        to=request.get_full_path(),
        refusals=REFUSALS,
        template="vetting/together.html",
        occasion=brought,
        page=page,
        shown=shown,
        closable=set(own.values_list("pk", flat=True)) if me.has_perm(CLOSE) else set(),
        ticked=_ticked(request, [str(alert.pk) for alert in shown]),
        one=single or "",
    )


def _ticked(request: HttpRequest, keys: list[str]) -> set[int]:
    """Return the alerts ticked to begin with: those posted, the one that is shown alone, or all."""
    asked = request.POST.getlist("alerts") if request.POST else []
    every = {"one", "tick"} & request.GET.keys()
    return {int(key) for key in keys if key in asked or (every and not request.POST)}


def _done(count: object) -> str:
    number = int(str(count))
    if not number:
        return _("Nothing changed: somebody else may have been quicker.")
    return ngettext("Done for one alert.", "Done for %(count)s alerts.", number) % {"count": number}
