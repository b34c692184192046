"""All alliances side by side, as a table to take away, in pictures, and what happened in them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.portfolio import exports
from convene.apps.portfolio.forms import Ask, AskSince
from convene.apps.portfolio.queries import activity
from convene.apps.portfolio.queries import alliances as read
from convene.apps.portfolio.queries.pictures import drawn
from convene.apps.workshop.queries import drafts
from convene.ground.files import attachment
from convene.ground.paging import page_of
from convene.packs import places

PER_PAGE = 50
"""Lines of what happened on a page."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _form(request: HttpRequest) -> Ask:
    own = drafts.visible(person(request)).exclude(country="")
    codes = sorted(set(own.order_by().values_list("country", flat=True)))
    return Ask(
        request.GET, countries=[(code, places.name(code, get_language() or "en")) for code in codes]
    )


@requires("portfolio.view")
@require_safe
def alliances(request: HttpRequest) -> HttpResponse:
    form, today = _form(request), timezone.localdate()
    several = read.asked(person(request), form.wanted(), today=today)
    page = page_of(request, several)
    shown = {
        "form": form,
        "page": page,
        "rows": read.rows(list(page), today=today),
        "totals": read.totals(several),
        "is_asked": any(form.cleaned_data.values()),
    }
    return render(request, "portfolio/alliances.html", shown)


@requires("portfolio.view")
@require_safe
def pictures(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    several = read.asked(person(request), form.wanted(), today=timezone.localdate())
    shown = {
        "form": form,
        "drawn": drawn(several),
        "at": form.cleaned_data["at"],
        "is_asked": any(form.cleaned_data.values()),
    }
    return render(request, "portfolio/pictures.html", shown)


@requires("portfolio.view")
@require_safe
def happened(request: HttpRequest) -> HttpResponse:
    form = AskSince(request.GET)
    since = form.since(today=timezone.localdate())
    lines = activity.happened(person(request), since)
    page = page_of(request, lines, per_page=PER_PAGE)
    shown = {
        "form": form,
        "since": since.day,
        "page": page,
        "lines": activity.told(list(page)),
        "is_cut": len(lines) == activity.MOST,
        "is_asked": any(form.cleaned_data.values()),
    }
    return render(request, "portfolio/happened.html", shown)


@requires("portfolio.view")
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    several = read.asked(person(request), _form(request).wanted(), today=today)
    content = exports.workbook(read.rows(list(several), today=today))
    return attachment(content, name="alliances.xlsx", media_type=XLSX)
