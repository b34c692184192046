"""Bringing in a table: upload, look, confirm, undo."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.registry import actions
from convene.apps.registry.forms.uploads import ImportForm
from convene.apps.registry.models import Import
from convene.apps.registry.queries import faults, importing, tie_rows
from convene.apps.registry.queries.rows import CHOICES, COLUMNS
from convene.apps.registry.views import reach
from convene.core.writing import whole_number
from convene.ground.paging import page_of
from convene.ground.sheets import press

SHOWN = 200
"""Rows of one sort that a preview shows; the rest are counted."""


@requires("registry.add_organisation")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        source = actions.preview_import(form.cleaned_data["table"], by=person(request))
        return redirect("registry:preview", source.pk)
    page = page_of(request, importing.recent())
    return render(
        request,
        "registry/import.html",
        {"form": form, "page": page, "columns": COLUMNS, "of_ties": tie_rows.COLUMNS},
    )


@requires("registry.add_organisation")
@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    source = reach.source(pk)
    if source.state != Import.State.PREVIEWED:
        context = {
            "source": source,
            "is_of_ties": source.of == Import.Of.TIES,
            "made": _made(source).count(),
            "touched": importing.touched(source)[:SHOWN],
        }
        return render(request, "registry/imported.html", context)
    is_of_ties = source.of == Import.Of.TIES
    lines: Sequence[Any] = tie_rows.lines(source) if is_of_ties else importing.lines(source)
    among = tie_rows.CHOICES if is_of_ties else CHOICES
    sorts = {
        "wrong": [line for line in lines if line.problems],
        "doubtful": [line for line in lines if line.is_doubtful],
        "new": [line for line in lines if line.is_new],
    }
    context = {
        "source": source,
        "shown": SHOWN,
        "limit": f":{SHOWN}",
        "faults": faults.together(lines, among=among),
        **sorts,
    }
    template = "registry/preview_ties.html" if is_of_ties else "registry/preview.html"
    return render(request, template, context)


def _made(source: Import) -> QuerySet[Any]:
    """Return what an import brought."""
    return source.ties.all() if source.of == Import.Of.TIES else source.organisations.all()


@requires("registry.add_organisation")
@require_POST
def mend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say of values that could not be read what they mean; those left open stay as they are."""
    columns, values, means = map(request.POST.getlist, ("column", "value", "becomes"))
    answers = zip(columns, values, means, strict=False)
    mends = [answer for answer in answers if answer[2].strip()]
    count = actions.mend_import(reach.source(pk), mends=mends, by=person(request))
    words = ngettext("One row is read otherwise.", "%(count)s rows are read otherwise.", count)
    messages.success(request, words % {"count": count} if count else _("Nothing was changed."))
    return redirect("registry:preview", pk)


@requires("registry.add_organisation")
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    numbers = map(whole_number, request.POST.getlist("anyway"))
    anyway = {number for number in numbers if number is not None}
    source = actions.confirm_import(reach.source(pk), anyway=anyway, by=person(request))
    count = _made(source).count()
    words = ngettext("%(count)s organisation imported.", "%(count)s organisations imported.", count)
    if source.of == Import.Of.TIES:
        words = ngettext("%(count)s tie imported.", "%(count)s ties imported.", count)
    messages.success(request, words % {"count": count})
    return redirect("registry:preview", pk)


@requires("registry.add_organisation")
@require_POST
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    return press(
        request,
        lambda: actions.undo_import(reach.source(pk), by=person(request)),
        done=_("Undone. What this import brought is gone; its history is kept."),
        to=reverse("registry:preview", args=[pk]),
        refusals=reach.REFUSALS,
    )
