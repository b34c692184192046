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
from convene.apps.workshop.forms.around import TemplateForm
from convene.apps.workshop.queries import drafts, partners, template
from convene.apps.workshop.views.reach import reach
from convene.documents.formats import FORMATS, Format
from convene.documents.paper import NoPaper
from convene.documents.word import BrokenTemplate
from convene.ground.files import attachment
from convene.ground.sheets import Refusal, Refusals, telling

NOT_MADE: Refusals = {
    NoPaper: Refusal(lambda why: [str(why)]),
    BrokenTemplate: Refusal(
        lambda broken: [
            _("Your organisation's Word template can't be used; ask an administrator. %(faults)s")
            % {"faults": broken}
        ]
    ),
}


@login_required
@require_safe
def download(request: HttpRequest, pk: UUID, kind: str, format: str) -> HttpResponse:
    if kind not in exports.KINDS or format not in FORMATS:
        raise Http404(_("There is no such file."))
    alliance, wanted = reach(request, pk), cast(Format, format)
    draft, known = drafts.content(alliance), partners.kinds(alliance)
    by, today = str(person(request)), timezone.localdate()
    with telling(request, NOT_MADE):
        return attachment(
            exports.paper(draft, kind=kind, format=wanted, by=by, on=today, known=known),
            media_type=FORMATS[wanted].media_type,
            name=exports.file_name(draft, kind=kind, format=wanted),
        )
    return redirect("workshop:draft", pk)


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
        media_type=FORMATS["docx"].media_type,
        name=f"concept-paper-template-{which}.docx",
    )
