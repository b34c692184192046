"""The ways of an alliance, one of them, and all as a table to take away."""

from collections import Counter
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person
from convene.apps.guide.sources import Sources
from convene.apps.practice import exports
from convene.apps.practice.models import Plan
from convene.apps.practice.queries import ways as queries
from convene.apps.practice.words import State
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import may_edit, reach
from convene.core import media
from convene.ground import trail
from convene.ground.files import attachment


@login_required
@require_safe
def ways(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance, today = reach(request, pk), timezone.localdate()
    rows = queries.rows(alliance, today=today)
    number = Counter(row.state for row in rows)
    context = {
        **around(alliance),
        "rows": rows,
        "numbers": [(state.label, number[state]) for state in State],
        "late": [row for row in rows if row.is_late],
        "may_edit": may_edit(request, alliance),
    }
    return render(request, "practice/ways.html", context)


@login_required
@require_safe
def way(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    alliance = reach(request, pk)
    row = find(alliance, code)
    plan = row.plan or Plan(alliance=alliance, code=code)
    goes = person(request).has_perm("practice.go_way", plan) and alliance.archived_at is None
    context = {
        **around(alliance),
        "row": row,
        "lines": trail.lines(row.plan) if row.plan else [],
        "may_edit": may_edit(request, alliance),
        "may_go": goes,
    }
    return render(request, "practice/way.html", context)


@login_required
@require_safe
def ways_table(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    content = exports.workbook(queries.rows(alliance, today=timezone.localdate()))
    return attachment(content, name=file_name(alliance, "ways"), media_type=media.XLSX)


def file_name(alliance: Alliance, what: str) -> str:
    """Return what a table of an alliance is called once it is taken away."""
    name = slugify(alliance.title)[:60].strip("-") or "alliance"
    return f"{name}-{what}.xlsx"


def around(alliance: Alliance) -> dict[str, object]:
    """Return what every page says that cites the guide of an alliance."""
    guide = queries.guide_of(alliance)
    return {"alliance": alliance, "guide": guide, "sources": Sources(guide) if guide else None}


def find(alliance: Alliance, code: str) -> queries.Row:
    """Return a way of an alliance. Raises Http404."""
    row = queries.row(alliance, code, today=timezone.localdate())
    if row is None:
        raise Http404(_("The guide of this alliance names no such way."))
    return row
