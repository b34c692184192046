"""Drafts as files, and the template they are printed on."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.workshop import actions, exports
from convene.apps.workshop.forms.template import TemplateForm
from convene.apps.workshop.queries import advice, drafts, template
from convene.apps.workshop.views.reach import reach
from convene.ground.files import attachment


@login_required
@require_safe
def download(request: HttpRequest, pk: UUID, kind: str, format: str) -> HttpResponse:
    if kind not in exports.KINDS or format not in exports.FORMATS:
        raise Http404(_("There is no such file."))
    draft = drafts.content(reach(request, pk))
    found = advice.advice(draft.request, pack=draft.pack)
    if found is None:
        messages.error(
            request, _("No paper can be made: the guide of this draft is no longer installed.")
        )
        return redirect("workshop:draft", pk)
    wanted = cast(exports.Format, format)
    try:
        content = exports.paper(
            draft,
            found=found,
            kind=kind,
            format=wanted,
            by=str(person(request)),
            on=timezone.localdate(),
        )
    except exports.NoPaper as why:
        messages.error(request, str(why))
        return redirect("workshop:draft", pk)
    except exports.BrokenTemplate as broken:
        messages.error(
            request,
            _("Your organisation's Word template can't be used; ask an administrator. %(faults)s")
            % {"faults": broken},
        )
        return redirect("workshop:draft", pk)
    return attachment(
        content,
        media_type=exports.FORMATS[wanted].media_type,
        name=exports.file_name(draft, kind=kind, format=wanted),
    )


@requires("workshop.change_template")
@require_http_methods(["GET", "HEAD", "POST"])
def own_template(request: HttpRequest) -> HttpResponse:
    form = TemplateForm(request.POST or None, request.FILES or None)
    faults: tuple[object, ...] = ()
    if form.is_valid():
        faults = actions.use_template(form.cleaned_data["template"], by=person(request))
        if not faults:
            messages.success(request, _("Concept papers in Word now use this template."))
            return redirect("workshop:template")
    context = {
        "form": form,
        "faults": faults,
        "own": template.own(),
        "change": template.last_change(),
    }
    return render(request, "workshop/template.html", context)


@requires("workshop.change_template")
@require_POST
def default_template(request: HttpRequest) -> HttpResponse:
    actions.use_default_template(by=person(request))
    messages.success(
        request, _("Concept papers in Word use the template that ships with Convene again.")
    )
    return redirect("workshop:template")


@requires("workshop.change_template")
@require_safe
def template_file(request: HttpRequest, which: str) -> HttpResponse:
    own = template.own()
    if which not in ("own", "default") or (which == "own" and own is None):
        raise Http404(_("There is no such file."))
    content = own.read_bytes() if own and which == "own" else template.shipped()
    return attachment(
        content,
        media_type=exports.FORMATS["docx"].media_type,
        name=f"concept-paper-template-{which}.docx",
    )
