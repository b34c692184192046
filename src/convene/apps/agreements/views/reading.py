"""The papers of an alliance, one of them, and one as a file."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convene.apps.agreements import exports
from convene.apps.agreements.models import Paper
from convene.apps.agreements.queries import papers as queries
from convene.apps.agreements.words import here, kinds, lacks
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import may_edit, reach
from convene.documents.formats import FORMATS, known
from convene.ground import trail
from convene.ground.files import attachment


@login_required
@require_safe
def papers(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    context = {
        **around(alliance),
        "rows": queries.rows(alliance, today=timezone.localdate()),
        "kinds": kinds(),
        "may_edit": may_edit(request, alliance),
    }
    return render(request, "agreements/papers.html", context)


@login_required
@require_safe
def paper(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    wanted = find_paper(alliance, paper)
    may = may_edit(request, alliance)
    read = queries.read(wanted, today=timezone.localdate())
    context = {
        **around(alliance),
        "read": read,
        "lacks": [_lack(tag, wanted) for tag in read.open],
        "without": [(here(topic.title), topic.required) for topic in read.without],
        "paper": wanted,
        "lines": trail.lines(wanted),
        "may_edit": may,
        "may_write": may and wanted.dropped_at is None,
    }
    return render(request, "agreements/paper.html", context)


@login_required
@require_safe
def file(request: HttpRequest, pk: UUID, paper: UUID, format: str) -> HttpResponse:
    wanted, kind = find_paper(reach(request, pk), paper), known(format)
    if kind not in ("docx", "pdf"):
        raise Http404
    name, content = exports.as_file(wanted, format=kind, today=timezone.localdate())
    return attachment(content, name=name, media_type=FORMATS[kind].media_type)


def _lack(tag: str, paper: Paper) -> tuple[str, str]:
    """Return what is to be said for a tag to be filled, and the address to say it at."""
    words, page = lacks(tag)
    own = [paper.pk] if page == "agreements:fill_in" else []
    return words, reverse(page, args=[paper.alliance_id, *own])


def find_paper(alliance: Alliance, key: UUID) -> Paper:
    """Return a paper of an alliance. Raises Http404."""
    wanted = queries.find(alliance, key)
    if wanted is None:
        raise Http404(_("Nobody has begun such a paper here."))
    return wanted


def around(alliance: Alliance) -> dict[str, Any]:
    """Return what every page here needs."""
    return {"alliance": alliance}
