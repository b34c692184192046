"""Writing down an organisation, and changing what is written."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person, requires
from convene.apps.registry import actions
from convene.apps.registry.forms import organisation as forms
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import duplicates, family, shelf
from convene.apps.registry.queries.duplicates import Likeness
from convene.apps.registry.views import reach
from convene.core.organisations import Content
from convene.ground.changes import Changed


@requires("registry.add_organisation")
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    sheet = forms.typed_sheet(request.POST) if request.method == "POST" else forms.blank_sheet()
    if request.method != "POST" or "add" in request.POST or not sheet.is_valid():
        return _page(request, sheet)
    content, id = sheet.content(), sheet.head.cleaned_data["id"]
    besides = [id] if id else []
    if taken := duplicates.taken(content.identifiers, besides=besides):
        return _page(request, sheet, taken=taken)
    if likely := _unasked(request, duplicates.alike(content.names(), besides=besides)):
        return _page(request, sheet, likely=likely)
    try:
        made = actions.create(content, by=person(request), id=id)
    except actions.NumberTaken as refused:
        return _page(request, sheet, taken=refused.taken)
    messages.success(
        request, _("Saved. It stands in the list as a candidate until you say otherwise.")
    )
    return redirect("registry:organisation", made.pk)


@requires("registry.change_organisation")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    record = reach.organisation(pk)
    if request.method != "POST":
        return _page(request, forms.open_sheet(record), organisation=record)
    sheet = forms.typed_sheet(request.POST, now=record)
    given: dict[str, Any] = {"organisation": record, "seen": request.POST.get("seen", "")}
    if "add" in request.POST or not sheet.is_valid():
        return _page(request, sheet, **given)
    if likely := _unasked(request, _newly_alike(record, sheet.content())):
        return _page(request, sheet, **given, likely=likely)
    try:
        actions.save(record, sheet.content(), seen=_version(request), by=person(request))
    except Changed:
        return _page(request, sheet, organisation=record, changed=True)
    except actions.NumberTaken as refused:
        return _page(request, sheet, **given, taken=refused.taken)
    except actions.ParentLoop:
        sheet.head.add_error("parent", _("This would make the organisation belong to itself."))
        return _page(request, sheet, **given)
    except actions.IsMerged:
        messages.warning(
            request, _("This record was merged into another one; change that one instead.")
        )
    else:
        messages.success(request, _("Saved."))
    return redirect("registry:organisation", pk)


def _unasked(request: HttpRequest, likely: list[Likeness]) -> list[Likeness]:
    """Return the records that are alike, where the person has not been asked about each of them."""
    asked = set(request.POST.getlist("not_the_same"))
    return likely if any(str(each.organisation.pk) not in asked for each in likely) else []


def _newly_alike(organisation: Organisation, content: Content) -> list[Likeness]:
    """Return the records that are like a name given just now: what stood there before was asked
    about then.
    """
    before = {name.text for name in organisation.names.all()}
    new = [name for name in content.names() if name.text not in before]
    return duplicates.alike(new, besides=family(organisation)) if new else []


def _version(request: HttpRequest) -> int:
    """Return the version that the person has before them; one that never was for what is none."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() else -1


def _page(
    request: HttpRequest,
    sheet: forms.Sheet,
    *,
    organisation: Organisation | None = None,
    **more: object,
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "organisation": organisation,
        "seen": organisation.version if organisation else "",
        "main_names": shelf.main_names(),
        **more,
    }
    return render(request, "registry/edit.html", context)
