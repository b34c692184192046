"""The ways and lessons of an alliance, one of them, and all as a table to take away."""

from collections import Counter
from typing import Any
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
from convene.apps.practice.models import Lesson, Plan
from convene.apps.practice.queries import lessons as lesson_queries
from convene.apps.practice.queries import triggers
from convene.apps.practice.queries import ways as queries
from convene.apps.practice.queries.consents import named_without_consent
from convene.apps.practice.words import LessonState, State
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


@login_required
@require_safe
def lessons(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    context = {
        **around(alliance),
        "page": lesson_queries.page(alliance, today=timezone.localdate()),
        "may_edit": may_edit(request, alliance),
    }
    return render(request, "practice/lessons.html", context)


@login_required
@require_safe
def lesson(request: HttpRequest, pk: UUID, lesson: UUID) -> HttpResponse:
    alliance, who = reach(request, pk), person(request)
    row = find_lesson(alliance, lesson)
    is_open = alliance.archived_at is None
    guide = queries.guide_of(alliance)
    titles = dict(triggers.choices(alliance).models)
    is_draft, is_reviewed = row.state == LessonState.DRAFT, row.state == LessonState.REVIEWED
    context = {
        **around(alliance),
        "lesson": row,
        "when": [triggers.worded(code, guide) for code in row.when],
        "kinds": [titles.get(code, code) for code in row.of_models],
        "named": named_without_consent(row, today=timezone.localdate()),
        "lines": trail.lines(row),
        "may_edit": may_edit(request, alliance),
        "may_review": is_open and is_draft and who.has_perm("practice.review_lesson", row),
        "may_share": is_open and is_reviewed and who.has_perm("practice.share_lesson", row),
    }
    return render(request, "practice/lesson.html", context)


@login_required
@require_safe
def lessons_table(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    page = lesson_queries.page(alliance, today=timezone.localdate())
    content = exports.lessons_workbook(page)
    return attachment(content, name=file_name(alliance, "lessons"), media_type=media.XLSX)


def find_lesson(alliance: Alliance, key: UUID) -> Lesson:
    """Return a lesson that people of an alliance wrote. Raises Http404."""
    row = lesson_queries.of(alliance).filter(pk=key).first()
    if row is None:
        raise Http404(_("Nobody has written down such a lesson here."))
    return row


def file_name(alliance: Alliance, what: str) -> str:
    """Return what a table of an alliance is called once it is taken away."""
    name = slugify(alliance.title)[:60].strip("-") or "alliance"
    return f"{name}-{what}.xlsx"


def around(alliance: Alliance) -> dict[str, Any]:
    """Return what every page says that cites the guide of an alliance."""
    guide = queries.guide_of(alliance)
    return {"alliance": alliance, "guide": guide, "sources": Sources(guide) if guide else None}


def find(alliance: Alliance, code: str) -> queries.Row:
    """Return a way of an alliance. Raises Http404."""
    row = queries.row(alliance, code, today=timezone.localdate())
    if row is None:
        raise Http404(_("The guide of this alliance names no such way."))
    return row
