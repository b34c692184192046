"""The pages under a link: what a partner fills in, reads over, signs and takes away. They know the
declaration and nothing of why it was asked for.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene.apps.declarations import actions, exports, forms, guessing, queries
from convene.apps.declarations.models import Declaration
from convene.apps.declarations.queries import telling
from convene.apps.registry import words
from convene.core.declarations import hash_of
from convene.ground.files import attachment
from convene.ground.quietly import quietly
from convene.ground.sheets import Refusal, Refusals, sheet

Page = Callable[[HttpRequest, Declaration, str], HttpResponse]
SIGNED = "declaration"
"""Where a session keeps which declaration was signed in it."""
KEPT_FOR = timedelta(days=1)
"""How long whoever signed can take it away, in the browser where they signed."""
REFUSALS: Refusals = {
    actions.ReadAnother: Refusal(
        gettext_lazy("What was typed has changed since you read it over. Read it again, then sign.")
    ),
}


def under_a_link(view: Page) -> Callable[..., HttpResponse]:
    """Let a view be reached by whoever holds a link that still works; all others read the same.

    A browser that sends no referrer sends no origin with a form, so Django would refuse it. No
    other site can send the form: it would have to know the link.
    """

    @csrf_exempt
    @sensitive_post_parameters()
    @quietly
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        tried = guessing.count(request)
        if tried is None:
            return _closed(request, status=429)
        declaration = queries.by_link(token, at=timezone.now())
        if declaration is None:
            return _closed(request, status=410)
        tried.rollback()
        _speak(request, declaration)
        try:
            return view(request, declaration, token)
        except actions.LinkClosed:
            return _closed(request, status=410)

    return guarded


@under_a_link
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, declaration: Declaration, token: str) -> HttpResponse:
    """Fill in a declaration; every press of a button keeps what was typed."""
    if request.method != "POST":
        return _form(request, declaration, token, forms.kept_sheet(declaration.draft))
    actions.save_draft(declaration, forms.draft_of(request.POST))
    here = reverse("declarations:form", args=[token])
    if "read" in request.POST:
        typed = forms.typed_sheet(request.POST)
        if not typed.is_valid():
            return _form(request, declaration, token, typed)
        return redirect("declarations:sign", token)
    response = redirect(f"{here}#{request.POST.get('add', 'saved')}s")
    return _in_language(response, request.POST.get("language", ""))


@under_a_link
@require_POST
def save(request: HttpRequest, declaration: Declaration, token: str) -> HttpResponse:
    """Keep what was typed so far, while somebody goes on typing."""
    kept = actions.save_draft(declaration, forms.draft_of(request.POST))
    return render(request, "declarations/saved.html", {"declaration": kept})


@under_a_link
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, declaration: Declaration, token: str) -> HttpResponse:
    """Read a declaration over, and sign it."""
    typed = forms.whole_sheet(declaration.draft)
    if not typed.is_valid():
        return redirect("declarations:form", token)
    statement = typed.statement(declaration)
    form = forms.SignForm(request.POST or None, initial={"seen": hash_of(statement)})

    def act() -> Declaration:
        given = form.cleaned_data
        signed = actions.sign(
            declaration,
            statement,
            oath=str(form.fields["oath"].label),
            name=given["name"],
            role=given["role"],
            seen=given["seen"],
        )
        request.session[SIGNED] = str(signed.pk)
        return signed

    return sheet(
        request,
        form,
        act,
        done=_("Signed. Thank you."),
        to=reverse("declarations:signed"),
        refusals=REFUSALS,
        template="declarations/sign.html",
        declaration=declaration,
        parts=telling.told(statement),
        token=token,
    )


@quietly
@require_safe
def signed(request: HttpRequest) -> HttpResponse:
    """What was signed in this browser."""
    declaration = _signed_here(request)
    _speak(request, declaration)
    statement = queries.statement(declaration)
    context = {
        "declaration": declaration,
        "statement": statement,
        "parts": telling.told(statement),
    }
    return render(request, "declarations/signed.html", context)


@quietly
@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """What was signed in this browser, to take away."""
    declaration = _signed_here(request)
    _speak(request, declaration)
    made = exports.as_pdf(declaration, language=translation.get_language() or "en")
    return attachment(made.content, name=made.name, media_type=made.media_type)


def _signed_here(request: HttpRequest) -> Declaration:
    """Return what was signed in this browser within a day. Raises Http404."""
    since = timezone.now() - KEPT_FOR
    pk = request.session.get(SIGNED)
    if pk is None:
        raise Http404
    return get_object_or_404(Declaration, pk=pk, signed_at__gt=since)


def _form(
    request: HttpRequest, declaration: Declaration, token: str, typed: forms.Sheet
) -> HttpResponse:
    context = {
        "declaration": declaration,
        "sheet": typed,
        "rows": (typed.names, typed.numbers, typed.addresses),
        "behind": (typed.owners, typed.people),
        "faults": any(map(_is_faulty, typed.forms())),
        "registers": [f"{name} ({code})" for code, name in words.schemes().items()],
        "languages": settings.LANGUAGES,
        "token": token,
    }
    return render(request, "declarations/form.html", context)


def _is_faulty(form: Any) -> bool:
    count = getattr(form, "total_error_count", lambda: len(form.errors))
    return bool(form.is_bound and count())


def _closed(request: HttpRequest, *, status: int) -> HttpResponse:
    """Say the same of every link that opens nothing, whatever it was."""
    context = {"slow": status == 429, "here": SIGNED in request.session}
    return render(request, "declarations/closed.html", context, status=status)


def _speak(request: HttpRequest, declaration: Declaration) -> None:
    """Speak the language that the partner was asked in, unless another was chosen here."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen not in dict(settings.LANGUAGES):
        translation.activate(declaration.language)
        request.LANGUAGE_CODE = declaration.language


def _in_language(response: HttpResponse, language: str) -> HttpResponse:
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
