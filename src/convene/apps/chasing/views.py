"""Who is late, and what would be written to them; written only when somebody has read it."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from convene.apps.accounts.access import person
from convene.apps.chasing import actions
from convene.apps.chasing.models import Reminder
from convene.apps.chasing.queries.chase import chase
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import drafts
from convene.ground.letters import Taken


def _reach(request: HttpRequest, pk: UUID) -> Alliance:
    try:
        return drafts.find(person(request), pk)
    except Alliance.DoesNotExist:
        raise Http404 from None


def _keys(request: HttpRequest, name: str) -> Iterable[UUID]:
    for key in request.POST.getlist(name):
        try:
            yield UUID(key)
        except ValueError:
            continue


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def late(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show who is late; what is ticked is shown as letters first, and written once confirmed."""
    alliance, who = _reach(request, pk), person(request)
    ticked = list(_keys(request, "promise"))
    address = request.build_absolute_uri(reverse("partnering:mine"))
    letters = []
    if request.method == "POST" and "write" in request.POST and settings.CAN_SEND_MAIL:
        written = actions.remind(alliance, ticked, address=address, by=who)
        messages.success(
            request,
            ngettext(
                "%(number)d reminder is on its way. Whether it was taken will stand here.",
                "%(number)d reminders are on their way. Whether they were taken will stand here.",
                len(written),
            )
            % {"number": len(written)},
        )
        return redirect("chasing:late", pk)
    if request.method == "POST":
        letters = actions.letters(alliance, ticked, address=address, by=who)
        if not letters:
            messages.info(request, _("Tick at least one that can be reminded of."))
            return redirect("chasing:late", pk)
    due = chase(alliance, today=timezone.localdate())
    shown = {
        "alliance": alliance,
        "due": due,
        "may_tick": any(item.may_be_reminded for item in due),
        "letters": letters,
        "sends": settings.CAN_SEND_MAIL,
        "may_remind": who.has_perm("chasing.remind", alliance),
    }
    return render(request, "chasing/late.html", shown)


@login_required
@require_POST
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = _reach(request, pk)
    keys = list(_keys(request, "reminder"))
    reminder = Reminder.objects.filter(pk__in=keys, contribution__alliance=alliance).first()
    if reminder is None:
        raise Http404
    try:
        actions.send_again(reminder, by=person(request))
    except Taken:
        messages.warning(request, _("A mail server has taken it meanwhile."))
    return redirect("chasing:late", pk)
