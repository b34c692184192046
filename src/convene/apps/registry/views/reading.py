"""The list of organisations, one organisation, and its history."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convene.apps.registry import exports, queries
from convene.apps.registry.forms.finding import FilterForm
from convene.apps.registry.queries import duplicates, linking, merging, shelf
from convene.apps.registry.views import reach
from convene.ground import trail
from convene.ground.files import attachment
from convene.ground.paging import page_of
from convene.ground.proposals import State

PER_PAGE = 50


@login_required
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    wanted = form.wanted()
    page = page_of(request, shelf.organisations(wanted), per_page=PER_PAGE)
    context = {
        "form": form,
        "page": page,
        "filtered": bool(wanted),
        "waiting": merging.waiting().count(),
    }
    return render(request, "registry/organisations.html", context)


@login_required
@require_safe
def table(request: HttpRequest, format: str) -> HttpResponse:
    if format not in exports.FORMATS:
        raise Http404(_("There is no such file."))
    content = exports.table(shelf.organisations(FilterForm(request.GET).wanted()), format=format)
    return attachment(content, name=f"organisations.{format}", media_type=exports.FORMATS[format])


@login_required
@require_safe
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    record = reach.organisation(pk)
    family = queries.family(record)
    context = {
        "organisation": record,
        "standing": queries.standing(record),
        "absorbed": shelf.in_order(record.absorbed.all()),
        "children": shelf.children(family),
        "merges": merging.about(family),
        "merged_by": record.merges.filter(state=State.AGREED).first(),
        "flagged": duplicates.flagged(record),
        "links": linking.links_of(queries.standing(record)),
    }
    return render(request, "registry/organisation.html", context)


@login_required
@require_safe
def past(request: HttpRequest, pk: UUID) -> HttpResponse:
    record = reach.organisation(pk)
    page = page_of(request, trail.lines(record), per_page=PER_PAGE)
    return render(request, "registry/history.html", {"organisation": record, "page": page})
