"""The partner's own declaration: asked for, read, and taken into the registry piece by piece."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.accounts.access import person, requires
from convene.apps.declarations import exports
from convene.apps.declarations.queries import statement, telling
from convene.apps.declarations.telling import send_link
from convene.apps.vetting import actions, forms
from convene.apps.vetting.models import CaseDeclaration
from convene.apps.vetting.views.reach import REFUSALS, reach
from convene.apps.vetting.views.sheets import page
from convene.apps.vetting.views.steps import RESEARCH
from convene.ground import sheets
from convene.ground.files import attachment


@never_cache
@requires(RESEARCH)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the partner for its own declaration, and show the link, this once."""
    case = reach(request, pk)
    form = forms.DeclarationForm(request.POST or None, case=case)
    if form.is_valid():
        try:
            asking, token = actions.ask_declaration(case, by=person(request), **form.wanted())
        except tuple(REFUSALS) as why:
            sheets.explain(form, why, REFUSALS)
        else:
            return _show_link(request, asking, token, mail=bool(form.cleaned_data.get("mail")))
    context = {
        "case": case,
        "form": form,
        "title": _("Ask the partner for its own declaration"),
        "button": _("Make the link"),
        "lede": _(
            "A form by a link that works once: who they are, who owns and leads them, what they answer and agree to, signed by a named person."
        ),
    }
    return render(request, "vetting/sheet.html", context)


def _show_link(
    request: HttpRequest, asking: CaseDeclaration, token: str, *, mail: bool
) -> HttpResponse:
    link = request.build_absolute_uri(reverse("declarations:form", args=[token]))
    if mail and settings.CAN_SEND_MAIL:
        send_link(asking.declaration, link=link)
    context = {
        "case": asking.case,
        "declaration": asking.declaration,
        "link": link,
        "days": settings.DECLARATION_DAYS,
        "mailed": mail and settings.CAN_SEND_MAIL,
    }
    return render(request, "vetting/declaration_link.html", context)


@login_required
@require_safe
def read(request: HttpRequest, pk: UUID, asking: int) -> HttpResponse:
    """Show what was signed, whole."""
    case = reach(request, pk)
    signed = get_object_or_404(case.declarations, pk=asking, declaration__signed_at__isnull=False)
    content = statement(signed.declaration)
    context = {
        "case": case,
        "asking": signed,
        "declaration": signed.declaration,
        "statement": content,
        "parts": telling.told(content),
    }
    return render(request, "vetting/declaration.html", context)


@login_required
@require_safe
def file(request: HttpRequest, pk: UUID, asking: int) -> HttpResponse:
    """Hand out what was signed, with its hash."""
    case = reach(request, pk)
    signed = get_object_or_404(case.declarations, pk=asking, declaration__signed_at__isnull=False)
    made = exports.as_pdf(signed.declaration, language=get_language() or "en")
    return attachment(made.content, name=made.name, media_type=made.media_type)


@requires(RESEARCH)
@require_POST
def take(request: HttpRequest, pk: UUID, asking: int, part: str, place: int) -> HttpResponse:
    """Take one thing that was declared into the registry."""
    case = reach(request, pk)
    signed = get_object_or_404(case.declarations, pk=asking)
    return sheets.press(
        request,
        lambda: actions.take_declared(signed, part=part, place=place, by=person(request)),
        done=_("It stands in the registry now. Look through the lists again."),
        to=f"{page(case)}#declared",
        refusals=REFUSALS,
    )
