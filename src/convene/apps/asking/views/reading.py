"""Whom an alliance asked, one approach, and the record as a table to take away."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person
from convene.apps.asking import exports
from convene.apps.asking.models import Approach
from convene.apps.asking.queries import record as queries
from convene.apps.registry.queries import standing
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import may_edit, reach
from convene.core.asking import LATELY
from convene.ground import trail
from convene.ground.files import attachment


@login_required
@require_safe
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance, today = reach(request, pk), timezone.localdate()
    groups = queries.record(alliance, person=person(request), today=today)
    context = {
        "alliance": alliance,
        "groups": groups,
        "waiting": [group for group in groups if group.waits],
        "may_edit": may_edit(request, alliance),
        "lately": LATELY,
    }
    return render(request, "asking/record.html", context)


@login_required
@require_safe
def approach(request: HttpRequest, pk: UUID, approach: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    wanted, writes = find(alliance, approach), may_edit(request, alliance)
    row = queries.row(wanted)
    may = person(request).has_perm
    context = {
        "alliance": alliance,
        "approach": wanted,
        "organisation": standing(wanted.organisation),
        "row": row,
        "mistakes": {
            answer.pk for answer in row.standing if writes and may("asking.take_back", answer)
        },
        "lines": trail.lines(wanted),
        "may_edit": writes,
        "may_take_back": may("asking.take_back", wanted),
    }
    return render(request, "asking/approach.html", context)


@login_required
@require_safe
def table(request: HttpRequest, pk: UUID, format: str) -> HttpResponse:
    alliance = reach(request, pk)
    if format not in exports.FORMATS:
        raise Http404(_("There is no such file."))
    groups = queries.record(alliance, person=person(request), today=timezone.localdate())
    name = slugify(alliance.title)[:60].strip("-") or "alliance"
    return attachment(
        exports.table(groups, format=format),
        name=f"{name}-asking.{format}",
        media_type=exports.FORMATS[format],
    )


def find(alliance: Alliance, key: UUID) -> Approach:
    """Return an approach of an alliance. Raises Http404."""
    wanted = queries.approaches().filter(alliance=alliance, pk=key).first()
    if wanted is None:
        raise Http404(_("Nothing like this was asked for this alliance."))
    return wanted
