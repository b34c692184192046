"""What an owner does with a draft as a whole, and copies."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convene.apps.accounts.access import person
from convene.apps.workshop import actions
from convene.apps.workshop.forms.around import ShareForm
from convene.apps.workshop.views.reach import reach


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="share")
    form = ShareForm(request.POST or None, owner=alliance.owner)
    if form.is_valid():
        reader = form.cleaned_data["email"]
        actions.share(
            alliance, person=reader, may_edit=form.cleaned_data["may_edit"], by=person(request)
        )
        messages.success(request, _("Shared with %(name)s.") % {"name": reader})
        return redirect("workshop:share", pk)
    return render(request, "workshop/share.html", {"alliance": alliance, "form": form})


@login_required
@require_POST
def unshare(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk, to="share")
    key = request.POST.get("person")
    part = next((part for part in alliance.shared_with if str(part.person_id) == key), None)
    if part is not None:
        actions.unshare(alliance, person=part.person, by=person(request))
        messages.success(
            request, _("%(name)s can no longer see this draft.") % {"name": part.person}
        )
    return redirect("workshop:share", pk)


@login_required
@require_POST
def duplicate(request: HttpRequest, pk: UUID) -> HttpResponse:
    copy = actions.duplicate(reach(request, pk, to="duplicate"), by=person(request))
    messages.success(request, _("This is your copy. Only you can see it until you share it."))
    return redirect("workshop:draft", copy.pk)


@login_required
@require_POST
def archive(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.archive(reach(request, pk, to="archive"), by=person(request))
    messages.success(request, _("Archived. Nothing is deleted; you can bring it back."))
    return redirect("workshop:draft", pk)


@login_required
@require_POST
def unarchive(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.unarchive(reach(request, pk, to="archive"), by=person(request))
    messages.success(request, _("Brought back."))
    return redirect("workshop:draft", pk)


@login_required
@require_POST
def restore_version(request: HttpRequest, pk: UUID, version: int) -> HttpResponse:
    try:
        actions.restore_version(
            reach(request, pk, to="change"), version=version, by=person(request)
        )
        messages.success(
            request, _("The draft is as it was then. What it was until now stays in its history.")
        )
    except LookupError:
        raise Http404(_("This draft never had such a version.")) from None
    except actions.Archived:
        messages.warning(request, _("This draft is archived. Bring it back to edit it."))
    except actions.TooMany:
        messages.warning(request, _("The plan is full. Drop tasks there first."))
    return redirect("workshop:draft", pk)
