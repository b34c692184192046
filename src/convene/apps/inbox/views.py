"""The page of what waits, and the calendar of what has its day."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person
from convene.apps.inbox import actions, exports, queries
from convene.ground.quietly import quietly


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    sections = queries.sections(person(request), today=timezone.localdate())
    return render(request, "inbox/inbox.html", {"sections": sections})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@quietly
@sensitive_variables("secret", "address")
def calendar(request: HttpRequest) -> HttpResponse:
    """Show what has its day; when asked, make a secret address and show it, this once."""
    who, today = person(request), timezone.localdate()
    address = ""
    if request.method == "POST":
        secret = actions.make_feed(by=who)
        address = request.build_absolute_uri(reverse("inbox:feed", args=[secret]))
    dates = queries.dates(who, today=today)
    shown = {"dates": dates, "feed": queries.feed_of(who), "address": address, "today": today}
    return render(request, "inbox/calendar.html", shown)


@login_required
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    actions.revoke_feed(by=person(request))
    return redirect("inbox:calendar")


@quietly
@require_safe
@sensitive_variables("secret")
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Hand out the days of the person whose address it is, as they may see them now."""
    standing = queries.by_secret(secret)
    if standing is None:
        raise Http404
    dates = queries.dates(standing.person, today=timezone.localdate())
    site = request.build_absolute_uri("/").rstrip("/")
    with translation.override(standing.person.language or translation.get_language()):
        content = exports.as_calendar(dates, site=site, at=timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
