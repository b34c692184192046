"""Writing down an organisation, and changing what is written."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person, requires
from convene.apps.registry import actions, forms
from convene.apps.registry.content import Content
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import duplicates, families, shelf
from convene.apps.registry.views import reach


@requires("registry.add_organisation")
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    sheet = forms.typed_sheet(request.POST) if request.method == "POST" else forms.blank_sheet()
    if request.method != "POST" or "add" in request.POST or not sheet.is_valid():
        return _page(request, sheet)
    content = sheet.content()
    id = sheet.head.cleaned_data["id"]
    besides = [id] if id else []
    if taken := duplicates.taken(content.identifiers, besides=besides):
        return _page(request, sheet, taken=taken)
    likely = duplicates.alike(content.names(), besides=besides)
    warned = set(request.POST.getlist("not_the_same"))
    if any(str(likeness.organisation.pk) not in warned for likeness in likely):
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
    found = reach.organisation(pk)
    if request.method != "POST":
        return _page(request, forms.open_sheet(found), organisation=found)
    sheet = forms.typed_sheet(request.POST, now=found)
    if "add" in request.POST or not sheet.is_valid():
        return _page(request, sheet, organisation=found, seen=request.POST.get("seen", ""))
    warned = set(request.POST.getlist("not_the_same"))
    likely = _newly_alike(found, sheet.content())
    if any(str(likeness.organisation.pk) not in warned for likeness in likely):
        return _page(
            request, sheet, organisation=found, seen=request.POST.get("seen", ""), likely=likely
        )
    try:
        actions.save(
            found, sheet.content(), seen=_moment(request.POST.get("seen", "")), by=person(request)
        )
    except actions.ChangedMeanwhile:
        return _page(request, sheet, organisation=found, changed=True)
    except actions.NumberTaken as refused:
        return _page(
            request,
            sheet,
            organisation=found,
            seen=request.POST.get("seen", ""),
            taken=refused.taken,
        )
    except actions.ParentLoop:
        sheet.head.add_error("parent", _("This would make the organisation belong to itself."))
        return _page(request, sheet, organisation=found, seen=request.POST.get("seen", ""))
    except actions.IsMerged:
        messages.warning(
            request, _("This record was merged into another one; change that one instead.")
        )
        return redirect("registry:organisation", pk)
    messages.success(request, _("Saved."))
    return redirect("registry:organisation", pk)


def _newly_alike(organisation: Organisation, content: Content) -> list[duplicates.Likeness]:
    """Return the records that are like a name given just now: what stood there before was asked
    about then.
    """
    before = {name.text for name in organisation.names.all()}
    new = [name for name in content.names() if name.text not in before]
    return (
        duplicates.alike(new, besides=families([organisation.pk])[organisation.pk]) if new else []
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _page(
    request: HttpRequest,
    sheet: forms.Sheet,
    *,
    organisation: Organisation | None = None,
    **more: object,
) -> HttpResponse:
    """Return the form; `seen` is the moment of the last change that the person has before them."""
    seen = organisation.updated_at.isoformat() if organisation else ""
    context = {
        "sheet": sheet,
        "organisation": organisation,
        "seen": seen,
        "main_names": shelf.main_names(),
        **more,
    }
    return render(request, "registry/edit.html", context)
